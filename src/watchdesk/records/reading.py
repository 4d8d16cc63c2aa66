"""Everything one article gives, each item with its place in the captured text."""

from __future__ import annotations

from enum import StrEnum

from watchdesk.records.article import Article
from watchdesk.records.capture import Capture, CaptureHead
from watchdesk.records.grounded import Casualties, Entity, Mention, Place, Quantity, Time
from watchdesk.records.interval import Interval
from watchdesk.records.span import Frozen, Span, Spanned
from watchdesk.records.stance import PositionBasis, Stance
from watchdesk.records.verification import Polarity, Strength, Telling, Verification


class LinkKind(StrEnum):
    """What a teller in a chain is."""

    OUTLET = "outlet"
    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Link(Frozen):
    """One teller."""

    name: str
    """As resolved (full name) or as it stands in the text."""
    kind: LinkKind
    """What it is."""
    span: Span | None = None
    """Where it stands; null for the article's own outlet when only metadata names it."""
    entity: Entity | None = None
    """Who that is, when known."""
    said: Interval | None = None
    """When this teller said it, if told."""
    venue: str | None = None
    """Where or in what this teller said it, e.g. ``on Ukrainian TV``."""


class Speech(StrEnum):
    """How the content is told."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the source did."""

    SPEECH = "speech"
    WRITING = "writing"
    BELIEF = "belief"
    STANCE = "stance"
    SILENCE = "silence"
    DOCUMENT = "document"


class Attribution(Frozen):
    """Who said what, through whom, and how sure."""

    id: str
    """``att-`` and a hash of article and places."""
    source: Span | None
    """The words that name the source; null when it is not named."""
    cue: Span | None
    """The words that say it was said; null for a bare quotation."""
    content: tuple[Span, ...]
    """What was said; several spans when the cue interrupts it. Empty for silence."""
    speech: Speech
    """Quoted, reported, or both."""
    act: Act
    """What the source did."""
    chain: tuple[Link, ...]
    """Outermost teller first, the original speaker last."""
    said: Interval | None = None
    """When it was said, if told."""
    venue: str | None = None
    """Where or in what it was said, e.g. ``on Ukrainian TV``."""
    verification: Verification = Verification.UNMARKED
    """What the words around it say of its standing."""
    evidence: tuple[Span, ...] = ()
    """The words that carry ``verification``, in order; empty when it is ``unmarked``."""
    strength: Strength | None = None
    """How firmly the cue has the source stand behind the content; null without a cue."""
    polarity: Polarity = Polarity.POSITIVE
    """Whether the source upholds the content, or holds it untrue or is against it."""
    telling: Telling = Telling.ASSERTED
    """How the article tells that it was said."""
    mood: Telling = Telling.ASSERTED
    """How the source tells what was said."""
    hedges: tuple[Span, ...] = ()
    """Words that weaken the content, e.g. ``may``, ``apparently``; in order."""
    within: str | None = None
    """Id of the attribution this one is told inside of."""

    @property
    def hedged(self) -> bool:
        """Whether words weaken what was said."""
        return bool(self.hedges)

    @property
    def negated(self) -> bool:
        """Whether it was not said, or said as not so."""
        return Telling.NEGATED in (self.telling, self.mood)

    @property
    def conditional(self) -> bool:
        """Whether it is said, or would be, on a condition."""
        return Telling.CONDITIONAL in (self.telling, self.mood)

    @property
    def question(self) -> bool:
        """Whether it is a question, or asked whether it was said."""
        return Telling.QUESTION in (self.telling, self.mood)


class Modality(StrEnum):
    """How an event is told."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    NEGATED = "negated"
    HISTORICAL = "historical"


class Party(Spanned):
    """Who takes part in an event: a name, or a noun such as ``police`` with its state."""

    mention: str | None = None
    """Id of the mention that names it; null for one told by a noun alone."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code of the state it belongs to, where known."""
    sector: str | None = None
    """PLOVER sector, e.g. ``MIL`` or ``REB``; null for a state and where the words tell none."""
    assumed: bool = False
    """True where the country is that of the place or the text, not told with the noun."""


class Event(Frozen):
    """Who did what to whom, in PLOVER types."""

    id: str
    """``evt-`` and a hash of article and place."""
    trigger: Span
    """The words that tell it."""
    type: str
    """PLOVER event type, upper case."""
    mode: tuple[str, ...] = ()
    """PLOVER modes, lower case."""
    context: tuple[str, ...] = ()
    """PLOVER contexts: what it is about, e.g. ``military``."""
    who: tuple[Party, ...] = ()
    """Those who act, named or not."""
    whom: tuple[Party, ...] = ()
    """Those it is done to, named or not."""
    actors: tuple[str, ...] = ()
    """Mention ids of those who act and have a name."""
    recipients: tuple[str, ...] = ()
    """Mention ids of those it is done to and who have a name."""
    place: Span | None = None
    """Where, as a span that is also a place."""
    time: Span | None = None
    """When, as a span that is also a time."""
    casualties: str | None = None
    """Id of the casualties it is told to have caused."""
    modality: Modality = Modality.ASSERTED
    """How it is told."""
    attribution: str | None = None
    """Id of the attribution it is told inside of."""


class Stand(Frozen):
    """Who is for or against what, as one article tells; whatever a desk watches."""

    id: str
    """``std-`` and a hash of article and places."""
    cue: Span
    """The word that tells it."""
    who: tuple[Link, ...]
    """Who takes the stand; several for "both France and Germany"."""
    stance: Stance
    """Towards what ``target`` names behind the last of the words that turn it."""
    basis: PositionBasis
    """Said or done."""
    target: tuple[Span, ...]
    """What it is taken on, in order; empty where the words name nothing."""
    turned: tuple[Span, ...] = ()
    """Words in the target that turn the stance round: of "supports a ban on drilling" ``ban``.
    Towards the ban itself the stance is the opposite of ``stance``."""
    limits: Span | None = None
    """The words that limit it or set a condition."""
    strength: Strength = Strength.MEDIUM
    """How plainly the word tells a stand."""
    time: Span | None = None
    """When it was taken, as a span that is also a time."""
    attribution: str | None = None
    """Id of the attribution that tells of it; null in the article's own voice."""
    former: bool = False
    """Whether it is told as given up: in "dropped its objections" what the objections tell."""


class Gap(Spanned):
    """A stretch of a read part that was not taken apart as the rest was."""

    reason: str
    """Why, in words."""


class Reading(Frozen):
    """One article taken apart; one line of ``watchdesk read``."""

    capture: Capture | CaptureHead
    """Where it was found; without the text unless asked for."""
    article: Article
    """The article and its parts."""
    sentences: tuple[Span, ...] = ()
    """Of the parts that are read, in the order of the text."""
    mentions: tuple[Mention, ...] = ()
    """Names."""
    times: tuple[Time, ...] = ()
    """Time expressions."""
    places: tuple[Place, ...] = ()
    """Places."""
    quantities: tuple[Quantity, ...] = ()
    """Amounts."""
    casualties: tuple[Casualties, ...] = ()
    """Killed, wounded, missing, captured and displaced, as they are told together."""
    attributions: tuple[Attribution, ...] = ()
    """Who said what."""
    events: tuple[Event, ...] = ()
    """Who did what."""
    stands: tuple[Stand, ...] = ()
    """Who is for or against what."""
    gaps: tuple[Gap, ...] = ()
    """What was not analysed in full, and why; empty for any ordinary article."""

    def without_text(self) -> Reading:
        """The same with the capture's text left out."""
        if isinstance(self.capture, Capture):
            return self.model_copy(update={"capture": self.capture.head()})
        return self
