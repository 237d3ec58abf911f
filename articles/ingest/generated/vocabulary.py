"""The words that made-up articles are made of. All people are made up by crossing common names."""

US_GIVEN = (
    "Avery", "Blake", "Carla", "Dana", "Edith", "Frank", "Grant", "Helen", "Irene", "Joel", "Karen", "Louis",
    "Maya", "Nora", "Owen", "Paula",
)  # fmt: skip
US_FAMILY = (
    "Abbott", "Barlow", "Calder", "Dunmore", "Ellery", "Farrow", "Garland", "Hadley", "Ingram", "Jessup",
    "Keating", "Lockhart", "Merrill", "Norwood", "Oakes", "Pruitt", "Quimby", "Radcliff", "Sayer", "Thornton",
    "Underhill", "Vance", "Whitlock", "Yardley",
)  # fmt: skip
CHINA_FAMILY = (
    ("Bai", "白"), ("Cao", "曹"), ("Deng", "邓"), ("Fan", "范"), ("Gao", "高"), ("Hua", "华"), ("Jin", "金"),
    ("Kang", "康"), ("Liao", "廖"), ("Mei", "梅"), ("Ning", "宁"), ("Pan", "潘"), ("Qiu", "邱"), ("Ruan", "阮"),
    ("Shao", "邵"), ("Tan", "谭"),
)  # fmt: skip
CHINA_GIVEN = (
    ("Bowen", "博文"), ("Chunlei", "春雷"), ("Dongmei", "冬梅"), ("Fangyi", "方毅"), ("Guoliang", "国良"),
    ("Haifeng", "海峰"), ("Jianmin", "建民"), ("Kaiyuan", "开元"), ("Lihua", "丽华"), ("Mingde", "明德"),
)  # fmt: skip
POSTS = {
    "us": (
        ("Secretary of the Treasury", "Treasury Secretary", "Department of the Treasury"),
        ("Secretary of Commerce", "Commerce Secretary", "Department of Commerce"),
        ("United States Trade Representative", "Trade Representative", "Office of the Trade Representative"),
        ("Deputy Trade Representative", "Deputy Trade Representative", "Office of the Trade Representative"),
        (
            "Under Secretary for International Affairs",
            "Treasury Under Secretary",
            "Department of the Treasury",
        ),
    ),
    "china": (
        ("Vice Premier of the State Council", "Vice Premier", "State Council"),
        ("Minister of Commerce", "Commerce Minister", "Ministry of Commerce"),
        ("Minister of Finance", "Finance Minister", "Ministry of Finance"),
        ("Vice Minister of Commerce", "Vice Commerce Minister", "Ministry of Commerce"),
        ("International Trade Representative", "Trade Representative", "Ministry of Commerce"),
    ),
}
PLACES = (
    ("Washington", "United States"), ("Beijing", "China"), ("Geneva", "Switzerland"), ("London", "United Kingdom"),
    ("Stockholm", "Sweden"), ("Madrid", "Spain"), ("Shanghai", "China"), ("San Francisco", "United States"),
    ("Kuala Lumpur", "Malaysia"), ("Osaka", "Japan"), ("Buenos Aires", "Argentina"), ("Paris", "France"),
    ("Singapore", "Singapore"), ("Vienna", "Austria"), ("Hangzhou", "China"), ("New York", "United States"),
)  # fmt: skip
TOPICS = (
    "Agriculture", "Export controls", "Fentanyl", "Intellectual property", "Investment reviews", "Market access",
    "Port fees", "Rare earths", "Semiconductors", "Shipbuilding", "Soybeans", "Steel", "Subsidies", "Tariffs",
    "Technology transfer", "Currency", "Energy purchases", "Data flows",
)  # fmt: skip
SERIES = ("Economic Working Group", "Financial Working Group", "High-level consultations", "Commerce channel",
          "Strategic dialogue", "Customs cooperation panel")  # fmt: skip
TOWNS = (
    "Ashford",
    "Brookdale",
    "Carlow",
    "Denholm",
    "Eastmere",
    "Fairhaven",
    "Glenrock",
    "Harwick",
    "Iverton",
    "Kingsbury",
)
PAPERS = tuple(
    f"{town} {name}"
    for town in TOWNS
    for name in ("Courier", "Ledger", "Gazette", "Tribune", "Observer", "Post", "Chronicle", "Wire")
)
ACTORS = (
    "exporters", "brokers", "farmers", "retailers", "importers", "shippers", "chipmakers", "carmakers",
    "refiners", "lawmakers", "analysts", "lobbyists", "dockworkers", "insurers", "growers", "steelmakers",
    "investors", "diplomats", "economists", "regulators", "suppliers", "distributors", "manufacturers",
    "miners", "airlines", "banks", "traders", "unions", "governors", "mayors", "ranchers", "millers", "packers",
    "consultants", "forwarders", "wholesalers", "machinists", "publishers", "lawyers", "shareholders",
)  # fmt: skip
KINDS = (
    "domestic", "regional", "smaller", "larger", "coastal", "inland", "cautious", "nervous", "patient",
    "seasoned", "private", "foreign", "local", "rival", "leading", "struggling", "profitable", "independent",
    "midsized", "southern", "northern", "western", "eastern", "veteran", "ambitious", "quiet", "angry",
    "hopeful", "weary", "thrifty",
)  # fmt: skip
DID = (
    "welcomed", "doubted", "questioned", "praised", "expected", "resisted", "studied", "delayed", "accepted",
    "rejected", "measured", "weighed", "discussed", "postponed", "feared", "defended", "criticised", "examined",
    "trimmed", "raised", "applauded", "revisited", "calculated", "ignored", "anticipated", "mistrusted",
    "endorsed", "lamented", "compared", "tested",
)  # fmt: skip
GOODS = (
    "soybeans", "frozen pork", "sorghum", "liquefied gas", "wafers", "memory chips", "rare earths", "batteries",
    "solar panels", "steel pipe", "aluminium foil", "car parts", "jet engines", "cotton", "almonds", "lobsters",
    "tractors", "routers", "software licences", "medical devices", "fertiliser", "corn", "beef", "ethanol", "timber",
    "graphite", "polysilicon", "toys", "footwear", "furniture", "cranes", "garlic", "wine", "cranberries", "magnets",
)  # fmt: skip
THINGS = (
    "quotas", "duties", "licences", "inspections", "timetables", "exemptions", "purchase pledges", "subsidies",
    "customs rules", "export controls", "port fees", "tariff lists", "investment reviews", "patents", "payment terms",
    "freight rates", "compliance costs", "audit rules", "visa rules", "stockpiles", "rebates", "safeguards", "waivers",
    "loan terms", "price floors", "test results", "origin rules", "deadlines", "escrow accounts", "bonded stores",
)  # fmt: skip
WHERE = (
    "Iowa", "Ohio", "Texas", "Oregon", "Kansas", "Georgia", "Michigan", "Guangdong", "Zhejiang", "Shandong",
    "Sichuan", "Fujian", "Yunnan", "Liaoning", "Henan", "Nebraska", "Illinois", "Jiangsu", "Hunan", "Anhui",
    "Louisiana", "Washington", "Tianjin", "Chongqing",
)  # fmt: skip
