"""axe-core on a page as it stands: what it finds wrong, and what it cannot decide."""

from axe_playwright_python.base import AXE_SCRIPT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""What can change where only the colours do."""
UNDECIDED = {"color-contrast", "color-contrast-enhanced", "target-size"}
"""What axe cannot decide by itself and we have looked at: text over the strip, inline targets. Anything else fails."""

# The results are pared down in the page: with every node that passed they are megabytes.
RUN = """async rules => { const found = await axe.run(document, {runOnly: rules, resultTypes: ['violations', 'incomplete']});
  return {violations: found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')),
          incomplete: found.incomplete.map(v => v.id)}; }"""


def violations(page, rules=RULES):
    """Each rule the page breaks with its places, and each rule axe leaves undecided beyond those looked at."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, rules)
    return found["violations"] + [f"{rule}: undecided" for rule in set(found["incomplete"]) - UNDECIDED]
