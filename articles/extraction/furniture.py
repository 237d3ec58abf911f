"""Phrases of page furniture: what sites print around an article and never within one.

Each pattern is matched against one stripped line. A line that merely *holds* such words in running prose
("…readers may subscribe to the newsletter, the ministry said.") is not furniture: the patterns are anchored or short.
"""

from __future__ import annotations

import re

from .menus import is_label, is_masthead, is_menu
from .stamps import find_stamps

_FLAGS = re.IGNORECASE

_WHOLE_LINES = (
    r"(?:home|menu|search|login|log ?in|sign ?in|sign ?up|register|subscribe|subscribe ?log ?in|newsletters?|e-?paper|listen live|watch live|live)",
    r"(?:up next|stations on air|breaking news|accessibility links|skip to .{1,30}|jump to .{1,160}|you are here|back to top|top|next|previous|old version)",
    r"(?:advertise?ments?(?: [-–—] .{1,40})?|ads? by .{1,30}|sponsored|sponsored by .{1,40}|paid post|promoted|story continues below.{0,40}|article continues below.{0,40})",
    r"(?:share|share this.{0,40}|share on .{1,40}|share via.{0,40}|close share via|tweet|e-?mail|print|copy link|link copied|save|bookmark|gift this article|print this article)",
    r"(?:pinterest|facebook|twitter|linkedin|whatsapp|messenger|telegram|reddit|e-?mail|line|weibo|wechat|x|print|copy link|google\+?|\s|[·|,/•])+",
    r"(?:hide caption|toggle caption|enlarge this image|click to enlarge|view gallery|\d+ of \d+|placeholder alt text|image|photo|video|audio|loading\W*|close)",
    r"(?:read|listen|watch|play|download) ?(?:more|now|again|audio|video|the full story|full story)?\W*",
    r"(?:also in this section|see also|read also|also read|related|see more.{0,30}|show more|load more|view all|more)\W*",
    r"(?:\d+ ?(?:comments?|shares?|likes?|views?|retweets?)|comments?|leave a (?:reply|comment)\W*|post a comment|join the conversation|be the first to comment)",
    r"(?:see full bio.{0,40}|\W+|\d{1,3})",
    r"your feedback is important to us.{0,60}|tell us what you think\..{0,60}|(?:was this (?:article|page) (?:helpful|useful)).{0,40}",
    r"(?:for|get) (?:daily|weekly|breaking|the latest) (?:updates|news|alerts|stories)\b.{0,160}",
    r"(?:sign up|subscribe|register)\b.{0,40}\b(?:to|for|and)\b.{0,120}(?:newsletters?|e-?mails?|inbox|alerts|briefing|updates|channel|offers?|account).{0,60}",
    r"(?:follow|like|find|join) us on\b.{0,100}|connect with us\b.{0,60}",
    r"(?:get|try|start|enjoy|unlock)\b.{0,60}\b(?:unlimited|full|digital|premium|free) (?:access|trial|subscription)\b.{0,80}",
    r"try \d+ \w+ for .{1,40}|offers? ends? .{1,40}|(?:only )?[$€£]\d+ (?:a|per) (?:week|month|year).{0,40}",
    r"you (?:have|need|'ve|’ve)\b.{0,60}\b(?:free articles?|subscription|reached your|articles? left).{0,80}|this is your last free article.{0,60}",
    r"your (?:trial|free|full|subscription)\b.{0,80}\b(?:expired|ended|access|period).{0,60}|(?:already a subscriber|not a subscriber).{0,80}",
    r"(?:stay ahead|get trusted insights|insights? from experts)\b.{0,100}|see all offers.{0,40}|read all stories with.{0,60}|use our mobile.{0,60}",
    r"(?:this (?:site|website)|we|our partners)\b.{0,60}\bcookies\b.{0,200}|(?:accept|reject|manage) (?:all )?(?:cookies|preferences|consent).{0,60}",
    r"by (?:continuing|using|clicking|signing up)\b.{0,120}\b(?:agree|accept|consent)\b.{0,200}",
    r"(?:privacy policy|terms (?:of|and) (?:use|service|conditions)|contact us|about us|site ?map|help|faqs?|advertise with us|careers|do not sell.{0,60})",
    r"©.{0,300}|(?:\(c\)|copyright)\s?(?:©\s?)?\d{4}\b.{0,300}",
    r"(?:tags?|topics?|keywords|categories|filed under|topics in this article)\s?:.{0,200}",
    r"(?:this|our) (?:story|article|content|report) (?:was|is) (?:originally published|commissioned|produced by|auto-?generated|sponsored)\b.{0,160}",
    r"our standards: .{1,80}|editing by the .{1,40} desk",
    r"for more (?:on|about)\b.{1,60}\b(?:watch|visit|see|click|read|listen|follow)\b.{0,80}",
    r"(?:click|tap) here\b.{0,100}|scan the qr code.{0,60}|download (?:the|our) .{0,40}app\b.{0,60}",
    r"national archives you are viewing historical material.{0,300}|this is historical material.{0,200}",
    r"(?:old|mobile|desktop|text|print)[ -](?:version|site|edition)",
    r"how to use this website.{0,80}|accessibility (?:information|help|statement)",
    r"(?:last|page) (?:modified|updated|reviewed).{0,80}|today(?:'s date)? ?(?:is|:).{0,40}",
    r"-?\s?\d{1,3} (?:min(?:ute)?s?|hours?|days?) (?:ago|read)\W*|·?\s?\d{1,2} minute read",
    r"\d+x\d+ image",
    r"(?:follow|resize|listen|newsletter sign-?up|select (?:voice|speed)|\d\.\d\dx|\(?\d{1,2} min(?:utes?)?\)?|reading time.{0,20}|why you can trust .{1,30}|@[\w/.-]{2,40})",
    r"an official website of .{1,60}|here['’]s how you know.{0,20}",
    r"(?:write to|contact|e-?mail) .{0,60}\S@\S.{0,60}|appeared in the .{1,40} print edition.{0,160}",
    r"around the (?:web|bbc|network)|more on this(?: story)?|more from .{1,40}|what to read next",
    r"(?:published|posted|updated) (?:an?|\d{1,2}) (?:min(?:ute)?s?|hours?|days?|weeks?) ago|share page|reading time.{0,20}|\d{1,2} min(?:utes?)? reading time",
    r"(?:\[?\d{1,2} of \d{1,2}\]?\W*|\d of \d free articles?.{0,60}|_{2,}|\W+)",
    r"do you like .{1,60}\?|(?:to view|view|read) (?:this )?(?:online|in (?:your )?browser)\W.{0,60}|explore more on .{1,40}|reuse this content",
    r"(?:join|follow) .{1,60}\b(?:channel|telegram|whatsapp|facebook|instagram|youtube|linkedin)\b.{0,100}",
    r"(?:subscribe|sign up) (?:to|for) [\w ]{2,40}|send us your feedback|explore [\w ]{2,30}net",
    r"get .{1,60}\b(?:newsletters?|app|updates|alerts)\b.{0,80}",
    r"(?:you (?:may|might) also like|watch|listen)\s?: .{1,120}|(?:tags?|topics?|key ?words)\s?:.{0,200}",
    r"(?:the (?:writer|author) is .{1,120})?(?:the )?views (?:expressed )?(?:are|here are|in this .{1,20} are) .{1,60}|this (?:alert|article|note|memo) (?:is|does) not .{1,60}advice\b.{0,60}",
    r"(?:media|press) contacts?\W.{0,80}|copyright [^.]{2,80}\. icp .{1,40}",
    r"synopsis|key points|series",
    r"(?:newer|older|next|previous) (?:post|entry|story|article)\s?:.{1,160}",
    r"\+? ?add to my ?\w+|[a-z]{2,4}(?:[-/][a-z]{2,4}){1,4}(?: \([a-z][\w, ]{2,30}\))?",
    r"end \d{1,2}:\d\d [ap]\.?m\.?(?: [a-z]{2,4})?|\d{1,5} [\w .]{5,50},? [a-z]{2} \d{5}(?:-\d{4})?",
    r"\(?all information published on this (?:web)?site\b.{0,160}",
)
_LINE = re.compile("|".join(f"(?:{pattern})" for pattern in _WHOLE_LINES), _FLAGS)
"""Fully matched by a line that belongs to the page, not to the article."""

_BY_SIGN = {
    "arrow button icon": r"[\w ]{0,30}(?:down|right|left|up) arrow button icon",
    " now on ": r"[\w ]{1,30} (?:is|are) now on (?:telegram|whatsapp|wechat|line|viber|instagram|tiktok|bluesky|threads)\b.{0,80}",
    "all rights reserved": r".{0,100}\ball rights reserved\b.{0,200}",
    "trademark of ": r".{0,80}is a (?:registered )?trademark of .{1,300}",
    " your inbox": r".{0,160}\b(?:in|to|into) your inbox\b.{0,60}",
    " recommends": r"\w{2,12} recommends",
    " for ": r".{0,60}\bmonths? for [$€£]\d.{0,30}",
    "@": r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}",
    "icp": r".{0,40}\bicp\W{0,3}(?:no\.? ?)?\d{6,}.{0,40}",
    " | ": r"[\w .]{2,30} \| .{2,40} \| \d{1,2} min(?:ute)?s? read",
    " contributed": r".{3,80} contributed(?: to this (?:report|story|article))?\.?",
    "current language ": r"(?:[\w ]{2,40} )?current language \w{2,12}",
}
_WITH_SIGN = tuple((sign, re.compile(pattern, _FLAGS)) for sign, pattern in _BY_SIGN.items())
"""Lines that may begin with anything: their patterns are tried only where the sign is in the line."""


def is_known_line(line: str) -> bool:
    """True for a line, or a column of one, that sites print as it stands: "Share this", "© 2019 Example Media"."""
    if _LINE.fullmatch(line):
        return True
    lowered = line.lower()
    return any(sign in lowered and pattern.fullmatch(line) for sign, pattern in _WITH_SIGN)


END = re.compile(
    r"(?:most (?:popular|read|viewed|shared|commented)|trending(?: now)?|about the authors?|about sponsored content.{0,200}|sponsored content|leave a (?:reply|comment)\W*|"
    r"editor'?s'? (?:picks?|choice)|top stories|latest (?:news|stories|headlines)|you (?:may|might) (?:also )?like|recommended(?: for you| stories| articles)?|"
    r"related (?:articles?|stories|news|content|coverage|topics|links)|more (?:from|on this|in|stories|news|top stories)\b.{0,40}|read next|what to read next|up next|"
    r"(?:\w{2,12} )?recommends|popular (?:now|stories|articles)|(?:\d{1,5} )?comments|discussion|join the (?:conversation|discussion)|in other news|from our partners|around the web|\d+x\d+ image|share this article)\W*",
    _FLAGS,
)
"""A heading below which the article does not go on (unless plenty of prose follows)."""

TEASER = re.compile(
    r"(?:read|see) (?:also|more|next)\W*|also read\W*|more from .{1,40}|related(?: stor(?:y|ies)| articles?| news)?|recommended(?: reading)?|don'?t miss|editor'?s pick|more on this(?: story)?|what to read next",
    _FLAGS,
)
"""A label over a link to another story in the middle of an article ("Read Also")."""

INLINE_TEASER = re.compile(
    r"(?:read|see) (?:also|more)\s?[:|»>-].{1,160}|also read\s?[:|»>-].{1,160}|related\s?[:|»>-].{1,160}|read more (?:on|about)\b.{1,120}",
    _FLAGS,
)
"""Label and link in one line ("SEE ALSO: Tariffs explained")."""

_PATH = re.compile(r"(?:[\w&' ]{2,30}\s?[/>›»]\s?){1,5}[\w&' ]{0,40}[/>›»]?")
_PATH_SIGN = re.compile(r"\s[/>›»]\s|>>")
_MENU_GAP = re.compile(r"\s{3,}|\s[|>»·•/]\s|\t")
_ICONS = ("icon", "chevron", "arrow", "sketch")


def is_furniture(line: str) -> bool:
    """True for a (stripped) line of page furniture: "Advertisement", "Home | World | Business", "© 2019 Example Media".

    >>> is_furniture("Advertisement"), is_furniture("The talks ended on Friday.")
    (True, False)
    """
    if len(line) <= 400 and is_known_line(line):
        return True
    if INLINE_TEASER.fullmatch(line) or is_masthead(line):
        return True
    if not find_stamps(line[:400]) and (is_menu(line) or is_label(line) or _is_bar(line)):
        return True  # "Source: Example | 4 May 2019" tells the day
    if len(line) <= 120 and _PATH_SIGN.search(line) and _PATH.fullmatch(line):
        return True
    if not line.endswith((".", "”", '"')) and len(_MENU_GAP.findall(line[:400])) >= 3:
        return True
    if "%" in line and _is_ticker(line):
        return True
    head = line[:1000].lower()
    return sum(map(head.count, _ICONS)) >= 4


_GAIN = re.compile(r"(?<![\w.])[-+−▲▼]\s?\d{1,4}(?:\.\d{1,3})?\s?%")


def _is_ticker(line: str) -> bool:
    """True for prices in a row, gains and losses with their signs: "Shanghai +0.4%  Nikkei -1.1%"."""
    return len(line) <= 400 and not line.endswith((".", "?", "!", "”", '"')) and len(_GAIN.findall(line)) >= 2


_COLUMNS = re.compile(r"\s{2,}|\s[|•·]\s")


def _is_bar(line: str) -> bool:
    """True for short columns of which one is a button or a label: "Topics of the day  Share  Reuse this content"."""
    if len(line) > 160 or line.endswith((".", "?", "!", "”", '"')):
        return False
    columns = [column.strip() for column in _COLUMNS.split(line) if column.strip()]
    return (
        len(columns) >= 2
        and all(len(column.split()) <= 5 for column in columns)
        and any(is_known_line(column) or is_label(column) for column in columns)
    )
