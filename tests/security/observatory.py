"""A score for the headers of a site's first page, by the published rules of Mozilla's HTTP Observatory.

It starts at 100; what is missing costs, and what is better than needed counts only where 90 are left without it.
"""

import re

HALF_A_YEAR = 15_552_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def policy(text):
    """``default-src 'none'; img-src 'self' data:`` → ``{"default-src": ["'none'"], "img-src": ["'self'", "data:"]}``."""
    parts = (part.split() for part in text.split(";"))
    return {words[0].lower(): words[1:] for words in parts if words}


def _content_security(headers):
    rules = policy(headers.get("content-security-policy", ""))
    if not rules:
        return -25
    scripts = rules.get("script-src", rules.get("default-src", ["*"]))
    everything = [word for words in rules.values() for word in words]
    if "'unsafe-inline'" in scripts or {"*", "data:", "https:", "http:"} & set(scripts):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if any(word.startswith("http:") for word in everything):
        return -20
    styles = rules.get("style-src", rules.get("default-src", ["*"]))
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if rules.get("default-src") == ["'none'"] else 5


def _cookies(cookies):
    score = 5 if cookies else 0
    for cookie in cookies:
        said = {part.strip().split("=")[0].lower() for part in cookie.split(";")[1:]}
        is_session = "session" in cookie.split("=")[0].lower()
        if "secure" not in said:
            return -40 if is_session else -20
        if "httponly" not in said and is_session:
            return -30
        if "samesite" not in said:
            score = -20 if "csrf" in cookie.lower() else 0
    return score


def _transport(headers):
    age = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
    if not age:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def _frames(headers):
    if "frame-ancestors" in policy(headers.get("content-security-policy", "")):
        return 5
    return 0 if headers.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN") else -20


def _referrer(headers):
    said = headers.get("referrer-policy", "")
    return 5 if said in PRIVATE else -5 if said else 0


def _resource(headers):
    said = headers.get("cross-origin-resource-policy", "")
    return 10 if said in ("same-origin", "same-site") else 0


def _scripts(page):
    foreign = re.findall(r"<script[^>]*\bsrc=[\"']?(?:https?:)?//[^>]*>", page)
    return -50 if any("integrity=" not in tag for tag in foreign) else 0


def score(headers, cookies, page, redirect):
    """The score of a page's headers, its ``Set-Cookie`` lines, its HTML, and where plain http is sent to."""
    said = {name.lower(): value for name, value in headers.items()}
    found = [
        _content_security(said),
        _cookies(cookies),
        _transport(said),
        _frames(said),
        _referrer(said),
        _resource(said),
        _scripts(page),
        0 if said.get("x-content-type-options") == "nosniff" else -5,
        0 if redirect.startswith("https://") else -20,
        -50
        if said.get("access-control-allow-origin") and said.get("access-control-allow-credentials")
        else 0,
    ]
    left = 100 + sum(one for one in found if one < 0)
    return left + sum(one for one in found if one > 0) if left >= 90 else left
