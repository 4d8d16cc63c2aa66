"""What a desk watches: the content of ``watch.toml``. Every field has a working default."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from watchdesk.records.reading import Act
from watchdesk.records.span import Frozen
from watchdesk.records.verification import Polarity, Strength, Verification

Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Admiralty code of a source; F, not judged, unless the analyst sets it."""


def _address(told: str) -> str:
    if not told.lower().startswith(("http://", "https://")):
        raise ValueError("it is no address that begins with http:// or https://")
    return told


FeedAddress = Annotated[str, AfterValidator(_address)]
"""Where a feed is fetched."""


class Issue(Frozen):
    """What a position is about, and a section of the brief."""

    name: str
    """Heading of the section."""
    terms: tuple[str, ...] = ()
    """Words or phrases; a sentence that holds one belongs to the issue. Case is ignored and a
    trailing ``*`` matches any ending."""
    examples: tuple[str, ...] = ()
    """Example phrases."""
    question: str | None = None
    """What a position is about, as a question: for is yes. Without one, for is to favour what the
    terms and examples name."""
    against: tuple[str, ...] = ()
    """Words or phrases of the opposite cause: who favours them is against."""


class Source(Frozen):
    """An outlet the desk knows."""

    outlet: str
    """Its name as it should be shown."""
    domains: tuple[str, ...] = ()
    """Its web domains, without ``www.``."""
    aliases: tuple[str, ...] = ()
    """Other names it goes by."""
    owner: str | None = None
    """Publisher or agency it belongs to; outlets of one owner are not independent."""
    reliability: Reliability = "F"
    """Set by the analyst only."""
    feeds: tuple[FeedAddress, ...] = ()
    """Addresses of its feeds, which ``watchdesk ingest`` reads when no path is named."""


ActorKind = Literal[
    "person", "organisation", "group", "place", "facility", "weapon", "document", "event", "other"
]
"""What an ``[[actor]]`` can be."""


def _code(told: str) -> str:
    if len(told) != 2 or not (told.isascii() and told.isalpha() and told.isupper()):
        raise ValueError("it is no country code of two capitals, such as UA")
    return told


CountryCode = Annotated[str, AfterValidator(_code)]
"""ISO 3166-1 alpha-2."""

CueKind = Literal["verb", "noun", "adjective", "adverb"]
"""What a word that tells of a statement can be."""


class CueWord(Frozen):
    """A word that tells who said something, beside those that ship; it replaces one of them of the
    same word and kind."""

    word: str
    """Its dictionary form, one word."""
    kind: CueKind = "verb"
    """Which kind of word it is."""
    act: Act = Act.SPEECH
    """What its source does."""
    strength: Strength = Strength.MEDIUM
    """How firmly it has its source stand behind the content."""
    frames: tuple[str, ...] | None = None
    """Where the content may stand; null for the usual places: a clause or a quotation beside a
    verb, a clause behind a noun or an adjective."""
    polarity: Polarity = Polarity.POSITIVE
    """Whether the source upholds the content."""
    verification: Verification = Verification.UNMARKED
    """What the word itself says of the content's standing."""


class ActorAlias(Frozen):
    """Somebody or something the analyst knows; what this says wins over every rule and table."""

    name: str
    """Name to be shown; the id is made from it."""
    aliases: tuple[str, ...] = ()
    """Other names it goes by, as articles write them. Case does not count."""
    kind: ActorKind = "person"
    """What it is."""
    country: CountryCode | None = None
    """ISO 3166-1 alpha-2 code of the state it belongs to."""
    role: str | None = None
    """Office or description."""


class Rewriting(Frozen):
    """A model that may rephrase bullets; it is asked only when a brief is made with ``--rewrite``.

    It is any server that answers chat completions as OpenAI's does.
    """

    url: FeedAddress
    """Address of the server up to its version, such as ``http://127.0.0.1:11434/v1``, or the whole
    address of its chat completions."""
    model: str = Field(min_length=1)
    """Name by which the server knows the model."""
    key_env: str | None = Field(default=None, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    """Name of the environment variable that holds the key; the key itself is never in a file."""
    timeout_seconds: float = Field(default=20, gt=0, le=300)
    """How long one answer may take, from the first byte asked to the last one given."""
    bullets: int = Field(default=20, ge=1, le=200)
    """How many bullets of a brief it is asked about at most."""


def _ledger_address(url: str) -> str:
    if not url.lower().startswith(("postgresql://", "postgres://")):
        raise ValueError("it is written postgresql://user@host:5432/database")
    if re.search(r"//[^/@?]*:[^/?]*@|[?&]password=", url, re.IGNORECASE):
        raise ValueError("it holds a password; that goes into PGPASSWORD, ~/.pgpass or a service")
    return url


class LedgerPlace(Frozen):
    """Where the ledger is kept when it is not a file of the desk's folder."""

    url: Annotated[str, AfterValidator(_ledger_address)]
    """Address of a PostgreSQL database, as libpq reads it, without a password."""


class Watch(Frozen):
    """Settings of a desk."""

    name: str = "Watch"
    """Title of the brief."""
    period: Literal["day", "week", "month"] = "week"
    """How long a brief covers when no dates are given."""
    language: str = "en"
    """Language that is read."""
    issue: tuple[Issue, ...] = Field(default=())
    """``[[issue]]`` tables, in the order of the brief's sections."""
    source: tuple[Source, ...] = Field(default=())
    """``[[source]]`` tables."""
    cue: tuple[CueWord, ...] = Field(default=())
    """``[[cue]]`` tables."""
    actor: tuple[ActorAlias, ...] = Field(default=())
    """``[[actor]]`` tables."""
    ledger: LedgerPlace | None = None
    """The table ``[ledger]``; null for a file in the desk's folder."""
    rewriting: Rewriting | None = None
    """The table ``[rewriting]``; null for none, then nothing is ever rephrased by a model."""
