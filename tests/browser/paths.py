"""The pages that the browser looks at: each kind, and its states."""

PATHS = [
    "/",
    "/?kind=summit&year=2017&unreviewed=1&page=x",
    "/?q=quinoa",
    "/?q=tariffs+candid&from=2017-05&to=2019&present=both&asof=2019-02-30",
    "/?asof=2018-05-20",
    "/events/geneva-round/?unreviewed=1",
    "/events/geneva-round/?asof=2019-05-17",
    "/officials/attendance/",
    "/officials/attendance/?year=2017",
    "/compare/",
    "/compare/?a=geneva-round&b=meeting-3",
    "{article}",
    "/officials/",
    "/officials/avery-stone/",
    "/disputes/",
    "/about/",
    "/data/",
    "/api/v1/docs",
    "/events/geneva-round/cite/",
    "/events/geneva-round/revisions/",
    "/events/geneva-round/revisions/1/",
    "/nothing/",
]
"""``{article}`` stands for an article whose text is free."""


def address(home, path, chronology):
    """The whole address of a path of ``PATHS``."""
    return home + path.format(article=chronology["article"].get_absolute_url())


def visit(page, home, chronology):
    """Open every path in turn, and give it."""
    for path in PATHS:
        page.goto(address(home, path, chronology))
        yield path
