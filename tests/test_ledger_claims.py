from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_ledger import Writer, find, group, outlet, person
from watchdesk.ledger.build import build
from watchdesk.records import (
    Act,
    Claim,
    Family,
    Passage,
    Reading,
    Relation,
    RelationKind,
    Role,
    Source,
    Span,
    Telling,
    Verification,
    Watch,
    content_id,
)

NEWS = "The Harbour Office said the Sund will stay closed to grain ships until the ice has gone."
SUND = "the Sund will stay closed to grain ships until the ice has gone"


def fold(*readings: Reading) -> Family:
    ids = tuple(r.article.id for r in readings)
    return Family(id=content_id("fam", ids[0]), articles=ids, first=ids[0])


def gather(
    *readings: Reading,
    families: Sequence[Family] = (),
    relations: Sequence[Relation] = (),
    sources: Sequence[Source] = (),
) -> list[Claim]:
    """Claims of the readings, the first known first."""
    watch = Watch(name="x", source=tuple(sources))
    found = build(readings, families, relations, watch).standing(Claim)
    return sorted(found, key=lambda claim: (claim.first_seen.edtf, claim.id))


def about(found: Sequence[Claim], words: str) -> list[Claim]:
    return [claim for claim in found if words in claim.gist]


def holm_says(content: str, paper: str, day: str, speaker: str = "Petra Holm") -> Reading:
    writer = Writer(f"{speaker} said {content}.", outlet=paper, published=day, uri=paper + day)
    writer.said(content, outlet(paper), person(speaker))
    return writer.reading()


def test_the_same_words_in_two_papers_are_one_claim_with_one_origin() -> None:
    one = holm_says(SUND, "Tide", "2024-05-03")
    two = holm_says(SUND, "Beacon", "2024-05-01")
    found = gather(one, two)
    assert len(found) == 1
    assert (found[0].articles, found[0].families, found[0].origin_count) == (2, 2, 1)
    assert found[0].first_seen.edtf == "2024-05-01"
    assert found[0].gist == SUND
    assert "same words" in found[0].why


def test_two_named_speakers_are_two_origins_of_one_claim() -> None:
    found = gather(
        holm_says(SUND, "Tide", "2024-05-03"),
        holm_says(SUND, "Beacon", "2024-05-03", speaker="Jor Varga"),
    )
    assert len(found) == 1
    assert found[0].origin_count == 2


def test_copies_fold_into_one_family_and_one_origin() -> None:
    papers = [Writer(NEWS, outlet=name, uri=name).reading() for name in ("Tide", "Beacon", "Lamp")]
    found = gather(*papers, families=[fold(*papers)])
    assert len(found) == 1
    assert (found[0].articles, found[0].families, found[0].origin_count) == (3, 1, 1)


def test_a_passage_printed_before_has_its_first_origin() -> None:
    more = "Three tugs are on their way from Tarn to free the ships."
    one = Writer(NEWS, outlet="Tide", published="2024-05-01", uri="a").reading()
    two = Writer(more, NEWS, outlet="Lamp", published="2024-05-02", uri="b").reading()
    places = [Span(r.sentences[-1].start, r.sentences[-1].end - 1) for r in (one, two)]
    turned = one.article.id > two.article.id
    ids = sorted((one.article.id, two.article.id))
    shared = Relation(
        a=ids[0],
        b=ids[1],
        kind=RelationKind.SHARES_PASSAGES,
        share_a=0.5,
        share_b=0.5,
        passages=(Passage(a=places[turned], b=places[not turned]),),
    )
    assert about(gather(one, two), "Sund")[0].origin_count == 2
    found = gather(one, two, relations=[shared])
    assert [o.name for o in about(found, "Sund")[0].origins] == ["Tide"]
    assert [o.name for o in about(found, "tugs")[0].origins] == ["Lamp"]


def test_outlets_of_one_owner_count_once() -> None:
    papers = [Writer(NEWS, outlet=name, uri=name).reading() for name in ("Tide", "Beacon")]
    sources = [Source(outlet=name, owner="Coast Media") for name in ("Tide", "Beacon")]
    assert gather(*papers)[0].origin_count == 2
    assert gather(*papers, sources=sources)[0].origin_count == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "the port took in 1,200 crates of grain on the first day of the truce",
            "the port took in 1,300 crates of grain on the first day of the truce",
        ),
        (
            "the fleet of Norland will leave the bay before the first frost comes",
            "the fleet of Veska will leave the bay before the first frost comes",
        ),
        (
            "the two ministers have agreed on a date for the second round of talks",
            "the two ministers have not agreed on a date for the second round of talks",
        ),
        (
            "the mine field could close the western channel for the whole of the winter",
            "the mine field will close the western channel for the whole of the winter",
        ),
        (
            "at least 300 pilots have handed in their papers since the strike began",
            "at most 300 pilots have handed in their papers since the strike began",
        ),
    ],
    ids=["number", "name", "negation", "hedge", "bound"],
)
def test_facts_that_differ_keep_statements_apart(left: str, right: str) -> None:
    found = gather(holm_says(left, "Tide", "2024-05-01"), holm_says(right, "Beacon", "2024-05-02"))
    assert sorted(claim.gist for claim in found) == sorted([left, right])


def test_nearly_the_same_words_are_one_claim() -> None:
    longer = SUND.replace("grain ships", "all grain ships") + " from the bay"
    found = gather(holm_says(SUND, "Tide", "2024-05-01"), holm_says(longer, "Lamp", "2024-05-02"))
    assert len(found) == 1
    assert "nearly" in found[0].why


def test_spellings_of_a_persons_name_are_one() -> None:
    text = "the envoy {} brought a letter from the crown council to the gates of Tarn"
    first, second = text.format("Zelenskiy"), text.format("Zelensky")
    readings = []
    for words, name in ((first, "Zelenskiy"), (second, "Zelensky")):
        writer = Writer(f"Petra Holm said {words}.", outlet=name, uri=name)
        writer.said(words, person("Petra Holm"))
        from watchdesk.records import MentionKind

        readings.append(writer.names(name, kind=MentionKind.PERSON).reading())
    assert len(gather(*readings)) == 1


def test_a_quotation_is_known_again_inside_a_longer_sentence() -> None:
    quote = "no pilot of ours will sail"
    one = Writer(f"“{quote},” Petra Holm said.", outlet="Tide", uri="a")
    one.said(quote, person("Petra Holm"), direct=True)
    text = f"the harbour was shut and “{quote}” before the toll is paid back"
    two = Writer(f"Petra Holm said {text}.", outlet="Lamp", uri="b")
    two.said(text, person("Petra Holm"))
    found = gather(one.reading(), two.reading())
    assert len(found) == 1
    assert "quotation" in found[0].why


def test_we_said_by_two_speakers_is_two_claims() -> None:
    quote = "We will never give up our harbour"
    readings = []
    for name in ("Petra Holm", "Jor Varga"):
        writer = Writer(f"“{quote},” {name} said.", outlet="Tide", uri=name)
        writer.said(quote, person(name), direct=True)
        readings.append(writer.reading())
    assert len(gather(*readings)) == 2


def test_a_denial_is_a_claim_of_its_own() -> None:
    one = holm_says(SUND, "Tide", "2024-05-01")
    two = Writer(f"Jor Varga denied that {SUND}.", outlet="Tide", published="2024-05-02")
    two.said(SUND, person("Jor Varga"), cue="denied", verification=Verification.DENIED)
    found = gather(one, two.reading())
    assert [claim.status for claim in found] == [Verification.UNMARKED, Verification.DENIED]


def test_status_combines_what_the_tellers_say() -> None:
    readings = []
    for name, mark in (("Tide", Verification.REPORTED), ("Lamp", Verification.UNVERIFIED)):
        writer = Writer(f"Bloggers said {SUND}.", outlet=name, uri=name)
        writer.said(SUND, group("Bloggers"), verification=mark)
        readings.append(writer.reading())
    found = gather(*readings)
    assert [claim.status for claim in found] == [Verification.UNVERIFIED]


def test_of_nested_tellings_the_innermost_counts() -> None:
    text = f"The Lamp reported that Petra Holm said {SUND}."
    writer = Writer(text, outlet="Tide")
    outer = writer.said(f"Petra Holm said {SUND}", outlet("Lamp"), cue="reported")
    writer.said(SUND, outlet("Lamp"), person("Petra Holm"), within=outer)
    found = gather(writer.reading())
    assert [claim.gist for claim in found] == [SUND]
    assert [link.name for link in found[0].members[0].chain] == ["Lamp", "Petra Holm"]


def test_an_outer_telling_with_words_of_its_own_stays() -> None:
    inner = "the toll is too high"
    outer_words = f"Norland has closed its market to Veskan fish and that Holm said {inner}"
    writer = Writer(f"The Lamp reported that {outer_words}.", outlet="Tide")
    outer = writer.said(outer_words, outlet("Lamp"), cue="reported")
    writer.said(inner, outlet("Lamp"), person("Holm"), within=outer)
    assert len(gather(writer.reading())) == 2


def test_silence_on_one_thing_casts_no_doubt_on_another() -> None:
    said = "two tugs had left the port of Tarn before the fire"
    content = f"he would not speak of the strike but insisted {said}"
    writer = Writer(f"Petra Holm said {content}.", outlet="Tide")
    outer = writer.said(content, person("Petra Holm"), verification=Verification.NO_COMMENT)
    inner = writer.said(said, person("Petra Holm"), cue="insisted", within=outer)
    he = find(writer.text, "he would")
    source = Span(he.start, he.start + 2)
    writer.attributions[-1] = inner.model_copy(update={"source": source})
    found = gather(writer.reading())
    assert {c.status for c in found if c.gist == said} == {Verification.UNMARKED}
    assert len(found) == 2


def test_only_what_was_said_is_a_claim() -> None:
    said = "two tugs had left the port of Tarn before the fire"
    writer = Writer(f"Petra Holm said {said}.", outlet="Tide")
    plain = writer.said(said, person("Petra Holm"))
    for change, claims_made in (
        ({}, 1),
        ({"telling": Telling.NEGATED}, 0),
        ({"telling": Telling.CONDITIONAL}, 0),
        ({"mood": Telling.QUESTION}, 0),
        ({"mood": Telling.NEGATED}, 1),
        ({"act": Act.SILENCE}, 0),
    ):
        writer.attributions[-1] = plain.model_copy(update=change)
        assert len(gather(writer.reading())) == claims_made


def test_a_hedged_sentence_of_the_outlet_is_its_own_and_a_remark_on_a_statement_is_no_claim() -> (
    None
):
    said = "two tugs had left the port of Tarn before the fire"
    own = "The quay of Tarn has apparently been closed to all ships."
    remark = "The claim could not be independently verified."
    writer = Writer(f"Petra Holm said {said}. {own} {remark}", outlet="Tide")
    one = writer.said(said, person("Petra Holm"), verification=Verification.UNVERIFIED)
    evidence = (find(writer.text, remark[:-1]),)
    writer.attributions[-1] = one.model_copy(update={"evidence": evidence})
    assert sorted(claim.gist for claim in gather(writer.reading())) == [own, said]


def test_doubt_about_the_outer_telling_holds_for_the_inner() -> None:
    writer = Writer(f"The Lamp reported that Petra Holm said {SUND}, which is not verified.")
    outer = writer.said(
        f"Petra Holm said {SUND}",
        outlet("Lamp"),
        cue="reported",
        verification=Verification.UNVERIFIED,
    )
    writer.said(SUND, outlet("Lamp"), person("Petra Holm"), within=outer)
    assert gather(writer.reading())[0].status is Verification.UNVERIFIED


def test_teasers_questions_and_fragments_tell_nothing() -> None:
    teaser = Writer(NEWS, role=Role.TEASER).reading()
    plain = Writer("Why is the Sund closed to all the ships?", "Ice and fog.").reading()
    assert gather(teaser, plain) == []


def test_only_told_parts_are_searched() -> None:
    writer = Writer("Ships wait in the bay of Tarn for the ice to go.", title=NEWS)
    assert [c.gist for c in gather(writer.reading())] == [
        "Ships wait in the bay of Tarn for the ice to go."
    ]


def test_the_gist_is_whole_and_has_the_longest_named_chain() -> None:
    cut = Writer(f"The office said {SUND}", outlet="Tide", published="2024-05-01", uri="a")
    cut.said(SUND, group("The office"))
    whole = Writer(f"The Lamp wrote that Petra Holm said {SUND}.", published="2024-05-02", uri="b")
    whole.said(SUND, outlet("Lamp"), person("Petra Holm"))
    found = gather(cut.reading(), whole.reading())
    assert len(found) == 1
    assert found[0].at.article == whole.article.id
    assert found[0].members[0].at == found[0].at
    assert found[0].first_seen.edtf == "2024-05-01"


def test_a_long_common_sentence_does_not_pull_in_its_halves() -> None:
    first = "the northern channel was swept of mines by two boats from Ilmen last week"
    second = "the southern quay stays shut because its cranes were sold to a Veskan yard"
    found = gather(
        holm_says(f"{first} and {second}", "Tide", "2024-05-01"),
        holm_says(first, "Lamp", "2024-05-02"),
        holm_says(second, "Beacon", "2024-05-03"),
    )
    assert not any({"Lamp", "Beacon"} <= {m.chain[0].name for m in c.members} for c in found)


def test_a_reading_without_text_is_refused_with_its_name() -> None:
    bare = Writer(NEWS).reading().without_text()
    with pytest.raises(ValueError, match=bare.capture.id):
        gather(bare)


PHRASES = (
    SUND,
    SUND + " from the inner bay",
    "the toll for large ships rises to 40 crowns on the first of June",
    "the toll for large ships rises to 45 crowns on the first of June",
    "We will never give up our harbour",
    "the pilots of Tarn have gone back to work after a strike of nine days",
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PHRASES),
            st.sampled_from(["Tide", "Lamp", "Beacon"]),
            st.integers(1, 5),
            st.sampled_from(["Petra Holm", "Jor Varga"]),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_claims_do_not_depend_on_order(
    told: list[tuple[str, str, int, str]], rng: random.Random
) -> None:
    readings = [
        holm_says(words, paper, f"2024-05-{day:02d}", speaker)
        for words, paper, day, speaker in told
    ]
    once = gather(*readings)
    rng.shuffle(readings)
    assert gather(*readings) == once
    assert len({claim.id for claim in once}) == len(once)
    for claim in once:
        assert claim.members[0].at == claim.at
        assert claim.articles == len({m.at.article for m in claim.members})


@pytest.mark.parametrize(
    "line",
    [
        "What the harbour council wants from the pilots",
        "The council asked the pilots for three things:",
        "Will the harbour council ask the pilots for help?",
        "Write to the harbour council at office@sund.example today.",
    ],
)
def test_headings_list_intros_questions_and_addresses_are_no_claims(line: str) -> None:
    found = gather(Writer(NEWS, line, outlet="Tide").reading())
    assert [claim.gist for claim in found] == [NEWS]
