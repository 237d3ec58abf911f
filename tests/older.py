"""Content of a site that stands at an older version, written as that version's tables want it."""

_EVENTS = """
INSERT INTO articles_event (slug, title, kind, status, earliest, latest, granularity, is_about, date_reason, time_zone, city, country,
  venue, "order", summary, outcome, confidence, editor_note, state, proposal_reason, is_published, locked_fields, article_count,
  story_count, search_text, created_at, updated_at{columns})
SELECT 'round-' || number, 'Round ' || number, 'round', 'held', date('2019-05-09'), date('2019-05-10'), 'day', false, '', '', 'Washington',
  'US', '', 1, 'They met.', 'none', 'high', '', 'accepted', '', true, '[]', 0, 0, '', '2026-01-02 03:04:05+00', '2026-01-02 03:04:05+00'{values}
FROM (SELECT 1 AS number UNION ALL SELECT 2 UNION ALL SELECT 3) AS numbers
"""

EVENTS = {
    "0002": _EVENTS.format(columns="", values=""),
    "0010": _EVENTS.format(columns=", proposal_score", values=", 1"),
}
"""What puts three events into a site at that migration. On SQLite and on PostgreSQL."""

TITLES = "SELECT title FROM articles_event ORDER BY title"
KEPT = [("Round 1",), ("Round 2",), ("Round 3",)]
