"""Words that help to tell places from other names, and one place from another."""

from __future__ import annotations

ADMIN_WORDS = frozenset(
    """region oblast province governorate state prefecture krai district republic department
    county division voivodeship territory""".split()
)
"""After a name: the division of that name is meant, not the city."""
CITY_WORDS = frozenset(
    "city town village settlement suburb port capital municipality hamlet".split()
)
"""Before "of" or right before a name: the settlement of that name is meant."""
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
    """admiral airport allah army assembly bank basic beach bell biden bishop boeing bridge buy
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
    """said says say saying told tells announced announces accused accuses denied denies warned
    warns claimed claims confirmed confirms rejected rejects agreed agrees urged urges vowed vows
    pledged pledges insisted insists argued argues demanded demands condemned condemns called
    calls called responded responds replied refused refuses decided decides threatened threatens
    believes believed wants wanted hopes hoped expects expected fears feared views viewed sees
    considers considered declared declares ordered orders approved approves suspended imposed
    imposes offered offers proposed proposes signaled signalled summoned expelled recalled plans
    planned intends intended backs backed supports supported opposes opposed needs seeks sought
    tries tried hailed welcomed welcomes criticized criticised protested retaliated acknowledged
    admitted admits described blames blamed objected negotiates negotiated""".split()
)
"""A place as the subject of one of these acts: the state or its government is meant."""
AUXILIARIES = frozenset(
    """has have had is was will would could may might must should also still not now then
    repeatedly has never recently reportedly already officially publicly initially since since
    apparently later again long ever first both quickly consistently""".split()
)
"""May stand between a subject and its verb."""
UNITS = frozenset("mile kilometer kilometre km mi yard meter metre".split())
"""Of length, as written before "of" or "from"."""
SURNAME_COUNTRIES = frozenset({None, "US", "GB", "CA", "AU", "NZ", "IE", "ZA"})
"""States whose small towns share their names with English surnames: naming the state is no sign
that the town is meant."""
