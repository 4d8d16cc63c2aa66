"""What verbs tell: by the frame they stand in, by commas, in the passive, through others."""

from __future__ import annotations

import pytest

from helpers_attribution import rows

FRAMES = {
    "a clause with that": [
        ("Ana Petrova said that the pier was lost.", "Ana Petrova | said | the pier was lost"),
        ("The union insists that wages fell.", "The union | insists | wages fell"),
        ("Orsk had hinted that he would stay.", "Orsk | had hinted | he would stay"),
    ],
    "a clause without that": [
        ("Ana Petrova insisted the dam would hold.", "Ana Petrova | insisted | the dam would hold"),
        ("The navy says two boats sank.", "The navy | says | two boats sank"),
        ("Orsk admitted he was late.", "Orsk | admitted | he was late"),
    ],
    "a listener is not part of it": [
        (
            "The mayor told the council that the wells were dry.",
            "The mayor | told | the wells were dry",
        ),
        ("Captain Orsk warned crews the ice was thin.", "Captain Orsk | warned | the ice was thin"),
        ("A nurse assured the family that he would live.", "A nurse | assured | he would live"),
    ],
    "what a listener is to do is": [
        ("Ana Petrova asked the crowd to go home.", "Ana Petrova | asked | the crowd to go home"),
        ("Orsk told the crew to leave.", "Orsk | told | the crew to leave"),
        ("Orsk pressed them to offer a date.", "Orsk | pressed | them to offer a date"),
    ],
    "an infinitive": [
        ("The rebels vowed to cut the road.", "The rebels | vowed | to cut the road"),
        (
            "Averia has threatened to close the strait.",
            "Averia | has threatened | to close the strait",
        ),
        ("The union wants the mayor to resign.", "The union | wants | the mayor to resign"),
    ],
    "an object": [
        ("The council condemned the raid on Dolna.", "The council | condemned | the raid on Dolna"),
        ("The party supports the bill.", "The party | supports | the bill"),
        ("Orsk praised Lorvia for its help.", "Orsk | praised | Lorvia for its help"),
    ],
    "what somebody is called": [
        ("Veld called Orsk a liar.", "Veld | called | Orsk a liar"),
        (
            "The senator described the harbour as a swamp.",
            "The senator | described | the harbour as a swamp",
        ),
        ("Sorland regards the strait as its own.", "Sorland | regards | the strait as its own"),
        (
            "The minister referred to the ban as a mistake.",
            "The minister | referred to | the ban as a mistake",
        ),
    ],
    "whom, and of what": [
        (
            "The envoy accused Lorvia of hiding two ships.",
            "The envoy | accused | Lorvia of hiding two ships",
        ),
        (
            "Prosecutors charged the broker with forging seals.",
            "Prosecutors | charged | the broker with forging seals",
        ),
        ("Averia accused him of theft.", "Averia | accused | him of theft"),
    ],
    "a preposition joins the cue": [
        ("The pilot complained about the fog.", "The pilot | complained about | the fog"),
        ("The governor called for new elections.", "The governor | called for | new elections"),
        ("The envoy warned of a long winter.", "The envoy | warned of | a long winter"),
        ("Orsk voted against the bill.", "Orsk | voted against | the bill"),
    ],
    "a question keeps its first word": [
        ("Orsk asked if the ice was thin.", "Orsk | asked | if the ice was thin"),
        ("Orsk wondered why the ice had melted.", "Orsk | wondered | why the ice had melted"),
        ("The guard asked who had the key.", "The guard | asked | who had the key"),
    ],
    "helpers, particles and governing verbs are of the cue": [
        ("Orsk went on to say that rain was near.", "Orsk | went on to say | rain was near"),
        (
            "The mayor went on to claim that wells were poisoned.",
            "The mayor | went on to claim | wells were poisoned",
        ),
        (
            "The envoy made it clear that no boat would sail.",
            "The envoy | made it clear | no boat would sail",
        ),
        ("The army has not said that it lost a boat.", "The army | has not said | it lost a boat"),
    ],
    "words that lead the sentence on are not": [
        ("Orsk then said that rain was near.", "Orsk | said | rain was near"),
        ("Then Orsk again warned that rain was near.", "Orsk | warned | rain was near"),
        ("The navy now says that two boats sank.", "The navy | says | two boats sank"),
    ],
    "that after a listener and a place": [
        (
            "The governor assured her in a call on Friday that the bridge would open.",
            "The governor | assured | the bridge would open",
        ),
        (
            "The envoy told the harbour council in Dolna on Monday that no ship had sailed.",
            "The envoy | told | no ship had sailed",
        ),
        (
            "Orsk informed the crew at noon that the engine had failed.",
            "Orsk | informed | the engine had failed",
        ),
        (
            "The envoy said in a letter that the pier was lost.",
            "The envoy | said | the pier was lost",
        ),
    ],
    "a day right after the verb is not part of it": [
        ("The mayor said on Monday the pier was closed.", "The mayor | said | the pier was closed"),
        ("The navy announced Tuesday that it would wait.", "The navy | announced | it would wait"),
        ("Orsk said last week that the road was open.", "Orsk | said | the road was open"),
    ],
}

COMMAS = {
    "telling in the middle": [
        (
            "The dam, the engineer said, will hold until spring.",
            "the engineer | said | The dam // will hold until spring",
        ),
        ("The pier, Orsk wrote, was lost.", "Orsk | wrote | The pier // was lost"),
        (
            "But the pier, Daoud added, can be rebuilt.",
            "Daoud | added | the pier // can be rebuilt",
        ),
    ],
    "telling at the end": [
        (
            "Three bridges fell overnight, the governor said.",
            "the governor | said | Three bridges fell overnight",
        ),
        ("But the pier can be rebuilt, Daoud added.", "Daoud | added | the pier can be rebuilt"),
        (
            "The ban is over, Averia and Sorland said.",
            "Averia and Sorland | said | The ban is over",
        ),
        ("The pier can be rebuilt, Daoud said Tuesday.", "Daoud | said | The pier can be rebuilt"),
    ],
    "telling at the end, verb first": [
        (
            "Two crews have left the port, reports Northline News.",
            "Northline News | reports | Two crews have left the port",
        ),
        (
            "The ferry sank at dawn, said Mirela Ostan.",
            "Mirela Ostan | said | The ferry sank at dawn",
        ),
        (
            "The tower will stand, insisted Orsk, and no one will move it.",
            "Orsk | insisted | The tower will stand",
        ),
    ],
    "what the teller does meanwhile is not told": [
        (
            "The dam will hold, the mayor said, pointing at a chart, for ten years.",
            "the mayor | said | The dam will hold // for ten years",
        ),
    ],
    "a condition before the telling is told": [
        (
            "If the ice melts, Orsk said, the road will flood.",
            "Orsk | said | If the ice melts // the road will flood",
        ),
        (
            "When the rain stops, the farmer said, the ford will be dry.",
            "the farmer | said | When the rain stops // the ford will be dry",
        ),
    ],
    "a clause of the teller's own before it is not": [
        (
            "While rain fell on Dolna, the mayor said the pier was closed.",
            "the mayor | said | the pier was closed",
        ),
        (
            "As the storm grew, the captain said the boat was safe.",
            "the captain | said | the boat was safe",
        ),
    ],
}

TWICE = {
    "adding": [
        (
            "The mayor said the bridge was safe, adding that trains would run.",
            ["The mayor | said | the bridge was safe", "The mayor | adding | trains would run"],
        ),
        (
            "The bridge will open in May, said the mayor, adding that trains would follow.",
            [
                "the mayor | said | The bridge will open in May",
                "the mayor | adding | trains would follow",
            ],
        ),
        (
            "The union rejected the offer, arguing that wages had fallen.",
            ["The union | rejected | the offer", "The union | arguing | wages had fallen"],
        ),
    ],
    "two verbs of one source, the first a refusal": [
        (
            "The spokesman said he could not comment on the fire but confirmed that two died.",
            [
                "The spokesman | said | he could not comment on the fire",
                "The spokesman | confirmed | two died",
            ],
        ),
    ],
    "whom somebody heard": [
        (
            "The mayor heard officials say that the ice was thin.",
            [
                "The mayor | heard | officials say that the ice was thin",
                "officials | say | the ice was thin",
            ],
        ),
    ],
    "two verbs of one source": [
        (
            "The mayor said that the wells were dry but insisted that nobody was at risk.",
            ["The mayor | said | the wells were dry", "The mayor | insisted | nobody was at risk"],
        ),
        (
            "The minister acknowledged the delay was long and said the road would open.",
            [
                "The minister | acknowledged | the delay was long",
                "The minister | said | the road would open",
            ],
        ),
        (
            "The army said it had left the valley, and added that no one was hurt.",
            ["The army | said | it had left the valley", "The army | added | no one was hurt"],
        ),
    ],
}

VOUCHED = [
    (
        "As the Harbour Courier reported, the ferry sank at dawn.",
        "the Harbour Courier | reported | the ferry sank at dawn",
    ),
    (
        "The ferry sank at dawn, as the Harbour Courier reported.",
        "the Harbour Courier | reported | The ferry sank at dawn",
    ),
    (
        "As Northline News first reported on Monday, two captains have resigned.",
        "Northline News | first reported | two captains have resigned",
    ),
]

PASSIVE = [
    (
        "The crew was told by the harbour office that the pier was closed.",
        "the harbour office | was told | the pier was closed",
    ),
    ("Passengers were told that the ferry had left.", " | were told | the ferry had left"),
    (
        "The captain was quoted as saying that the hull was gone.",
        "The captain | was quoted as saying | the hull was gone",
    ),
    (
        "The boat was lost, a diver was quoted as saying.",
        "a diver | was quoted as saying | The boat was lost",
    ),
    (
        "The general is believed to have left the country.",
        " | is believed | The general // to have left the country",
    ),
    ("The tunnel is said to be flooded.", " | is said | The tunnel // to be flooded"),
    ("It is expected that the pier will close.", " | is expected | the pier will close"),
    ("Orsk was urged by Veld to leave.", "Veld | was urged | to leave"),
    ("The plan was rejected by the council.", "the council | was rejected | The plan"),
    ("Orsk was accused by Veld of theft.", "Veld | was accused | Orsk // of theft"),
    ("Orsk was described by Veld as a thief.", "Veld | was described | Orsk // as a thief"),
    ("The strait was seen by Sorland as its own.", "Sorland | was seen | The strait // as its own"),
    (
        "The mayor was asked whether the dam would hold.",
        " | was asked | whether the dam would hold",
    ),
    (
        "Asked whether the dam was safe, the minister left the room.",
        " | Asked | whether the dam was safe",
    ),
    ("The minister was asked about the missing ships.", " | was asked | about the missing ships"),
]

NOTHING = {
    "verbs nobody tells with": [
        "Words spoken by the mayor were lost.",
        "Orsk said so.",
        "Orsk continued to work.",
        "It is hard to say what the ice will do.",
    ],
    "who is no holder of views": [
        "Troops backed by tanks entered the valley.",
        "Tanks backed the infantry.",
        "The plan wants a new bridge.",
        "The plan seeks to cut costs.",
        "The clock believed it was noon.",
        "The bridge wants repair.",
        "Anyone knows that the ice is thin.",
    ],
    "deeds": [
        "The wall supports the roof.",
        "The body rejected the kidney.",
        "Soldiers backed the truck into the yard.",
        "The machine rejected the coin.",
    ],
    "things used": [
        "The captain backed the boat into the pier.",
        "Orsk supported the ladder.",
    ],
    "what is seen, and not as anything": [
        "The judge sees the letter.",
        "The mayor views the lake.",
        "Averia regards the hills.",
    ],
    "people who show what documents show": ["The mayor showed that the pier was gone."],
    "views that are measures": [
        "The losses were worse than the ministry has acknowledged.",
        "The fleet was smaller than the navy claimed.",
        "More boats sank than the port reported.",
    ],
    "what is done to somebody": [
        "The refugees were denied entry to the camp and repeatedly denied bail.",
        "The sailors were refused water and refused bread.",
    ],
    "accusations without an accuser": [
        "Orsk was accused of theft.",
        "Orsk was described as a thief.",
    ],
}


def cases(table: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    return [case for group in table.values() for case in group]


@pytest.mark.parametrize(("text", "expected"), cases(FRAMES))
def test_a_verb_tells_by_its_frame(text: str, expected: str) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), cases(COMMAS))
def test_commas_show_what_is_told_around_a_verb(text: str, expected: str) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), [c for group in TWICE.values() for c in group])
def test_one_source_tells_two_things_side_by_side(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(("text", "expected"), VOUCHED)
def test_who_vouches_for_a_clause(text: str, expected: str) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), PASSIVE)
def test_the_passive(text: str, expected: str) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize("text", [text for group in NOTHING.values() for text in group])
def test_nothing_is_told(text: str) -> None:
    assert rows(text) == []
