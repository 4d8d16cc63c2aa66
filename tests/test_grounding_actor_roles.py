"""Offices, bodies, states that act, and namesakes, as an article tells them."""

from __future__ import annotations

from datetime import date

import pytest

from watchdesk.grounding import find_actors
from watchdesk.language import parse
from watchdesk.records import Entity, EntityBasis, Interval, Mention, MentionKind, Span

DAY = Interval(earliest=date(2024, 8, 10), latest=date(2024, 8, 10))


def mentions(text: str, published: Interval | None = DAY) -> dict[str, list[Mention]]:
    document = parse(text, [Span(0, len(text))])
    out: dict[str, list[Mention]] = {}
    for mention in find_actors(document, "art-x", published):
        out.setdefault(mention.span.text_of(text), []).append(mention)
    return out


def entity(text: str, name: str, nth: int = 0) -> Entity:
    found = mentions(text)[name][nth].entity
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Rhea Stanton is the mayor of Tarnova.", "Rhea Stanton", "mayor of Tarnova"),
        ("Ana Petrova, who is Latvia’s envoy, left.", "Ana Petrova", "envoy"),
        ("They appointed Ana Petrova as envoy on Monday.", "Ana Petrova", "envoy"),
        ("Gen. Karl Blom, the Swedish army chief, left.", "Karl Blom", "Swedish army chief"),
        (
            "“No,” said Ivan Orsk, deputy chief of the General Staff.",
            "Ivan Orsk",
            "deputy chief of the General Staff",
        ),
        (
            "Lithuanian Minister of Defense Laurynas Veld called it good.",
            "Laurynas Veld",
            "Lithuanian Minister of Defense",
        ),
        ("Ana Petrova is not the envoy of Lorvia.", "Ana Petrova", None),
        ("Ana Petrova may become envoy of Lorvia.", "Ana Petrova", None),
        ("A man named Ana Petrova left.", "Ana Petrova", None),
        ("Karl Blom, his brother, left.", "Karl Blom", None),
    ],
)
def test_roles_are_read_off_the_tree(text: str, name: str, role: str | None) -> None:
    assert entity(text, name).role == role


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("NATO Secretary General Bram Veld spoke.", "Bram Veld", "org:nato"),
        ("Pentagon spokeswoman Dana Vale spoke.", "Dana Vale", "org:pentagon"),
        ("Polish Prime Minister Jan Lewin left.", "Jan Lewin", "country:PL"),
        ("Ruth Vale, who heads the Israeli foreign ministry, left.", "Ruth Vale",
         "org:il-foreign-ministry"),
        ("The European Commission objected.", "European Commission", "org:european-union"),
        ("Norwegian troops left.", "Norwegian troops", "country:NO"),
        ("The Swedish Defense Ministry left.", "Swedish Defense Ministry", "country:SE"),
        ("Tom Vale, a senior fellow at the Harbour Institute, left.", "Tom Vale",
         "org:harbour-institute"),
    ],
)  # fmt: skip
def test_what_somebody_belongs_to(text: str, name: str, whole: str) -> None:
    assert entity(text, name).part_of == whole


def test_officials_without_a_state_serve_that_of_the_official_before_them() -> None:
    text = "German Chancellor Olaf Scholz left. Deputy government spokesman Wolf Veld spoke."
    assert entity(text, "Wolf Veld").country == "DE"
    two = "German Chancellor Olaf Scholz met French President Emmanuel Macron. " + text[36:]
    assert entity(two, "Wolf Veld").country is None


def test_an_office_of_the_table_holds_for_the_day_of_publication_alone() -> None:
    text = "Vladimir Putin flew from Russia to Lorvia."
    known = entity(text, "Vladimir Putin")
    assert known.office == "President" and known.role is None and known.since is not None
    undated = mentions(text, None)["Vladimir Putin"][0].entity
    assert undated is not None and undated.office is None


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Moscow said no.", True),
        ("They accused Moscow of lying.", True),
        ("Moscow’s decision was final.", True),
        ("He backed talks with Moscow.", True),
        ("Sanctions on Moscow were eased.", True),
        ("He flew to Moscow.", False),
        ("Moscow’s streets were empty.", False),
        ("Two buses left Moscow at dusk.", False),
        ("Smoke rose over Moscow.", False),
    ],
)
def test_a_capital_acts_or_is_a_place(text: str, acts: bool) -> None:
    assert (entity(text, "Moscow").id == "country:RU") is acts


def test_brussels_acts_for_the_union() -> None:
    assert entity("Brussels fined the firm.", "Brussels").id == "org:european-union"


def test_a_people_without_a_noun_is_a_group() -> None:
    assert entity("The Swiss offered to host the talks.", "Swiss").part_of == "country:CH"


@pytest.mark.parametrize(
    ("text", "name", "doubt"),
    [
        ("Ada Wexler met Tomas Wexler. Wexler left.", "Wexler", "Ada Wexler, Tomas Wexler"),
        ("In the United States, Clinton spoke.", "Clinton", "Bill Clinton, Hillary Clinton"),
        ("The Defense Ministry denied it.", "Defense Ministry", "many states"),
        ("Georgia passed a law.", "Georgia", "state of the United States"),
    ],
)
def test_what_is_not_known_says_why(text: str, name: str, doubt: str) -> None:
    found = mentions(text)[name][-1]
    assert found.entity is None and found.doubt is not None and doubt in found.doubt


def test_titles_tell_namesakes_apart() -> None:
    text = "Ida Dahl met Karl Dahl. Mr. Dahl spoke. Mrs. Dahl listened."
    found = mentions(text)["Dahl"]
    assert [m.entity and m.entity.name for m in found] == ["Karl Dahl", "Ida Dahl"]


def test_father_and_son_are_two() -> None:
    text = "Robert Vane Sr. built it. Robert Vane Jr. sold it. Vane Jr. left."
    found = mentions(text)
    ids = [found[name][0].entity for name in ("Robert Vane Sr.", "Robert Vane Jr.")]
    assert len({one.id for one in ids if one}) == 2
    son = found["Vane Jr."][0].entity
    assert son is not None and ids[1] is not None and son.id == ids[1].id


def test_words_of_a_title_are_no_names() -> None:
    found = mentions("Italian Minister of Defense Aldo Ferri objected.")
    assert "Defense" not in found


def test_georgia_is_the_state_where_the_article_tells() -> None:
    assert entity("Georgia closed its border, a Georgian envoy said.", "Georgia").country == "GE"


def test_a_place_that_is_reached_is_no_person() -> None:
    text = "Senator Paul Houston filed the motion. The storm reached Houston at dawn."
    assert entity(text, "Houston").id == "place:houston"


def test_parts_of_states_keep_their_bodies_apart() -> None:
    one = entity("The Minnesota House voted.", "Minnesota House")
    other = entity("The Texas House voted.", "Texas House")
    assert one.id != other.id


def test_the_basis_is_told() -> None:
    text = "Reuters met Ana Petrova in Kyiv. Putin flew to Moscow. Moscow said no."
    basis = {name: found[-1].entity for name, found in mentions(text).items()}
    told = {name: one.basis for name, one in basis.items() if one}
    assert told["Reuters"] is EntityBasis.TABLE and told["Putin"] is EntityBasis.TABLE
    assert told["Ana Petrova"] is EntityBasis.TEXT and told["Moscow"] is EntityBasis.INFERRED


@pytest.mark.parametrize(
    "text",
    [
        "President " * 3000 + "Smith",
        "Ana Petrova, the minister, the minister, " * 400,
        "Minister of " * 1500 + "Defense Ana Petrova",
        "فلاديمير بوتين وصل إلى موسكو. נתניהו אמר לא. " * 50,
        "Ana" + " Petrova" * 2000,
        "(((((" * 500 + "Ana Petrova" + ")))))" * 500,
    ],
)
def test_hostile_texts_are_read(text: str) -> None:
    found = mentions(text)
    assert all(len(name) <= len(text) for name in found)


@pytest.mark.parametrize(
    ("text", "country", "whole"),
    [
        ("Latvian President Juris Ozols left.", "LV", "country:LV"),
        ("Rhea Stanton, now foreign minister of Estonia, left.", "EE", "country:EE"),
        ("In the US, Republican Congressman Tom Harl left.", "US", None),
        ("Lara Stone, a critic of the Kremlin, left.", None, None),
        ("Lara Stone, a New York Democrat, left.", "US", None),
    ],
)
def test_whom_an_office_serves_and_whom_it_is_only_about(
    text: str, country: str | None, whole: str | None
) -> None:
    doc = parse(text, [Span(0, len(text))])
    mentions = find_actors(doc, "art-0123456789abcdef")
    person = next(m.entity for m in mentions if m.kind is MentionKind.PERSON)
    assert person is not None
    assert (person.country, person.part_of) == (country, whole)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Health Minister Dr. Ana Petrova left.", "Health Minister"),
        ("Defence chief Sir Tom Harl left.", "Defence chief"),
    ],
)
def test_the_office_before_a_courtesy_title_is_the_role(text: str, role: str) -> None:
    doc = parse(text, [Span(0, len(text))])
    mentions = find_actors(doc, "art-0123456789abcdef")
    assert [m.entity.role for m in mentions if m.entity] == [role]
