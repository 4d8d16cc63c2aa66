"""How a desk counts and explains a wire story that many outlets print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from helpers_desk import run
from helpers_ledger import Writer, find
from watchdesk import shown
from watchdesk.brief import Material, render
from watchdesk.desk import Desk
from watchdesk.lookup import Shown
from watchdesk.records import (
    Capture,
    Claim,
    Family,
    Interval,
    Origin,
    Passage,
    Reading,
    Relation,
    RelationKind,
    Watch,
    family_id,
)
from watchdesk.reuse import families
from watchdesk.reuse.families import item_of

WATCH = """\
name = "Harbour watch"
[[source]]
outlet = "The Tide"
owner = "Coast Media"
[[source]]
outlet = "Coast Media"
owner = "Shore Holding"
"""
STORY = (
    "The foreign ministry of Averia said on Monday that talks with Norland on fishing around the "
    "island of Skerry would resume in Ilmen next week.",
    "“We will sit down again on Thursday,” Anna Orlova, a deputy minister, told reporters in the "
    "capital. Averia has asked for a zone of 40 kilometers and for a joint patrol of its waters.",
    "Norland seized nine trawlers in the strait last month and has let go of five of them since. "
    "Their crews, 61 people in all, were set free after a fine was paid.",
    "The two states have argued about the strait since the spring, when a pipeline was laid "
    "through it without the consent of Averia.",
)
REWRITE = (
    "Averia and Norland will meet in Ilmen, but the boats of the island stay in the harbour.",
    "Norland seized nine trawlers in the strait last month and has let go of five of them since, "
    "Reuters reported.",
    "Fishermen in the harbour of Sund doubt that much will come of it. Many of them have sold "
    "their boats or rent them out to guests in the summer.",
)
OWN = (
    "Pilots of the port of Ilmen went on strike on Friday over the pay of their apprentices.",
    "The strike may last for two weeks, and eleven ships are waiting in the roads already.",
)
SEIZED = "Norland seized nine trawlers"


def rows() -> Iterator[dict[str, str]]:
    tag = "ILMEN, May 6 (Reuters) - "
    for outlet, title, day, text in (
        ("The Tide", "Talks to resume", "2024-05-06", (tag + STORY[0], *STORY[1:])),
        ("Beacon Post", "Talks on fishing go on", "2024-05-06", (tag + STORY[0], *STORY[1:])),
        ("Lantern Daily", "They talk again", "2024-05-07", (tag + STORY[0], *STORY[1:3])),
        ("Gull Gazette", "Fishing: new talks", "2024-05-07", (*STORY, "— Reuters")),
        ("Sund Review", "What we know", "2024-05-08", REWRITE),
        ("", "Averia and Norland to talk", "2024-05-08", STORY),
        ("Lantern Daily", "Pilots on strike", "2024-05-10", (*OWN, "With assistance from AFP.")),
    ):
        row = {"title": title, "published": day, "text": "\n\n".join(text)}
        yield {**row, "outlet": outlet} if outlet else row


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("wire")
    (folder / "watch.toml").write_text(WATCH, encoding="utf-8")
    told = "\n".join(json.dumps(row) for row in rows())
    (folder / "wire.jsonl").write_text(told + "\n", encoding="utf-8")
    made = Desk.open(folder)
    made.ingest([folder / "wire.jsonl"])
    return made


@pytest.fixture(scope="module")
def whole(desk: Desk) -> Material:
    with desk.store.view() as view:
        return desk.material(view, Interval.unknown())


def seized(material: Material) -> Claim:
    found = [c for c in material.claims if c.gist.startswith(SEIZED)]
    return max(found, key=lambda c: c.articles)


def text_of(desk: Desk, name: str) -> str:
    text = shown.text_of(desk.show(name))
    assert all(len(line) <= 100 for line in text.splitlines())
    return text


def test_a_wire_story_in_four_papers_a_rewrite_and_an_unknown_copy_are_one_origin(
    whole: Material,
) -> None:
    claim = seized(whole)
    assert (claim.articles, claim.families, claim.origin_count) == (6, 2, 1)
    assert claim.origins[0].name == "Reuters"


def test_the_brief_counts_them_so_and_names_who_contributed(desk: Desk) -> None:
    brief = desk.brief(Interval.parse("2024-05-06/2024-05-12"))
    bullets = [b for section in brief.sections for b in section.bullets]
    (wire,) = {b.counts for b in bullets if b.text.startswith(SEIZED) and b.counts}
    assert (wire.articles, wire.families, wire.origins) == (6, 2, 1)
    own = next(b for b in bullets if b.text.startswith("Pilots"))
    assert own.counts is not None and own.counts.origins == 1
    assert own.note == "With a contribution of Agence France-Presse, not counted apart."
    assert brief.counts.families == len({line.family for line in brief.sources}) == 3
    assert brief.counts.articles == 7
    assert "6 articles, 2 stories, 1 origin" in render(brief, "md")
    assert "Agence France-Presse, not counted apart" in render(brief, "html")


def test_show_tells_why_copies_are_one_origin(desk: Desk, whole: Material) -> None:
    family = max(whole.families, key=lambda f: len(f.articles))
    text = text_of(desk, family.id)
    assert text.startswith(f"{family.id}  5 articles, 1 family")
    assert all(article in text for article in family.articles)
    assert "which was first is not known" in text
    assert "(syndicated): 99% of its words stand there" in text
    assert re.search(r"dateline: “Reuters” cap-\w{16}#char=\d+,\d+: the text is from Reuters", text)
    assert "The Tide belongs to Coast Media, which belongs to Shore Holding (watch.toml)" in text
    assert re.search(r"“ILMEN, May 6 \(Reuters\) - The …” cap-\w{16}#char=\d+,\d+ and", text)
    assert "Reuters: news agency, United Kingdom, privately owned (Thomson Reuters)" in text
    assert f"so: 5 articles, 1 family, 1 origin: Reuters (tagged in {family.first}" in text
    for address in re.findall(r"cap-\w{16}#char=\d+,\d+", text):
        assert desk.show(address).span is not None


def test_show_of_a_later_copy_leads_to_the_family(desk: Desk, whole: Material) -> None:
    family = max(whole.families, key=lambda f: len(f.articles))
    former = family_id(family.articles[-1])
    assert former != family.id
    assert text_of(desk, former).startswith(family.id)


def test_an_article_alone_stands_alone(desk: Desk, whole: Material) -> None:
    family = next(f for f in whole.families if len(f.articles) == 1)
    text = text_of(desk, family.id)
    assert "stands alone" in text
    assert "so: 1 article, 1 family, 1 origin: Sund Review (told by Sund Review" in text


def test_show_of_an_origin_tells_its_claims_and_articles(desk: Desk, whole: Material) -> None:
    origin = seized(whole).origins[0]
    text = text_of(desk, origin.id)
    assert text.startswith(f"{origin.id}  agency: Reuters")
    assert f"{seized(whole).id} “{SEIZED}" in text
    assert all(article in text for article in origin.articles[:3])
    assert "because: the story is tagged as from Reuters" in text
    behind = [c for c in whole.claims if origin.id in {o.id for o in c.origins}]
    assert f"stands behind {len(behind)} claims in 6 articles" in text
    assert run("show", origin.id, "--desk", desk.folder).stdout.startswith(origin.id)
    one = json.loads(run("show", origin.id, "--json", "--desk", desk.folder).stdout)
    assert Origin.model_validate(one).articles == tuple(sorted(origin.articles))


def article(
    outlet: str | None, *paragraphs: str, day: str, title: str = "Talks", uri: str = "one"
) -> Reading:
    return Writer(*paragraphs, outlet=outlet, published=day, title=title, uri=uri).reading()


def explained(readings: list[Reading], relation: Relation) -> str:
    """What is shown of the family, or of the first story, of two articles."""
    found = families([item_of(r) for r in readings], [relation])
    material = Material(
        watch=Watch(),
        period=Interval.unknown(),
        as_of=None,
        readings={r.article.id: r for r in readings},
        outlets={r.article.id: r.article.outlet for r in readings if r.article.outlet},
        families=found,
        claims=(),
        contradictions=(),
        expectations=(),
    )
    return shown.text_of(Shown(found[0], None, tuple(readings), material, (relation,)))


def words_of(reading: Reading) -> str:
    assert isinstance(reading.capture, Capture)
    return reading.capture.text


def related(
    one: Reading,
    other: Reading,
    kind: RelationKind,
    passages: list[tuple[str, str]],
    changes: list[tuple[str, str]] = [],  # noqa: B006 — only read
) -> Relation:
    turned = one.article.id > other.article.id

    def spans(pairs: list[tuple[str, str]]) -> tuple[Passage, ...]:
        out = []
        for left, right in pairs:
            here, there = find(words_of(one), left), find(words_of(other), right)
            out.append(Passage(a=there, b=here) if turned else Passage(a=here, b=there))
        return tuple(out)

    ids = sorted((one.article.id, other.article.id))
    shares = (0.4, 0.9) if turned else (0.9, 0.4)
    return Relation(
        a=ids[0],
        b=ids[1],
        kind=kind,
        share_a=shares[0],
        share_b=shares[1],
        passages=spans(passages),
        changes=spans(changes),
    )


def test_changes_of_an_update_are_quoted_numbers_and_names_first() -> None:
    first = article("Tide", "Boats left the quay. Nine crews of Sund were free.", day="2024-05-01")
    writer = Writer(
        "Ships left the quay. 11 crews of Ilmen were free.", outlet="Tide", published="2024-05-02"
    ).names("Ilmen")
    later = writer.reading()
    changes = [("Boats", "Ships"), ("Nine", "11"), ("Sund", "Ilmen")]
    kept = [("left the quay", "left the quay")]
    text = explained([first, later], related(first, later, RelationKind.UPDATED, kept, changes))
    order = [
        re.sub(r" cap-\S+", "", line.strip()) for line in text.splitlines() if "changed" in line
    ]
    assert order == [
        "changed (number): “Nine” reads “11”",
        "changed (name): “Sund” reads “Ilmen”",
        "changed (words): “Boats” reads “Ships”",
    ]
    assert "it was published before any other of them can have been" in text
    said = "(updated): 40% of its words stand there, 90% of those stand here, in 1 passage"
    assert said in " ".join(text.split())


@pytest.mark.parametrize(
    ("kind", "days", "said"),
    [
        (RelationKind.SHARES_PASSAGES, ("01", "02"), "shares 1 passage, printed here first"),
        (RelationKind.SHARES_PASSAGES, ("01", "01"), "shares 1 passage, which was first is not"),
        (RelationKind.SAME_TEMPLATE, ("01", "02"), "the same form with other facts, no copy"),
    ],
)
def test_passages_and_forms_of_other_stories_are_told_apart(
    kind: RelationKind, days: tuple[str, str], said: str
) -> None:
    one = article("Tide", STORY[0], day=f"2024-05-{days[0]}", uri="a")
    other = article("Gull", STORY[0], day=f"2024-05-{days[1]}", uri="b")
    text = explained([one, other], related(one, other, kind, [(STORY[0], STORY[0])]))
    assert "stands alone" in text
    assert said in " ".join(text.split())


def test_nothing_a_terminal_would_obey_is_shown() -> None:
    one = article("Tide\x1b[2J", STORY[0], day="2024-05-01", title="Talks\u202e", uri="a")
    other = article("Gull", STORY[0], day="2024-05-02", uri="b")
    text = explained([one, other], related(one, other, RelationKind.SYNDICATED, [(STORY[0],) * 2]))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", text)


def test_a_page_taken_first_is_said_to_be_so() -> None:
    when = datetime(2024, 5, 1, 8, tzinfo=UTC)
    pair = [article("Tide", STORY[0], day="", uri=name) for name in ("a", "b")]
    readings = [
        r.model_copy(update={"capture": r.capture.model_copy(update={"captured_at": at})})
        for r, at in zip(pair, (when.replace(hour=9), when), strict=True)
    ]
    relation = related(readings[0], readings[1], RelationKind.SAME_PAGE, [(STORY[0], STORY[0])])
    text = explained(readings, relation)
    assert f"first known: {readings[1].article.id}" in text
    assert "its page was taken first" in text
    assert isinstance(families([item_of(r) for r in readings], [relation])[0], Family)
