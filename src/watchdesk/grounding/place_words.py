"""Words that help to tell places from other names, and one place from another."""

from __future__ import annotations

DIVISION_WORDS = frozenset(
    """region oblast province governorate state prefecture krai republic department division
    voivodeship territory canton emirate""".split()
)
"""After a name: the division of that name is meant, not the city."""
COUNTY_WORDS = frozenset("county parish district raion rayon borough municipality".split())
"""The same, for the second level."""
PLURAL_COUNTIES = frozenset("counties parishes districts raions".split())
PLURAL_DIVISIONS = PLURAL_COUNTIES | frozenset(
    "provinces oblasts regions states governorates prefectures".split()
)
"""After several names: each is a division."""
CITY_WORDS = frozenset("city town village settlement suburb port capital hamlet township".split())
"""Before "of" or right before a name: the settlement of that name is meant."""
CITY_SIGNS = frozenset("mayor mayors downtown airport streets skyline suburbs outskirts".split())
"""Beside a name: what only a settlement has."""
SPREAD = frozenset("into across throughout".split())
"""Before a name: it is spoken of as a stretch of land."""
URBAN_BEFORE = frozenset("near outside between".split())
"""Before a name: it is spoken of as a spot."""
SETTLED_AFTER = (
    CITY_WORDS
    | COUNTY_WORDS
    | DIVISION_WORDS
    | frozenset(
        """of the border historic northern southern eastern western central north south east west
    northeastern northwestern southeastern southwestern coastal""".split()
    )
)
"""May stand between an owner and a name: "Russia's western border region of X"."""
AREA_WORDS = frozenset("strip peninsula island islands valley desert gulf sea strait".split())
LOCATIVE = frozenset(
    """in near at from around outside inside into towards toward across throughout within over
    via through to leaving left reached entering visiting visited hit captured seized""".split()
)
"""Words that make the next name likely to be a place."""
FIRM_LOCATIVE = frozenset(
    "in near at around outside inside into toward towards throughout across".split()
)
"""The same, enough for a name that is also a common word or a surname."""
DIRECTIONS = frozenset(
    """north south east west northeast northwest southeast southwest northern southern eastern
    western central northeastern northwestern southeastern southwestern upper lower greater
    downtown occupied mainland rural coastal""".split()
)
TITLES = frozenset(
    """president minister mayor governor ambassador envoy spokesman spokeswoman spokesperson
    premier chancellor king queen prince crown foreign defense defence interior prime deputy
    police army navy court parliament senate government regional gov. gen. sen. rep. mr. mrs. ms.
    dr. general colonel secretary summit time""".split()
)
"""May follow a place without being part of its name ("Kharkiv Mayor")."""
HONORIFICS = frozenset(
    "mr mrs ms miss dr prof sen rep gov gen col lt capt sgt sir lord lady".split()
)
"""Before a person's name, without the dot."""
NOT_NAMES = frozenset(
    """the a an this that these those in on at by for from with near of to and but or as if when
    while after before since until during over under into inside outside around across both
    between among toward towards although though because however meanwhile yet so then there
    here it its his her their our your my he she they we you i what who why how where which now
    today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december""".split()
)
"""Capitalised only because a sentence starts there, or names of days and months."""
TRAPS = frozenset(
    """alexandria alliance america an asia austin bar bath bay bear best bone boom born bow buy
    capital car central centre center chad charlotte clay clinton clinton colony colon cook crystal
    dallas date de deal del der diego dig drama dual earth east eastern eden enterprise
    est faith fleet florence florida forest free gap gay georgia gold golden green hat hit holiday
    hope hub human ill imperial independence israel jackson jefferson jordan kent kilo king la
    lead lend lens liberal liberty lima lincoln lion london long luck madison male man manage
    march marine mass midwest mile mine miss mission mobile montana most mountain much name nice
    normal north northeast northern northwest of officer okay opportunity oral orange ore pace
    pacific pare paris peak peer pen plot pool pop postal prosper pure rally ray reading republic
    retreat rich roman rome rugby sad sage sake sale san same santa santiago say semi senate sierra
    smart sofia solo sore soul south southeast southern spoken spring springs star store summit
    sun superior surprise sydney tape the till time tin tire tour trinity troy true turn union unity
    university upland us van victoria victory virginia wary washington wayne west western why wil
    wedding worms york young""".split()
) - frozenset("america asia israel london paris washington us sydney rome".split())
"""Names of places that are as often common words, first names or surnames: they need a sign."""
NEVER = DIRECTIONS | frozenset(
    """christmas gulf hall hill re vice
        admiral airport allah army assembly bank basic beach bell biden bishop boeing bridge buy
        capitol center centre church city college colonel congress county covid delta doctor
        downtown drone duma eagle est facebook federal ford fort freedom general god google
        hamas hospital house human imam independence internet island islands judge justice lady
        lake lens liberty lord major man mass miss missile mission mister most mountain navy
        normal obama of olympic opportunity ore pare park parliament police polo pop pope port
        premier rally republic river saint same say school see senate sergeant shaping solo
        state station street summit talk tank till tin tour town toyota trump twitter union
        university valley via victory village""".split()
)
"""Names of places that are nearly always something else: only the words around them, or the
names finder, make them places."""
NOT_PLACES = frozenset(
    {"white house", "old town", "north side", "south side", "west side", "east side", "western"}
)
"""Names of places that are always taken for something else."""
SPEECH_VERBS = frozenset(
    """say tell announce accuse deny warn claim confirm reject agree urge vow pledge insist argue
    demand condemn call respond reply refuse decide threaten believe want hope expect fear view
    see consider declare order approve suspend impose offer propose signal summon expel recall
    plan intend back support oppose need seek try hail welcome criticize criticise protest
    retaliate acknowledge admit describe blame object negotiate promise maintain stress report
    ask request sign send supply deploy""".split()
)
"""Lemmas. A place as the subject of one of these acts: the state or its government is meant."""
ACTING_NOUNS = frozenset(
    """claim statement demand offer decision refusal warning response position ambassador envoy
    policy diplomat diplomacy proposal accusation denial stance request condition readiness
    willingness insistence goal intention ally foe negotiator call plan bid threat""".split()
)
"""Lemmas. What only those who rule can have: "Moscow's offer"."""
MOVED = frozenset(
    """support give force push press pressure arm help aid assist back provide accuse blame urge
    warn tell ask allow let convince persuade deter sanction isolate forbid permit enable compel
    pressurise criticise criticize condemn""".split()
)
"""Lemmas. Done to those who rule, not to a place: "supporting Moscow"."""
OF_PLACES = frozenset(
    """be come wake burn lie sit suffer host erupt fall stand remain stay go experience brace
    look become flood empty sleep reel celebrate mourn shake lose see feel""".split()
)
"""Lemmas. A state or capital as the subject of one of these may as well be the place."""
DEALINGS = frozenset(
    """talk negotiation relation relationship tie dialogue agreement deal tension pressure
    sanction alliance pact accord cooperation rapprochement partnership contact standoff
    rift""".split()
)
"""Lemmas. What those who rule have with each other: "ties with Beijing"."""
UNITS = frozenset("mile kilometer kilometre km mi yard meter metre".split())
"""Of length, as written before "of" or "from"."""
SURNAME_COUNTRIES = frozenset({None, "US", "GB", "CA", "AU", "NZ", "IE", "ZA"})
"""States whose small towns share their names with English surnames: naming the state is no sign
that the town is meant."""
