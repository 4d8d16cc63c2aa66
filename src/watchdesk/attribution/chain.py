"""Chains of tellers: the outlet outermost, the original speaker last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from watchdesk.attribution.context import Circumstances
from watchdesk.attribution.described import key_of, same_name
from watchdesk.attribution.found import Found
from watchdesk.attribution.heads import head_of, top_of
from watchdesk.attribution.relays import Relays
from watchdesk.attribution.tellers import Tellers
from watchdesk.attribution.tree import Tree
from watchdesk.records import Article, Link, LinkKind, Mention

_DEEPEST = 20
"""Attributions one inside the other that are followed."""
_PERCEIVED = frozenset({"hear", "see", "read"})
_HEARERS = frozenset({"you", "we", "everyone", "everybody", "anyone", "people"})


def chains(
    tree: Tree,
    article: Article,
    mentions: Sequence[Mention],
    told: Mapping[int, Circumstances],
    found: Sequence[Found],
) -> dict[int, tuple[Link, ...]]:
    """For each attribution, by ``id``, who told it: outermost first, the original speaker last.

    The article's own outlet comes first where it is known and stands nowhere else. Then follow
    the tellers of the attributions this one is told inside of, those its own words name as
    passing it on, and its source. A pronoun's link has the name of whom it stands for and the
    place of the pronoun; where that is open the link is unknown and has the words for a name.
    ``said`` and ``venue`` of a link are when and where that teller said it, as ``told`` has them
    by the ``id`` of each attribution.
    """
    if not found:
        return {}
    speakers = {top_of(tree, head_of(tree, one.source)) for one in found if one.source is not None}
    tellers = Tellers(tree, article, tuple(mentions), speakers)
    relays = Relays(tree, tellers)
    links: dict[int, tuple[Link, ...]] = {}
    for one in sorted(found, key=_place):
        *through, speaker = _own_links(tellers, relays, links, one)
        links[id(one)] = (*through, _dated(speaker, told[id(one)]))
    own = tellers.own()
    return {id(one): _joined(own, _lines(one, links, tree)) for one in found}


def _place(one: Found) -> tuple[int, int]:
    """Where the source stands; whoever holds a quotation comes before those told in it."""
    depth = 0
    step = one.parent
    while step is not None and depth < _DEEPEST:
        depth += 1
        step = step.parent
    return depth, one.source.start if one.source is not None else one.start


def _own_links(
    tellers: Tellers, relays: Relays, links: dict[int, tuple[Link, ...]], one: Found
) -> tuple[Link, ...]:
    """Those one attribution names itself."""
    source = one.source
    if source is None and one.shares is not None:
        source = one.shares.source
    speaker = None
    if source is not None and tellers.tree.quote[source.start] >= 0 and one.parent is not None:
        outer = links.get(id(one.parent), ())
        speaker = outer[-1] if outer else None
    link = tellers.link(source, speaker)
    above = _names_above(one, links)
    relayed = [] if one.kind == "citing" and one.parent is not None else relays.through(one)
    through = [relay for relay in relayed if key_of(relay.name) not in above]
    if source is None and through:
        return tuple(through)
    return (*through, link)


def _dated(link: Link, told: Circumstances) -> Link:
    if told.said is None and told.venue is None:
        return link
    return link.model_copy(update={"said": told.said, "venue": told.venue})


def _names_above(one: Found, links: dict[int, tuple[Link, ...]]) -> set[str]:
    """Who tells what this is told inside of."""
    names: set[str] = set()
    step = one.parent
    for _ in range(_DEEPEST):
        if step is None:
            break
        names.update(key_of(link.name) for link in links.get(id(step), ()))
        step = step.parent
    return names


def _lines(one: Found, links: dict[int, tuple[Link, ...]], tree: Tree) -> Iterable[Link]:
    """The tellers of an attribution and of all it is told inside of, outermost first."""
    rows = [links[id(one)]]
    step = one.parent
    for _ in range(_DEEPEST):
        if step is None:
            break
        if id(step) in links and not _is_hearing(step, tree):
            rows.append(links[id(step)])
        step = step.parent
    return [link for row in reversed(rows) for link in row]


def _is_hearing(one: Found, tree: Tree) -> bool:
    """Whether it tells what the audience heard: those addressed pass nothing on."""
    if one.head < 0 or one.source is None or tree.lemmas[one.head] not in _PERCEIVED:
        return False
    return tree.low[one.source.start] in _HEARERS


def _joined(own: Link | None, links: Iterable[Link]) -> tuple[Link, ...]:
    """The chain without the own outlet inside it, and without anybody twice in a row."""
    chain: list[Link] = [own] if own is not None else []
    for link in links:
        if own is not None and link.kind is LinkKind.OUTLET and same_name(link.name, own.name):
            continue
        if chain and key_of(chain[-1].name) == key_of(link.name) and chain[-1].kind is link.kind:
            chain[-1] = link
            continue
        chain.append(link)
    return tuple(chain)
