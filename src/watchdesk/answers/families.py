"""A family of copies, and a story of families, each article with what makes it one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from watchdesk.answers.cited import ArticleLine, Words, article_lines, words_at
from watchdesk.records import (
    Claim,
    FirstBasis,
    Interval,
    Relation,
    RelationKind,
    Standing,
    Story,
    Watch,
)
from watchdesk.records.span import Frozen
from watchdesk.reuse.families import FamilyItem, first_basis, first_known
from watchdesk.store import View

_MEMBERS = 200
_CLAIMS = 12
_LOOKED_AT = 40
"""Articles of a story whose claims are looked at."""


class Tie(Frozen):
    """What an article of a family has in common with another one of it."""

    other: str
    """Article id."""
    kind: RelationKind
    """What it makes of the two."""
    share: float
    """Part of this article's words that stand in the other, 0 to 1."""


class FamilyMember(Frozen):
    """An article of a family."""

    article: ArticleLine
    """It."""
    tie: Tie | None = None
    """The strongest tie to one that was known before it; null for the first."""


class ToldFamily(Frozen):
    """Articles that are copies, cuts or captures of one story."""

    id: str
    """Family id."""
    first_because: FirstBasis
    """On what it rests that the first was known first."""
    members: tuple[FamilyMember, ...]
    """In the order in which they were first known."""
    more: int = 0
    """How many are left out."""
    stories: tuple[Story, ...] = ()
    """The story that they belong to, if there are other families in one."""


class StoryFamily(Frozen):
    """A family inside a story."""

    first: ArticleLine
    """The one of its articles that was known first."""
    copies: tuple[ArticleLine, ...] = ()
    """The others."""


class StoryDay(Frozen):
    """What was published on a day of a story."""

    day: Interval
    """The day; longer, or not known, where no single day is."""
    families: tuple[StoryFamily, ...]
    """Those whose first article was published then."""


class StoryClaim(Frozen):
    """A claim that a story tells."""

    id: str
    """Claim id."""
    words: Words
    """Its clearest words."""
    standing: Standing
    """Where it stands."""
    articles: int
    """How many articles tell it."""
    origins: int
    """How many independent origins."""


class ToldStory(Frozen):
    """Articles that tell the same happening."""

    story: Story
    """The record."""
    headline: Words | None
    """Its clearest headline."""
    days: tuple[StoryDay, ...]
    """What was published on each day, in order."""
    claims: tuple[StoryClaim, ...]
    """What most origins tell in it."""
    looked_at: int
    """Of how many articles the claims were looked at."""


def told_family(view: View, watch: Watch, name: str) -> ToldFamily | None:
    """A family by its id, or by the id that one of its articles alone would give it."""
    known = view.family(name)
    if not known:
        return None
    whole = [one.article for one in known]
    ties = [tie for tie in view.relations(whole) if {tie.a, tie.b} <= set(whole)]
    items = [FamilyItem(one.article, one.published.interval, one.captured_at) for one in known]
    order = sorted(items, key=first_known)
    lines = article_lines(view, watch, (item.id for item in order[:_MEMBERS]))
    members = tuple(
        FamilyMember(article=lines[item.id], tie=_tie(item.id, order[:place], ties))
        for place, item in enumerate(order)
        if item.id in lines
    )
    return ToldFamily(
        id=known[0].family,
        first_because=first_basis(order),
        members=members,
        more=len(order) - len(members),
        stories=tuple(view.records(Story, [f"article:{one}" for one in whole[:_MEMBERS]])),
    )


def _tie(article: str, before: Sequence[FamilyItem], ties: Iterable[Relation]) -> Tie | None:
    """The tie to one that was known before, through which most words are shared."""
    earlier = {item.id for item in before}
    found = []
    for tie in ties:
        if tie.a == article and tie.b in earlier:
            found.append(Tie(other=tie.b, kind=tie.kind, share=tie.share_a))
        elif tie.b == article and tie.a in earlier:
            found.append(Tie(other=tie.a, kind=tie.kind, share=tie.share_b))
    return max(found, key=lambda one: (one.kind.is_copy, one.share, one.other), default=None)


def told_story(view: View, watch: Watch, name: str) -> ToldStory | None:
    """A story by its id."""
    story = view.record(Story, name)
    if story is None:
        return None
    lines = article_lines(view, watch, story.articles[:_MEMBERS])
    looked_at = [one for one in story.articles if one in lines][:_LOOKED_AT]
    claims = view.records(Claim, [f"article:{one}" for one in looked_at])
    top = sorted(claims, key=lambda one: (-one.origin_count, -one.articles, one.id))[:_CLAIMS]
    wanted = [one.at for one in top] + ([story.headline] if story.headline else [])
    words = words_at(view, watch, wanted)
    return ToldStory(
        story=story,
        headline=words.get(story.headline) if story.headline else None,
        days=tuple(_days(story, lines)),
        claims=tuple(
            StoryClaim(
                id=one.id,
                words=words[one.at],
                standing=one.standing,
                articles=one.articles,
                origins=one.origin_count,
            )
            for one in top
            if one.at in words
        ),
        looked_at=len(looked_at),
    )


def _days(story: Story, lines: Mapping[str, ArticleLine]) -> Iterable[StoryDay]:
    """The families of a story by the day of their first article."""
    families: dict[str, list[ArticleLine]] = {}
    for one in story.articles:
        if one in lines:
            families.setdefault(lines[one].family, []).append(lines[one])
    by_day: dict[str, list[StoryFamily]] = {}
    for members in families.values():
        day = members[0].published.interval
        found = StoryFamily(first=members[0], copies=tuple(members[1:]))
        by_day.setdefault(day.edtf, []).append(found)
    for edtf, held in sorted(by_day.items(), key=lambda one: _last(one[0])):
        yield StoryDay(day=Interval.parse(edtf), families=tuple(held))


def _last(edtf: str) -> tuple[str, str]:
    day = Interval.parse(edtf)
    return str(day.latest or "9999"), str(day.earliest or "9999")
