"""English words by which names of places, ships, people and bodies are told from each other."""

BEFORE_PLACE = frozenset(
    (
        *(
            "in",
            "at",
            "from",
            "to",
            "near",
            "off",
            "via",
            "between",
            "through",
            "towards",
            "toward",
            "around",
        ),
        *("of", "into", "across", "outside", "inside", "beyond", "north", "south", "east", "west", "past"),
        *("past", "within", "leaving", "reaching", "visited", "left", "reached", "linking", "over", "on"),
    )
)
"""After these a name stands for a place."""
SURELY_BEFORE_PLACE = frozenset(("in", "at", "near", "from", "to", "via"))
"""After these even a common word with a capital is one."""
FUNCTION = frozenset(
    (
        *(
            "a",
            "an",
            "the",
            "and",
            "or",
            "but",
            "nor",
            "if",
            "when",
            "while",
            "where",
            "since",
            "after",
            "before",
        ),
        *(
            "until",
            "during",
            "by",
            "as",
            "for",
            "with",
            "without",
            "against",
            "under",
            "amid",
            "despite",
            "both",
        ),
        *(
            "that",
            "this",
            "these",
            "those",
            "which",
            "who",
            "whom",
            "whose",
            "what",
            "although",
            "though",
            "once",
        ),
        *("because", "unless", "like", "unlike", "than", "not", "only", "also", "yet", "so", "then", "here"),
        *("there", "meanwhile", "however", "for", "its", "their", "his", "her", "our", "all", "some", "many"),
        *("most", "each", "every", "even", "according", "about", "along", "alongside", "among", "compared"),
        *(
            "except",
            "including",
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "had",
            "will",
            "would",
            "can",
            "could",
        ),
        *("should", "may", "must", "does", "did", "do", "why", "how", "whether", "now", "today", "later"),
        *("last", "next", "instead", "rather", "too", "remains", "again", "still", "itself"),
        *BEFORE_PLACE,
    )
)
"""Words that end a name, also with a capital at the beginning of a sentence."""
TITLES = frozenset(
    (
        *("president", "minister", "secretary", "admiral", "general", "captain", "commander", "colonel"),
        *(
            "governor",
            "mayor",
            "chairman",
            "chairwoman",
            "chair",
            "chancellor",
            "premier",
            "ambassador",
            "envoy",
        ),
        *("senator", "professor", "director", "analyst", "researcher", "author", "doctor", "dr", "mr", "mrs"),
        *(
            "ms",
            "prof",
            "gen",
            "adm",
            "capt",
            "king",
            "queen",
            "prince",
            "spokesman",
            "spokeswoman",
            "official",
        ),
        *("leader", "counterpart", "economist", "historian", "skipper", "biologist", "geologist", "engineer"),
        *("lawyer", "expert", "scientist", "journalist", "officer", "head"),
    )
)
SHIPS = frozenset(
    (
        *(
            "ship",
            "vessel",
            "icebreaker",
            "icebreakers",
            "trawler",
            "tanker",
            "freighter",
            "carrier",
            "ferry",
        ),
        *(
            "submarine",
            "frigate",
            "destroyer",
            "cruiser",
            "corvette",
            "boat",
            "yacht",
            "barge",
            "tug",
            "tender",
        ),
        *("steamer", "schooner", "ms", "mv", "hms", "uss", "ss", "project", "class", "lander"),
    )
)
BODIES = frozenset(
    (
        *("ministry", "department", "agency", "committee", "commission", "center", "centre", "institute"),
        *(
            "council",
            "university",
            "academy",
            "bank",
            "bureau",
            "office",
            "association",
            "foundation",
            "treaty",
        ),
        *(
            "convention",
            "agreement",
            "declaration",
            "institution",
            "society",
            "company",
            "corporation",
            "club",
        ),
        *("republic", "kingdom", "federation", "embassy", "school", "college", "museum", "battle", "bishop"),
        *("duke", "earl", "order", "party"),
    )
)
"""With a capital and `of` or another name they begin the name of a body, in which places do not count."""
BODY_ENDS = frozenset(
    ("authority", "company", "corporation", "group", "fund", "line", "lines", "shipyard", "fleet")
)
"""Behind another name they end the name of a body."""
GROUND = frozenset(("region", "oblast", "province", "county", "krai", "district", "city", "port", "harbour"))
"""Behind a name, with a capital or not, they leave it a place."""
LANDFORMS = frozenset(("island", "islands", "peninsula", "archipelago", "coast", "region"))
SMALL_IN_NAMES = frozenset(
    ("море", "пролив", "залив", "мыс", "остров", "острова", "полуостров", "хребет", "канал", "губа")
)
"""Words of Russian names that have a small letter."""
WORDS = frozenset(
    (
        *(
            "reading",
            "nice",
            "mobile",
            "split",
            "bath",
            "orange",
            "hull",
            "bar",
            "man",
            "eagle",
            "same",
            "police",
        ),
        *("of", "most", "best", "sale", "deal", "rugby", "dover", "born", "bed", "cork"),
        *(
            "sandwich",
            "wells",
            "battle",
            "crew",
            "crewe",
            "date",
            "van",
            "ham",
            "hamm",
            "lens",
            "nancy",
            "angers",
        ),
        *(
            "tours",
            "buy",
            "male",
            "mode",
            "data",
            "are",
            "as",
            "bor",
            "asia",
            "beer",
            "bali",
            "union",
            "victoria",
        ),
        *(
            "paris",
            "sydney",
            "florence",
            "lincoln",
            "washington",
            "jackson",
            "houston",
            "hamilton",
            "kingston",
        ),
        *("wellington", "nelson", "regina", "madison", "austin", "dallas", "charlotte", "chester", "stanley"),
        *("lima", "salem", "troy", "temple", "normal", "enterprise", "independence", "liberty", "progress"),
        *("hope", "pearl", "opportunity", "corona", "centre", "imperial", "commerce", "converse", "surprise"),
        *(
            "central",
            "northern",
            "southern",
            "eastern",
            "western",
            "western",
            "north",
            "south",
            "east",
            "west",
        ),
        *(
            "ocean",
            "sea",
            "island",
            "islands",
            "bay",
            "gulf",
            "strait",
            "harbor",
            "harbour",
            "beach",
            "river",
        ),
        *("fleet", "federal", "national", "general", "chief", "minister", "president", "summit", "council"),
        *("security", "defence", "defense", "university", "institute", "center", "agency", "commission"),
        *("english", "german", "french", "russian", "chinese", "norwegian", "danish", "swedish", "finnish"),
        *("spring", "summer", "autumn", "winter", "fall"),
        *("people", "women", "men", "young", "bell", "page", "price"),
        *(
            "resolute",
            "alert",
            "eureka",
            "churchill",
            "nome",
            "thule",
            "barrow",
            "rose",
            "lund",
            "berg",
            "holt",
            "ali",
            "omar",
            "san",
            "santa",
            "los",
            "el",
            "la",
            "le",
            "de",
            "un",
        ),
    )
)
"""Towns of these names there are, and the words are hardly ever them."""
NEVER = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *(
            "november",
            "december",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ),
    )
)
"""Months and days, which are towns too."""
CAPITALS = frozenset(
    (
        *("moscow", "beijing", "tokyo", "seoul", "oslo", "stockholm", "helsinki", "copenhagen", "reykjavik"),
        *("ottawa", "london", "berlin", "brussels", "tallinn", "riga", "vilnius", "warsaw", "kyiv", "minsk"),
        *("rome", "madrid", "lisbon", "vienna", "prague", "budapest", "athens", "ankara", "tehran", "delhi"),
        *("new delhi", "cairo", "canberra", "pyongyang", "singapore", "kiev", "geneva", "new york", "taipei"),
    )
)
"""Named for what is decided there, without a preposition."""
