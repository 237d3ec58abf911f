"""The words by which relevance is weighed: whose article it is, and whether it is about trade, talks or else."""

from __future__ import annotations

US = "us"
CHINA = "china"
TRADE = "trade"
TALKS = "talks"
ELSE = "else"
MARKETS = "markets"

THIRD_PARTIES = {
    "Japan": "Japan Japanese Tokyo",
    "India": "India Indian Indians Delhi",
    "the European Union": "EU E.U. European Europeans Europe Brussels",
    "Britain": "UK U.K. Britain British Briton Britons Brexit Downing",
    "North America": "Canada Canadian Canadians Ottawa Mexico Mexican Mexicans NAFTA USMCA",
    "Korea": "Korea Korean Koreans Seoul Pyongyang",
    "Russia": "Russia Russian Russians Moscow Kremlin Ukraine Ukrainian Ukrainians Putin",
    "Iran": "Iran Iranian Iranians Tehran",
    "Taiwan": "Taiwan Taiwanese Taipei",
    "Vietnam": "Vietnam Vietnamese Hanoi",
    "Australia": "Australia Australian Australians Canberra",
    "Brazil": "Brazil Brazilian Brazilians",
    "Switzerland": "Swiss",
    "Germany": "Germany German Germans Berlin",
    "France": "France French",
    "Southeast Asia": "ASEAN Malaysia Malaysian Indonesia Indonesian Philippines Philippine Thailand Thai Cambodia Cambodian",
    "Turkey": "Turkey Turkish Ankara",
    "Africa": "Africa African Africans",
}
"""Parties that make an article another one's, by the words they go by."""

_NAMES = {
    US: "U.S. U.S US USA States America American Americans Washington USTR Trump Biden Obama",
    CHINA: "China Chinese Beijing Sino PRC MOFCOM Xi",
    MARKETS: "Wall Nikkei",
    **THIRD_PARTIES,
}
_TOPICS = {
    TRADE: (
        "trade trades trading tariff tariffs duties levies levy export exports exporters import imports importers economy economies "
        "economic economically economics economist economists commerce commercial commercially deficit deficits surplus surpluses purchase purchases "
        "treasury currency property earths earth investment investments finance finances financial financing macroeconomic overcapacity "
        "steel aluminium aluminum soybean soybeans business businesses subsidy subsidies contracts goods"
    ),
    TALKS: (
        "talk talks negotiate negotiates negotiated negotiating negotiation negotiations negotiator negotiators dialogue dialogues consultation "
        "consultations consulting meeting meetings met meet meets summit summits delegation delegations round rounds agree agrees agreed "
        "agreement agreements deal deals accord accords pact pacts truce ceasefire discuss discussed discussing discussion discussions spoke "
        "session sessions visit visits trip framework consensus exchanges conferred call calls phoned telephone telephoned talked "
        "conversation conversations sat"
    ),
    ELSE: (
        "defense defence military militaries army navy pentagon pla troops missile missiles warship warships weapon weapons nuclear "
        "denuclearization denuclearisation climate emission emissions carbon uyghur uyghurs uighur uighurs extradition spy spying espionage "
        "balloon vaccine vaccines athlete athletes taiwan airspace hacker hackers bail arrest arrested detained custody prosecutor prosecutors "
        "indicted indictment defendant fugitive"
    ),
    MARKETS: (
        "futures bushel bushels contract stock stocks share shares index indexes indices dow nasdaq trader traders dealer dealers broker brokers "
        "brokerage yield yields crop crops harvest price prices percent cent investors equities bourse bourses"
    ),
}
ELSE_PHRASES = (
    "armed forces",
    "human rights",
    "south china sea",
    "secretary of state",
    "top diplomat",
    "fighter jet",
    "cyberattack",
    "cyber-attack",
)
"""Other business that takes more than one word to name."""

KINDS: dict[str, str] = {
    word: kind for kind, words in (*_NAMES.items(), *_TOPICS.items()) for word in words.split()
}
"""What each word speaks for; names as they are written, topics in lower case."""

TRADE_OFFICES = frozenset({"USTR", "MOFCOM"})
"""Names that speak for trade as well as for their side."""

BOTH_SIDES = (
    "two sides",
    "both sides",
    "two leaders",
    "two presidents",
    "two countries",
    "two delegations",
    "both capitals",
    "two capitals",
    "both governments",
    "two governments",
    "both delegations",
)
"""Words for the two parties together: "the two leaders spoke by phone" needs to name neither."""
