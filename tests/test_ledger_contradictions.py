from __future__ import annotations

from helpers_book import posted
from helpers_ledger import Writer, find, link, outlet, person
from watchdesk.records import (
    Contradiction,
    ContradictionKind,
    LinkKind,
    MentionKind,
    Quantity,
    Reading,
    Verification,
)

FIRED = "Veskan gunboats fired on two grain ships off the Asker light"


def clash(*readings: Reading) -> tuple[Contradiction, ...]:
    return tuple(posted(readings).standing(Contradiction))


def says(content: str, day: str, paper: str, denied: bool = False, who: str = "Holm") -> Reading:
    cue = "denied" if denied else "said"
    writer = Writer(f"{who} {cue} that {content}.", published=day, outlet=paper, uri=paper + day)
    mark = Verification.DENIED if denied else Verification.UNMARKED
    writer.said(content, person(who), cue=cue, verification=mark)
    return writer.names("Asker", "Veskan").reading()


def crew(
    words: str, low: float | None, high: float | None, day: str, paper: str, **extra: str
) -> Reading:
    deed = extra.get("deed", "were rescued from the burning ferry")
    place = extra.get("at", "Asker")
    text = f"The coast guard of Norland said {words} sailors {deed} near {place}."
    writer = Writer(text, published=day, outlet=paper, uri=paper + day)
    writer.said(text.split("said ")[1].rstrip("."), outlet(paper))
    writer.quantity(words, low, high, "sailors").names("Norland", place)
    return writer.reading()


def test_a_denial_meets_the_claim_it_denies() -> None:
    found = clash(
        says(FIRED, "2024-05-01", "Tide"),
        says(FIRED, "2024-05-02", "Lamp", denied=True, who="Varga"),
        says("the toll on grain stays at forty crowns all summer", "2024-05-02", "Beacon"),
    )
    assert [c.kind for c in found] == [ContradictionKind.DENIAL]
    assert len(found[0].evidence) == 2


def test_denials_of_something_else_or_of_an_old_or_negated_claim_do_not() -> None:
    denial = says(FIRED, "2024-05-02", "Lamp", denied=True, who="Varga")
    other = "Veskan gunboats left the harbour of Ilmen without a word"
    negated = "no Veskan gunboats fired on two grain ships off the Asker light"
    assert clash(says(other, "2024-05-01", "Tide"), denial) == ()
    assert clash(says(FIRED, "2023-05-01", "Tide"), denial) == ()
    assert clash(says(negated, "2024-05-01", "Tide"), denial) == ()


def test_numbers_that_exclude_each_other_on_one_day() -> None:
    found = clash(
        crew("12", 12, 12, "2024-05-01", "Tide"),
        crew("at least 30", 30, None, "2024-05-01", "Lamp"),
    )
    assert [c.kind for c in found] == [ContradictionKind.NUMBER]
    assert "“12”" in found[0].why and "“at least 30”" in found[0].why


def test_bounds_that_can_both_hold_do_not_contradict() -> None:
    several = crew("several thousand", 2000, None, "2024-05-01", "Lamp")
    assert clash(crew("at least 1,000", 1000, None, "2024-05-01", "Tide"), several) == ()


def test_nearly_so_many_are_not_a_handful() -> None:
    nearly = crew("Nearly 50", None, 50, "2024-05-01", "Tide")
    assert len(clash(nearly, crew("10", 10, 10, "2024-05-01", "Lamp"))) == 1
    assert clash(nearly, crew("47", 47, 47, "2024-05-01", "Lamp")) == ()
    most = crew("up to 50", None, 50, "2024-05-01", "Tide")
    assert clash(most, crew("10", 10, 10, "2024-05-01", "Lamp")) == ()


def test_a_growing_count_is_an_update_and_a_falling_one_is_not() -> None:
    low, high = (12.0, 12.0), (30.0, 30.0)
    assert (
        clash(crew("12", *low, "2024-05-01", "Tide"), crew("30", *high, "2024-05-06", "Lamp")) == ()
    )
    assert (
        len(clash(crew("30", *high, "2024-05-01", "Tide"), crew("12", *low, "2024-05-06", "Lamp")))
        == 1
    )


def test_one_origin_does_not_contradict_itself() -> None:
    assert (
        clash(crew("12", 12, 12, "2024-05-01", "Tide"), crew("30", 30, 30, "2024-05-02", "Tide"))
        == ()
    )


def test_other_deeds_places_and_times_are_other_numbers() -> None:
    first = crew("12", 12, 12, "2024-05-01", "Tide")
    assert clash(first, crew("30", 30, 30, "2024-05-01", "Lamp", at="Tarn")) == ()
    assert clash(first, crew("30", 30, 30, "2024-06-20", "Lamp")) == ()
    drowned = crew("30", 30, 30, "2024-05-01", "Lamp", deed="have drowned since winter")
    assert clash(first, drowned) == ()
    assert clash(first, crew("30", 30, 30, "", "Lamp")) == ()


def answer(
    accuse: str, reply: str, cue: str = "denied", mark: Verification = Verification.DENIED
) -> Reading:
    writer = Writer(f"Varga said {accuse}.", f"Norland {cue} {reply}.", published="2024-05-01")
    norland = link("Norland", LinkKind.ORGANISATION, entity="organisation:norland")
    writer.said(accuse, person("Varga"))
    writer.said(reply, norland, cue=cue, verification=mark)
    return writer.names("Norland", kind=MentionKind.ORGANISATION).reading()


def test_who_is_accused_answers_in_the_same_article() -> None:
    found = clash(answer("Norland had placed 40 gunboats in the bay", "it had massed gunboats"))
    assert [c.kind for c in found] == [ContradictionKind.DENIAL]
    assert "Varga" in found[0].why and "Norland" in found[0].why


def test_a_flat_negation_answers_and_a_bare_not_hardly() -> None:
    accuse = "Norland had sent gunboats and mines to the bay"
    flat = answer(accuse, "there had been no gunboats", cue="said", mark=Verification.UNMARKED)
    assert len(clash(flat)) == 1
    weak = answer(
        accuse, "its gunboats had not left in time", cue="said", mark=Verification.UNMARKED
    )
    assert clash(weak) == ()


def test_a_denial_of_something_else_or_by_somebody_else_answers_nothing() -> None:
    assert clash(answer("Norland had placed 40 gunboats in the bay", "the toll had risen")) == ()
    assert clash(answer("Veska had placed 40 gunboats in the bay", "it had massed gunboats")) == ()


def test_rejecting_the_accusation_points_back_to_it() -> None:
    accuse = "Norland of having armed the pilots"
    writer = Writer(
        f"Varga accuses {accuse}. Norland’s office rejects the accusation, the Lamp reported.",
        published="2024-05-01",
    )
    writer.said(accuse, person("Varga"), cue="accuses")
    writer.said("Norland’s office rejects the accusation", outlet("Lamp"), cue="reported")
    found = clash(writer.names("Norland", kind=MentionKind.ORGANISATION).reading())
    assert len(found) == 1
    assert "denied by Norland’s office" in found[0].why


def land(
    paper: str, who: str, words: str, size: float, *, about: bool = True, of: str | None = None
) -> tuple[str, Reading]:
    content = f"Norland’s troops held {words} of land near Asker"
    writer = Writer(f"{who} said {content}.", published="2024-05-01", outlet=paper, uri=paper)
    writer.said(content, person(who))
    span = find(writer.text, words)
    writer.quantities.append(
        Quantity(
            start=span.start,
            end=span.end,
            low=size,
            high=size,
            unit="m²",
            approximate=about,
            counted=of,
        )
    )
    return content, writer.names("Norland", "Asker").reading()


def test_land_is_an_area_and_no_number_of_things() -> None:
    first = land("Tide", "Holm", "about 1,000 square kilometres", 1e9, of="land")[1]
    (found,) = clash(first, land("Lamp", "Varga", "about 800 square kilometres", 8e8)[1])
    assert "cannot both be the area" in found.why


def test_areas_clash_beyond_what_about_allows() -> None:
    first = land("Tide", "Holm", "about 1,000 square kilometres", 1e9)[1]
    assert len(clash(first, land("Lamp", "Varga", "about 800 square kilometres", 8e8)[1])) == 1
    assert clash(first, land("Lamp", "Varga", "about 900 square kilometres", 9e8)[1]) == ()
    assert clash(first, land("Lamp", "Varga", "444 square metres", 444.0, about=False)[1]) == ()
