"""Who a source is: a person, a body, a paper, somebody unnamed, a document, or unknown."""

from __future__ import annotations

import re
from collections.abc import Set

from watchdesk.attribution.anonymous import is_anonymous, is_hidden, of_a_state, shown
from watchdesk.attribution.described import Descriptions, bare
from watchdesk.attribution.heads import Phrase, around, is_plural
from watchdesk.attribution.joint import joint
from watchdesk.attribution.memory import Memory
from watchdesk.attribution.named import KINDS, Genders, Known, Names
from watchdesk.attribution.owners import body_of_state
from watchdesk.attribution.pronouns import Bodies
from watchdesk.attribution.relatives import whom, whose
from watchdesk.attribution.teller_words import (
    BODIES,
    CROWDS,
    DOCUMENTS,
    OFFICES,
    OUTLETS,
    PERSONAL,
    SELF,
    SHARES,
    is_role,
)
from watchdesk.attribution.tree import Tree
from watchdesk.language.lexicon import known_exactly
from watchdesk.language.listed import Range
from watchdesk.language.people_words import PEOPLE, ROLES
from watchdesk.records import Article, Link, LinkKind, Mention, MentionKind

_RELATIVE = frozenset({"who", "which", "that"})
_HEARERS = frozenset({"you", "one", "anyone", "everyone", "everybody", "nobody", "no-one"})
_HANDLE = re.compile(r"\ART\b|[(\[]?@\w{1,40}[)\]]?")
_GLOSS = 10
"""Words of what brackets add to a pronoun."""
_SHORTEST = 4
"""Letters of a label in capitals that may be a family name."""
_LONGEST = 200
"""Characters of a name shown."""


class Tellers:
    """Resolves the sources of one article to links, in the order of the text."""

    def __init__(
        self, tree: Tree, article: Article, mentions: tuple[Mention, ...], speakers: Set[int]
    ) -> None:
        self.tree = tree
        self.article = article
        self.names = Names(tree, mentions)
        self.descriptions = Descriptions(tree, self.names, article.outlet)
        self.memory = Memory(tree, self.names, Genders(tree, self.names), speakers)
        self.bodies = Bodies(tree, self.names, speakers)
        self._written: dict[str, bool] = {}
        self._made: dict[tuple[Range, str], Link] = {}

    def own(self) -> Link | None:
        """The article's publication, where it is known."""
        if not self.article.outlet:
            return None
        return Link(name=self.article.outlet, kind=LinkKind.OUTLET)

    def link(self, words: Range | None, speaker: Link | None = None) -> Link:
        """The teller a source names; ``speaker`` is whoever says the words it stands in."""
        if words is None:
            return Link(name="unknown", kind=LinkKind.UNKNOWN)
        key = words, speaker.name if speaker else ""
        if key not in self._made:
            self._made[key] = self._resolved(Phrase(self.tree, words), speaker)
        return self._made[key]

    def phrase_link(self, head: int, words: Range) -> Link:
        """The teller of a phrase that is no source, such as an agent or a listener."""
        return self._resolved(Phrase(self.tree, words, head), None)

    def _resolved(self, phrase: Phrase, speaker: Link | None) -> Link:
        tree = self.tree
        low = tree.low[phrase.head]
        if tree.upos[phrase.head] == "PRON" and low in _RELATIVE:
            phrase = whom(tree, self.names, phrase)
            low = tree.low[phrase.head]
        if low in PERSONAL or low in SELF:
            gloss = self._gloss(phrase)
            return self._pronoun(phrase, speaker) if gloss is None else self._named(gloss)
        link = self._signed(phrase) or self._named(phrase)
        if link.kind is not LinkKind.UNKNOWN:
            self.descriptions.note(phrase.head, link, phrase)
        return link

    def _gloss(self, phrase: Phrase) -> Phrase | None:
        """What brackets say a pronoun means: "they [the envoys]"."""
        tree = self.tree
        at = phrase.head + 1
        if at + 1 >= len(tree) or tree.forms[at] not in ("[", "("):
            return None
        end = at + 1
        while end < min(len(tree), at + _GLOSS) and tree.forms[end] not in ("]", ")"):
            end += 1
        return Phrase(tree, Range(at + 1, end)) if end > at + 1 else None

    def _signed(self, phrase: Phrase) -> Link | None:
        """Labels of transcripts and posts: "MR. VELD", "Jane Doe (@jane)", "RT @jane", "Q"."""
        words = self.tree.said(phrase.words)[:_LONGEST]
        name = _HANDLE.sub("", words).strip()
        if name in ("", "Q", "A"):
            shown = words.removeprefix("RT ").strip() or words
            return Link(name=shown, kind=LinkKind.UNKNOWN, span=self.tree.span(phrase.words))
        if not name.isupper() or len(name) < _SHORTEST or self.names.at(phrase.head):
            return None
        known = self.names.called(name.rpartition(" ")[2])
        if known is None:
            return None
        span = self.tree.span(phrase.words)
        return Link(name=known.name, kind=LinkKind.PERSON, span=span, entity=known.entity)

    def _of_owner(self, owner: Phrase, phrase: Phrase) -> Link:
        """ "Ana Petrova’s office" for "Ana Petrova, whose office said"."""
        tree = self.tree
        told = self._named(Phrase(tree, Range(phrase.words.start + 1, phrase.words.end)))
        if told.kind in (LinkKind.PERSON, LinkKind.OUTLET) and told.entity is not None:
            return told
        name = f"{bare(self._named(owner).name)}’s {tree.said(phrase.short)[6:]}"[:_LONGEST]
        return told.model_copy(update={"name": name, "span": tree.span(phrase.words)})

    def _pronoun(self, phrase: Phrase, speaker: Link | None) -> Link:
        tree = self.tree
        low = tree.low[phrase.head]
        meant: Link | None = None
        if low in SELF:
            meant = self._narrator(SELF[low]) if speaker is None else speaker
        elif PERSONAL[low] in ("he", "she"):
            spoken = self.memory.meant.get(phrase.head)
            if spoken is not None and spoken.known is not None:
                known = spoken.known
                meant = Link(name=known.name, kind=LinkKind.PERSON, entity=known.entity)
            elif spoken is not None:
                meant = self._named(around(self.tree, spoken.word))
        else:
            noun = self.bodies.meant(phrase.head, PERSONAL[low])
            meant = self._named(noun) if noun is not None else None
        if meant is None or meant.kind is LinkKind.UNKNOWN:
            return self._plain(phrase.words, LinkKind.UNKNOWN)
        return self._placed(meant, phrase.words)

    def _narrator(self, pronoun: str) -> Link | None:
        """Who writes, where no quotation is open: a sole author, or the outlet as "we"."""
        if pronoun == "we":
            return self.own()
        if len(self.article.authors) == 1:
            return Link(name=self.article.authors[0], kind=LinkKind.PERSON)
        return None

    def _placed(self, link: Link, words: Range) -> Link:
        return link.model_copy(update={"span": self.tree.span(words), "said": None, "venue": None})

    def _plain(self, words: Range, kind: LinkKind) -> Link:
        name = self.tree.said(words)[:_LONGEST]
        return Link(name=name, kind=kind, span=self.tree.span(words))

    def _named(self, phrase: Phrase) -> Link:
        owner = whose(self.tree, self.names, phrase)
        if owner is not None:
            return self._of_owner(owner, phrase)
        body = body_of_state(self.tree, self.names, self.bodies, phrase)
        if body is not None:
            return body
        phrase = self._whole_noun(phrase)
        group = self._group(phrase)
        if group is not None:
            return group
        person = self.names.person(phrase)
        if person is not None:
            span = self.tree.span(phrase.words)
            return Link(name=person.name, kind=LinkKind.PERSON, span=span, entity=person.entity)
        outlet = self.outlet(phrase)
        if outlet is not None:
            return outlet
        if bare(self.tree.said(phrase.short)[:_LONGEST]) in OFFICES:
            return self._plain(phrase.short, LinkKind.PERSON)
        known = self._body_named(phrase)
        if known is not None:
            return self._body(Phrase(self.tree, known.words), known)
        known = self.names.at(phrase.head)
        if self._is_states(phrase, known):
            return self._body(phrase, known)
        if of_a_state(phrase):
            return self._plain(phrase.short, LinkKind.GROUP)
        named = known is not None and known.mention.kind is MentionKind.ORGANISATION
        if is_anonymous(phrase) and not (named and known and phrase.head == known.head):
            return self._unnamed(phrase)
        if known is not None and self._ends(known, phrase):
            return self._body(phrase, known)
        return self._described(phrase)

    def _body_named(self, phrase: Phrase) -> Known | None:
        """The body right behind what it is: "its biggest shareholder Tarn Oil"."""
        if phrase.plural or self.tree.upos[phrase.head] != "NOUN":
            return None
        known = self.names.at(phrase.head + 1)
        if known is None or known.mention.kind is not MentionKind.ORGANISATION:
            return None
        behind = known.words == Range(phrase.head + 1, phrase.core.end)
        return known if behind and is_role(phrase.lemma) else None

    def _whole_noun(self, phrase: Phrase) -> Phrase:
        """ "Labor Department officials" where the tree takes the department for the head."""
        last = phrase.core.end - 1
        known = self.names.at(phrase.head)
        if known is None or known.words.end != last or last <= phrase.head:
            return phrase
        if self.tree.upos[last] == "NOUN" and self.tree.lemmas[last] in PEOPLE | ROLES:
            return Phrase(self.tree, phrase.words, last)
        return phrase

    def _is_states(self, phrase: Phrase, known: Known | None) -> bool:
        """ "U.S. officials" are a group of a state; two of them are somebody unnamed."""
        if known is None or known.mention.kind is not MentionKind.GROUP:
            return False
        country = known.entity.country if known.entity else None
        return country is not None and not phrase.counted and not is_hidden(phrase)

    def _ends(self, known: Known, phrase: Phrase) -> bool:
        return known.words.start <= phrase.head < known.words.end

    def _group(self, phrase: Phrase) -> Link | None:
        """Two or more that speak together, unless they are the titles of one person."""
        words = joint(phrase, self.names)
        if words is None:
            return None
        rows = (phrase.head, *phrase.joined)
        hidden = is_hidden(phrase) or all(self._is_unnamed(phrase, k) for k in rows)
        return self._plain(words, LinkKind.ANONYMOUS if hidden else LinkKind.GROUP)

    def _is_unnamed(self, phrase: Phrase, head: int) -> bool:
        start = phrase.words.start if head == phrase.head else head
        while start > phrase.words.start and self.tree.heads[start - 1] == head:
            start -= 1
        return is_anonymous(Phrase(self.tree, Range(start, head + 1), head))

    def outlet(self, phrase: Phrase) -> Link | None:
        """The outlet a phrase names, under the full name the article gives it elsewhere."""
        known = self.names.at(phrase.head)
        entity = known.entity if known is not None and self._ends(known, phrase) else None
        words = bare(self.tree.said(phrase.short)[:_LONGEST])
        if phrase.owner is not None or not words[:1].isupper():
            return None
        by_words = not self._is_phrase(phrase) and self.descriptions.is_outlet(words)
        by_name = entity is not None and self.descriptions.is_outlet(entity.name)
        if not by_words and not by_name:
            return None
        name = words
        if by_name and entity is not None and self._stands_in_text(entity.name):
            name = bare(entity.name)
        span = self.tree.span(phrase.words)
        return Link(name=name, kind=LinkKind.OUTLET, span=span, entity=entity)

    def _is_phrase(self, phrase: Phrase) -> bool:
        """Whether a preposition or participle makes it more than a name: "the editor of …"."""
        words = phrase.short
        known = self.names.at(phrase.head)
        if known is not None and known.words.end == words.end:
            return False
        return any(self.tree.upos[k] in ("ADP", "VERB") for k in range(*words))

    def _stands_in_text(self, name: str) -> bool:
        """Whether the article itself gives a name; looked up once."""
        if name not in self._written:
            self._written[name] = name in self.tree.text
        return self._written[name]

    def _unnamed(self, phrase: Phrase) -> Link:
        meant = None if is_hidden(phrase) else self.descriptions.role(phrase)
        if meant is not None:
            return self._placed(meant, phrase.words)
        name = self.tree.said(shown(phrase))[:_LONGEST]
        return Link(name=name, kind=LinkKind.ANONYMOUS, span=self.tree.span(phrase.words))

    def _body(self, phrase: Phrase, known: Known | None) -> Link:
        assert known is not None
        entity = known.entity
        kind = KINDS.get(known.mention.kind, LinkKind.ORGANISATION)
        if kind is LinkKind.PERSON:
            kind = LinkKind.UNKNOWN
        name = entity.name if entity else self.tree.said(phrase.short)
        if known.is_place:
            name = self.tree.said(known.words)
        elif self.tree.low[phrase.head] == self.tree.forms[phrase.head]:
            name = self.tree.said(phrase.short)
        if kind is LinkKind.GROUP and phrase.lemma in BODIES and not phrase.plural:
            kind = LinkKind.ORGANISATION
        if kind is LinkKind.ORGANISATION and phrase.plural and self._are_members(phrase, known):
            kind, name = LinkKind.GROUP, self.tree.said(phrase.short)
        return Link(name=bare(name), kind=kind, span=self.tree.span(phrase.words), entity=entity)

    def _are_members(self, phrase: Phrase, known: Known) -> bool:
        """Whether "Republicans" stand for their party."""
        form = self.tree.forms[phrase.head]
        return form.endswith("s") and known.name.rpartition(" ")[2] != form

    def _described(self, phrase: Phrase) -> Link:
        """A teller told by its words alone: no name says who it is."""
        lemma = phrase.lemma
        span = self.tree.span(phrase.words)
        name = self.tree.said(phrase.short)[:_LONGEST]
        if lemma in DOCUMENTS and self.tree.upos[phrase.head] != "PROPN":
            one = lemma in OUTLETS and not phrase.plural
            meant = self.descriptions.body(phrase) if one else None
            if meant is not None:
                return self._placed(meant, phrase.words)
            return self._plain(phrase.short, LinkKind.DOCUMENT)
        titled = self._after_noun(phrase)
        if titled is not None:
            return titled
        if self.tree.upos[phrase.head] == "PROPN" or self.tree.forms[phrase.head].isupper():
            return self._proper(phrase)
        if lemma == "guard" and any(self.tree.rels[k] == "compound" for k in phrase.kids):
            return self._plain(phrase.short, LinkKind.ORGANISATION)
        if is_role(lemma) and not phrase.plural:
            meant = self.descriptions.role(phrase)
            return (
                self._placed(meant, phrase.words)
                if meant
                else self._plain(phrase.short, LinkKind.PERSON)
            )
        if (lemma in BODIES | OUTLETS or lemma.endswith("maker")) and not phrase.plural:
            meant = self.descriptions.body(phrase)
            if meant is not None:
                return self._placed(meant, phrase.words)
            name = bare(name) if bare(name)[:1].isupper() else name
            return Link(name=name, kind=LinkKind.ORGANISATION, span=span)
        percent = self.tree.forms[phrase.core.end - 1] == "%"
        if (
            percent
            or phrase.plural
            or lemma in CROWDS
            or (lemma in SHARES and self._is_share(phrase))
        ):
            return self._plain(phrase.short, LinkKind.GROUP)
        return self._plain(phrase.short, LinkKind.UNKNOWN)

    def _after_noun(self, phrase: Phrase) -> Link | None:
        """A name told with what it is: "the newspaper Dawn", "the charity Open Hands"."""
        tree = self.tree
        start, end = phrase.core
        if any(tree.upos[k] == "ADP" for k in range(start, end)):
            return None
        at = next((k for k in range(end - 1, start, -1) if not tree.forms[k][:1].isupper()), start)
        noun = tree.lemmas[at]
        if at + 1 >= end or noun not in BODIES | OUTLETS or tree.upos[at] not in ("NOUN", "PROPN"):
            return None
        kind = LinkKind.OUTLET if noun in OUTLETS - {"agency"} else LinkKind.ORGANISATION
        name = tree.said(Range(at + 1, end))[:_LONGEST]
        return Link(name=name, kind=kind, span=tree.span(phrase.words))

    def _is_share(self, phrase: Phrase) -> bool:
        """Whether a share or number is one of people, as those that a poll asked."""
        tree = self.tree
        whole = phrase.after("of")
        if not whole:
            return True
        noun = whole[0]
        people = tree.lemmas[noun] in CROWDS | ROLES | PEOPLE or is_plural(tree, noun)
        return people or tree.low[noun] == "them"

    def _proper(self, phrase: Phrase) -> Link:
        """A name that no table and no tag knows."""
        tree = self.tree
        titles = [k for k in phrase.kids if tree.rels[k] == "nmod:desc"]
        flat = [k for k in phrase.kids if tree.rels[k] == "flat"]
        name = self.tree.said(phrase.short)[:_LONGEST]
        if (titles or flat) and phrase.determiner == "":
            start = max([k + 1 for k in titles if k < phrase.head], default=phrase.words.start)
            end = max([k + 1 for k in flat], default=phrase.head + 1)
            if start < end:
                return self._whole(Range(start, end), phrase)
        if phrase.determiner in ("a", "an", "one", "another"):
            return self._plain(phrase.short, LinkKind.ANONYMOUS)
        if phrase.plural:
            return self._plain(phrase.short, LinkKind.GROUP)
        state = known_exactly(bare(name)) is not None
        if phrase.determiner == "the" or phrase.lemma in BODIES or state:
            span = tree.span(phrase.words)
            return Link(name=bare(name), kind=LinkKind.ORGANISATION, span=span)
        return self._whole(phrase.short, phrase, LinkKind.UNKNOWN)

    def _whole(self, name: Range, phrase: Phrase, kind: LinkKind = LinkKind.PERSON) -> Link:
        """A person under the fuller name of an earlier teller, where there is one."""
        words = self.tree.said(name)[:_LONGEST]
        span = self.tree.span(phrase.words)
        known = self.names.called(words)
        if known is not None:
            return Link(name=known.name, kind=LinkKind.PERSON, span=span, entity=known.entity)
        for told in reversed(self.descriptions.tellers[-40:]):
            full = told.link.name
            if told.link.kind is LinkKind.PERSON and (full == words or full.endswith(" " + words)):
                return self._placed(told.link, phrase.words)
        return Link(name=words, kind=kind, span=span)
