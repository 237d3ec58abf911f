"""Names the curated chronology uses again and again, so that they can be given in the page's language.

Titles, summaries and accounts stay in the language they are written in; places, topics and series are words of the
interface too: they stand in its filters. A name that is not listed here is shown as it is.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext, pgettext, pgettext_lazy

from .language import is_chinese

PLACES = (
    pgettext_lazy("place", "Abu Dhabi"),
    pgettext_lazy("place", "Argentina"),
    pgettext_lazy("place", "Bali"),
    pgettext_lazy("place", "Bangkok"),
    pgettext_lazy("place", "Beijing"),
    pgettext_lazy("place", "Buenos Aires"),
    pgettext_lazy("place", "Busan"),
    pgettext_lazy("place", "China"),
    pgettext_lazy("place", "Davos"),
    pgettext_lazy("place", "Diaoyutai State Guesthouse"),
    pgettext_lazy("place", "Eisenhower Executive Office Building (Indian Treaty Room); Office of the USTR"),
    pgettext_lazy("place", "Eisenhower Executive Office Building; Oval Office"),
    pgettext_lazy("place", "Filoli estate"),
    pgettext_lazy("place", "Forbidden City; Great Hall of the People"),
    pgettext_lazy("place", "France"),
    pgettext_lazy("place", "G20 summit venue"),
    pgettext_lazy("place", "Geneva"),
    pgettext_lazy("place", "Germany"),
    pgettext_lazy("place", "Gimhae Air Base, next to Gimhae International Airport"),
    pgettext_lazy("place", "Great Hall of the People"),
    pgettext_lazy("place", "Great Hall of the People; Zhongnanhai"),
    pgettext_lazy("place", "Guangdong Zhudao Guest House, Guangzhou; Beijing from 6 April"),
    pgettext_lazy("place", "Guangzhou"),
    pgettext_lazy("place", "Hamburg"),
    pgettext_lazy("place", "Hamburg Messe"),
    pgettext_lazy("place", "Indonesia"),
    pgettext_lazy("place", "Japan"),
    pgettext_lazy("place", "Johannesburg"),
    pgettext_lazy("place", "Kuala Lumpur"),
    pgettext_lazy("place", "Lancaster House"),
    pgettext_lazy("place", "Lima"),
    pgettext_lazy("place", "London"),
    pgettext_lazy("place", "Madrid"),
    pgettext_lazy("place", "Malaysia"),
    pgettext_lazy("place", "Mar-a-Lago"),
    pgettext_lazy("place", "Merdeka 118"),
    pgettext_lazy("place", "Ministry of Commerce; Great Hall of the People"),
    pgettext_lazy("place", "Mulia resort"),
    pgettext_lazy("place", "Nanjing"),
    pgettext_lazy("place", "OECD headquarters"),
    pgettext_lazy("place", "Office of the USTR"),
    pgettext_lazy("place", "Office of the USTR; Oval Office"),
    pgettext_lazy("place", "Osaka"),
    pgettext_lazy("place", "Oval Office (4 April); Washington"),
    pgettext_lazy("place", "Palacio de Santa Cruz (Spanish Foreign Ministry)"),
    pgettext_lazy("place", "Palm Beach"),
    pgettext_lazy("place", "Paris"),
    pgettext_lazy("place", "Park Hyatt, on the margins of the G20 summit"),
    pgettext_lazy("place", "Peru"),
    pgettext_lazy("place", "Rosenbad"),
    pgettext_lazy("place", "San Francisco"),
    pgettext_lazy("place", "Seogwipo"),
    pgettext_lazy("place", "Seoul"),
    pgettext_lazy("place", "Shanghai"),
    pgettext_lazy("place", "South Africa"),
    pgettext_lazy("place", "South Korea"),
    pgettext_lazy("place", "Spain"),
    pgettext_lazy("place", "State guesthouse, Beijing"),
    pgettext_lazy("place", "Stockholm"),
    pgettext_lazy("place", "Sweden"),
    pgettext_lazy("place", "Switzerland"),
    pgettext_lazy("place", "Telephone"),
    pgettext_lazy("place", "Telephone conference"),
    pgettext_lazy("place", "Thailand"),
    pgettext_lazy("place", "Tianjin"),
    pgettext_lazy("place", "US Treasury Department"),
    pgettext_lazy("place", "US Treasury Department; White House"),
    pgettext_lazy("place", "United Arab Emirates"),
    pgettext_lazy("place", "United Kingdom"),
    pgettext_lazy("place", "United States"),
    pgettext_lazy("place", "Video call"),
    pgettext_lazy("place", "Virtual"),
    pgettext_lazy("place", "Washington"),
    pgettext_lazy("place", "Washington (25 May); Detroit, APEC trade ministers' meeting (26 May)"),
    pgettext_lazy("place", "White House Rose Garden"),
    pgettext_lazy("place", "White House, East Room"),
    pgettext_lazy("place", "Woodside"),
    pgettext_lazy("place", "Xi's hotel"),
    pgettext_lazy("place", "Xijiao State Guesthouse"),
    pgettext_lazy("place", "Zhongnanhai"),
    pgettext_lazy("place", "Zurich"),
)
TOPICS = (
    pgettext_lazy("topic", "100-day plan"),
    pgettext_lazy("topic", "90-day truce"),
    pgettext_lazy("topic", "APEC"),
    pgettext_lazy("topic", "Agriculture"),
    pgettext_lazy("topic", "Aluminium"),
    pgettext_lazy("topic", "Artificial intelligence"),
    pgettext_lazy("topic", "Balanced growth"),
    pgettext_lazy("topic", "Beef"),
    pgettext_lazy("topic", "Bilateral ties"),
    pgettext_lazy("topic", "Biotechnology"),
    pgettext_lazy("topic", "Board of Trade"),
    pgettext_lazy("topic", "Boeing"),
    pgettext_lazy("topic", "Business deals"),
    pgettext_lazy("topic", "Climate finance"),
    pgettext_lazy("topic", "Covid-19"),
    pgettext_lazy("topic", "Currency"),
    pgettext_lazy("topic", "Cyber theft and security"),
    pgettext_lazy("topic", "Debt"),
    pgettext_lazy("topic", "Electric vehicles"),
    pgettext_lazy("topic", "Energy"),
    pgettext_lazy("topic", "Enforcement"),
    pgettext_lazy("topic", "Export controls"),
    pgettext_lazy("topic", "Extension of the truce"),
    pgettext_lazy("topic", "Fentanyl"),
    pgettext_lazy("topic", "Financial services"),
    pgettext_lazy("topic", "Financial stability"),
    pgettext_lazy("topic", "Huawei"),
    pgettext_lazy("topic", "Intellectual property"),
    pgettext_lazy("topic", "Iran"),
    pgettext_lazy("topic", "Iranian oil"),
    pgettext_lazy("topic", "Liquefied natural gas"),
    pgettext_lazy("topic", "Made in China 2025"),
    pgettext_lazy("topic", "Market access"),
    pgettext_lazy("topic", "Micron"),
    pgettext_lazy("topic", "Military channels"),
    pgettext_lazy("topic", "Money laundering"),
    pgettext_lazy("topic", "Non-tariff barriers"),
    pgettext_lazy("topic", "Non-tariff countermeasures"),
    pgettext_lazy("topic", "North Korea"),
    pgettext_lazy("topic", "One-year plan"),
    pgettext_lazy("topic", "Overcapacity"),
    pgettext_lazy("topic", "Phase One agreement"),
    pgettext_lazy("topic", "Port fees"),
    pgettext_lazy("topic", "Poultry"),
    pgettext_lazy("topic", "Purchases"),
    pgettext_lazy("topic", "Rare earths"),
    pgettext_lazy("topic", "Sanctions"),
    pgettext_lazy("topic", "Section 301"),
    pgettext_lazy("topic", "Semiconductors"),
    pgettext_lazy("topic", "Services"),
    pgettext_lazy("topic", "Solar panels"),
    pgettext_lazy("topic", "Soybeans"),
    pgettext_lazy("topic", "Steel"),
    pgettext_lazy("topic", "Structural issues"),
    pgettext_lazy("topic", "Student visas"),
    pgettext_lazy("topic", "Supreme Court ruling"),
    pgettext_lazy("topic", "Taiwan"),
    pgettext_lazy("topic", "Tariff exclusions"),
    pgettext_lazy("topic", "Tariffs"),
    pgettext_lazy("topic", "Technology transfer"),
    pgettext_lazy("topic", "Text of the agreement"),
    pgettext_lazy("topic", "The economy at large"),
    pgettext_lazy("topic", "TikTok"),
    pgettext_lazy("topic", "Tourism"),
    pgettext_lazy("topic", "Trade deficit"),
    pgettext_lazy("topic", "Trade policy review"),
    pgettext_lazy("topic", "Ukraine"),
    pgettext_lazy("topic", "Working groups"),
    pgettext_lazy("topic", "ZTE"),
)
SERIES = (
    pgettext_lazy("series", "Bessent–He rounds"),
    pgettext_lazy("series", "Biden–Xi meetings and calls"),
    pgettext_lazy("series", "Commercial Issues Working Group"),
    pgettext_lazy("series", "Economic Working Group"),
    pgettext_lazy("series", "Financial Working Group"),
    pgettext_lazy("series", "Rounds of 2018–2019"),
    pgettext_lazy("series", "Trump–Xi calls"),
    pgettext_lazy("series", "Trump–Xi meetings"),
)
COUNTERS = (
    pgettext_lazy("who counts", "Bessent–He count"),
    pgettext_lazy("who counts", "Bessent–He count (inferred)"),
    pgettext_lazy("who counts", "CGTN"),
    pgettext_lazy("who counts", "Chinese side"),
    pgettext_lazy("who counts", "Ministry of Commerce"),
    pgettext_lazy("who counts", "US press"),
    pgettext_lazy("who counts", "US press (inferred from its count)"),
    pgettext_lazy("who counts", "Xinhua"),
    pgettext_lazy("who counts", "Xinhua (inferred from its count)"),
)
"""Those by whose count a round has its number."""
ROUND = re.compile("([0-9]+)(?:st|nd|rd|th) round")


def place(name: str) -> str:
    """``Geneva`` → ``日内瓦`` on a Chinese page."""
    return pgettext("place", name) if name else ""


def topic(name: str) -> str:
    """``Soybeans`` → ``大豆`` on a Chinese page."""
    return pgettext("topic", name) if name else ""


def series(name: str) -> str:
    """``Economic Working Group`` → ``经济工作组`` on a Chinese page."""
    return pgettext("series", name) if name else ""


def counter(name: str) -> str:
    """``Ministry of Commerce`` → ``商务部`` on a Chinese page."""
    return pgettext("who counts", name) if name else ""


def round_label(label: str) -> str:
    """``4th round`` → ``第4轮`` on a Chinese page; any other label stays."""
    found = ROUND.fullmatch(label)
    return gettext("round %(number)s") % {"number": found[1]} if found and is_chinese() else label
