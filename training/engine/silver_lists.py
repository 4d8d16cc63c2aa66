"""Words of the sentences we write ourselves. Every name is invented; none is taken from a text.

`NAMES` lists or composes names by class; `GRAMMAR` has the phrases sentences are made of. A word in
braces is replaced by one of its expansions, at random. An article before a name is no part of it.
"""

from collections.abc import Mapping

_FIRST = (
    "Tomas Mirela Karim Ana Lukas Ilze Darko Samira Pavel Noor Ruben Elka Joris Tamsin Obi Farid "
    "Lena Marek Yusra Henrik Dalia Anton Sefa Corin Maud Idris Petra Jovan Adele Rafiq"
).split()
_LAST = (
    "Veld Ostan Daoud Brandt Orsk Halloran Tessin Marrow Quillan Varga-Holt Sebro Lindqvast "
    "Achterman Dovrin Kessab Mbarra Pellan Ruzek Stavner Tolland Ibarrin Wexley Zorin-Bay Calder "
    "Yarrow Nemec-Ruhl al-Sabran Okonda Fenwick Graal"
).split()
_LAND = (
    "Averia Lorvia Dolmaria Tessaly Kharistan Ostrel-Mar Belmora Norrland-Vey Zambara Quorin "
    "Sundara Velmont Irkania Pallas-Tor Merovia Castovia Nubara Halmeria"
).split()
_TOWNS = (
    "Dolna Harrowgate Vostrin Maraq Tirnov Ashkarad Lindau-Ost Berezin Zelva Orlovsk Mirabad"
).split()

NAMES: Mapping[str, tuple[str, ...]] = {
    "person": tuple(f"{first} {last}" for first in _FIRST for last in _LAST),
    "surname": tuple(_LAST),
    "country": tuple(_LAND),
    "town": (*_TOWNS, "Port Selim", "Kestrel Bay", "Upper Sella", "Old Quay", "New Arden"),
    "region": (
        *(
            "the Sella Valley",
            "the Northern Marches",
            "the Gulf of Quorin",
            "the Strait of Maraq",
            "Lake Ister",
        ),
        *("the Karst Plateau", "the Isle of Venn", "the Drava Basin"),
    ),
    "organisation": (
        *(
            "the Harbour Times",
            "Northline News",
            "the Meridian Post",
            "the Vostrin Gazette",
            "Radio Sella",
        ),
        *("the Council of River States", "the Southern Grain Union", "the Institute for Open Seas"),
        *("the Quorin Development Bank", "the World Shelter Agency", "the Ministry of Transit"),
        *(
            "the Border Monitoring Office",
            "the Halmerian Red Lantern Society",
            "the Party of the Plough",
        ),
        *("Tessin Shipyards", "the Zambara Oil Company", "OPRA", "ICGW", "the Straits Alliance"),
        *("the Central Election Board", "the Supreme Court", "the Foreign Ministry", "the Senate"),
    ),
    "group": (
        *(
            "the Black Heron Brigade",
            "the Free Valley Front",
            "the Sons of the Karst",
            "the Ister Militia",
        ),
        *("the Northern Shield Movement", "the Red Kestrel Faction", "the Hill Defence Committees"),
        *("the People's Army of Sundara", "the Grey Wardens", "the Tide Resistance"),
    ),
    "facility": (
        *("Ashkarad Airport", "the Tirnov Dam", "the Zelva Nuclear Power Plant", "Camp Hollow"),
        *(
            "the Port Selim Grain Terminal",
            "the Maraq Refinery",
            "Berezin Air Base",
            "Dolna Crossing",
        ),
        *(
            "the Old Quay Bridge",
            "Saint Orla Hospital",
            "the Lindau Barracks",
            "Vostrin Central Station",
        ),
        *("Fort Harrow", "the Sella Pipeline", "the Mirabad Research Reactor"),
    ),
    "weapon": (
        *("K-48", "Tarsa-2", "Farlan-9M", "RZ-17", "Arrow Wind", "T-310", "M7 Dragoon", "Sabre-4"),
        *("Kh-77", "Night Heron", "GB-12", "Stormreed", "Patriarch", "Leopold 3", "S-610"),
    ),
    "document": (
        *("the Treaty of Tirnov", "the Maraq Accords", "Resolution 1144", "the Sella Memorandum"),
        *("the Grain Corridor Agreement", "the Charter of the Straits", "the Press Freedom Act"),
        *(
            "the Convention on River Waters",
            "Order 227",
            "the Vostrin Declaration",
            "the Halden Report",
        ),
        *("the Emergency Powers Bill", "the Joint Plan of Belmora"),
    ),
    "event": (
        *(
            "the Battle of Zelva",
            "the Vostrin Summit",
            "the Harvest Uprising",
            "the Second Straits War",
        ),
        *(
            "Operation Winter Gate",
            "the Berezin Conference",
            "the Maraq Siege",
            "the Lantern Revolution",
        ),
        *(
            "the Kestrel Bay Talks",
            "Exercise Long Oar",
            "the Tirnov Massacre",
            "the Sella Valley Games",
        ),
    ),
    "nationality": (
        *("Averian", "Lorvian", "Dolmarian", "Tessalian", "Kharistani", "Belmoran", "Zambaran"),
        *("Quorinese", "Sundari", "Velmontese", "Irkanian", "Merovian", "Castovian", "Nubaran"),
        *("Halmerian", "Norrlandish", "Sundaran", "Marchish"),
    ),
    "nationals": (
        *("Averians", "Lorvians", "Dolmarians", "Kharistanis", "Belmorans", "Zambarans"),
        *("Irkanians", "Merovians", "Castovians", "Nubarans", "Halmerians"),
    ),
}

CLASSES: Mapping[str, str] = {
    **{name: name for name in "person organisation group facility weapon document event".split()},
    "surname": "person",
    "nationality": "nationality",
    "nationals": "nationality",
    **dict.fromkeys(("country", "town", "region"), "place"),
}
"""The class of the names of a list, by our own guideline."""

WITH_ARTICLE = frozenset("organisation group facility document event region".split())
"""Lists that say which of their names take "the"; no article stands before the others."""

GUM_CLASSES: Mapping[str, str | None] = {
    "person": "person",
    "organisation": "organization",
    "group": "organization",
    "place": "place",
    "facility": "place",
    "weapon": "object",
    "document": None,
    "event": "event",
    "nationality": "nationality",
}
"""What GUM would call a class; None where it is not settled (documents), so that it is masked."""

GRAMMAR: Mapping[str, tuple[str, ...]] = {
    "place": ("{country}", "{town}", "{region}", "{country}", "{town}"),
    "day": (
        *("on Monday", "on Tuesday", "on Wednesday", "on Thursday", "late on Friday", "at dawn"),
        *("over the weekend", "this week", "last month", "earlier in the day", "in March"),
    ),
    "office": (
        *("foreign minister", "defence minister", "prime minister", "president", "ambassador"),
        *("army chief", "interior minister", "special envoy", "chief negotiator", "governor"),
    ),
    "Office": (
        *("Foreign Minister", "Defence Minister", "Prime Minister", "President", "Ambassador"),
        *("Interior Minister", "General", "Governor", "Colonel", "Senator"),
    ),
    "job": ("spokeswoman", "spokesman", "senior adviser", "commander", "analyst", "engineer"),
    "people": (
        *("officials", "residents", "aid workers", "diplomats", "prosecutors", "local leaders"),
        *("intelligence sources", "witnesses", "engineers", "survivors", "military observers"),
    ),
    "paper": ("a report", "a leaked memo", "a survey", "a court filing", "an internal review"),
    "teller": (
        *("{person}", "{person}", "{surname}", "{Office} {person}", "the {nationality} {office}"),
        *("{nationality} {Office} {person}", "{nationality} {people}", "{organisation}"),
        *("the {organisation}", "a {job} for the {organisation}", "the {office} of {country}"),
        *("{person} , the {office} of {country} ,", "{person} , a {job} for the {group} ,"),
        *("a {nationality} {job} who asked not to be named", "{people} in {place}", "the {group}"),
        *("the {nationality} {office} , {person} ,", "{people} near the {facility}"),
    ),
    "one": (
        *("{person}", "{surname}", "{Office} {person}", "the {nationality} {office}"),
        *("the {office} of {country}", "a {job} for the {group}", "{person} , a {job} ,"),
    ),
    "short": ("{person}", "{surname}", "the {office}", "the {job}", "he", "she", "the {group}"),
    "outlet": ("{organisation}", "the {organisation}", "{nationality} state television"),
    "said": (
        *("said", "said", "stated", "announced", "claimed", "insisted", "warned", "confirmed"),
        *("acknowledged", "argued", "predicted", "added", "declared", "reported", "admitted"),
    ),
    "says": ("says", "insists", "claims", "argues", "maintains", "warns", "reports"),
    "quoth": ("said", "said", "told reporters", "added", "replied", "insisted", "wrote", "warned"),
    "thought": ("believes", "fears", "expects", "suspects", "hopes", "doubts", "assumes"),
    "told": ("told", "told", "assured", "informed", "reminded"),
    "hearer": (
        *("{outlet}", "lawmakers", "{person}", "a news conference in {town}", "reporters"),
        *("{nationality} {people}", "the {organisation}"),
    ),
    "things": (
        *("{weapon} missiles", "{weapon} howitzers", "{weapon} drones", "two {weapon} tanks"),
        *("a battery of {weapon} rockets", "{weapon} fighter jets", "{weapon} air defence systems"),
    ),
    "fact": (
        *("the {facility} had been closed for repairs", "the {document} would be signed {day}"),
        *("{nationality} troops had left {town} {day}", "the {group} was behind the raid"),
        *("{things} had reached the front near {town}", "nobody was hurt at the {facility}"),
        *("{country} would not take part in the {event}", "the ceasefire was holding in {place}"),
        *(
            "the {organisation} had frozen the loan to {country}",
            "talks with {country} had stalled",
        ),
        *("{things} were fired at the {facility} from {place}", "the convoy had turned back"),
        *("{nationals} should leave {place} at once", "the {document} was no longer binding"),
        *("{person} would meet {person} in {town} {day}", "about 300 families had fled {town}"),
        *("the {nationality} navy had stopped a tanker off {town}", "the count was not finished"),
        *("{surname} had ordered {things} from {country}", "the {event} had changed nothing"),
    ),
    "claim": (
        *("We will not sign the {document}", "The {facility} is safe", "Nobody has asked us"),
        *("{country} is ready to talk", "Our {things} are only for defence"),
        *("The {group} must lay down its arms", "There is no deal and there never was one"),
        *("{nationals} have waited long enough", "The bridge is open again", "This is not a truce"),
        *("We saw {things} near the {facility}", "The {event} taught us patience"),
        *("I have no plans to meet {person}", "Help has not reached {town}"),
        *("The {organisation} has lost control of {place}", "It will take years to rebuild {town}"),
    ),
    "rest": (
        *("and it will stay that way", "and we will not change our minds", "whatever they offer"),
        *("but the door remains open", "as long as {country} keeps its word"),
    ),
    "words": ("a dangerous step", "pure theatre", "the last chance", "an open wound"),
}
"""Phrases, by name. Commas around an apposition belong to it."""
