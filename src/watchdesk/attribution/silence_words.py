"""Words of those who would not say."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.language.listed import Range


class Silence(NamedTuple):
    """A silence before its source is known."""

    head: int
    """The word that would have told."""
    cue: Range
    holder: int
    """The word whose subject kept silent."""
    refused: bool
    """It was asked for, or held back on purpose; not merely left out."""
    source: int = -1
    """The source where it is no subject ("no comment from the ministry")."""
    told: int = -1
    """The word whose clause tells on what; -1 for ``head``."""


NOT = frozenset({"not", "n't", "n’t", "never"})
HELPING = frozenset(
    "do does did would will wo have has had could can ca is are was were should 'd".split()
)
WILLED = frozenset({"would", "will", "wo"})
NOBODY = frozenset("it there this that these those which what".split())
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
BETWEEN = frozenset({"PART", "ADV", "AUX"})
TELLING = frozenset(
    "comment say answer discuss elaborate respond reply specify confirm disclose speak identify "
    "provide reveal name give talk explain clarify state deny detail address add expand speculate "
    "engage go get".split()
)
REPLYING = frozenset("comment respond reply answer".split())
ANSWERING = frozenset("respond reply answer".split())
WITH_REQUEST = frozenset({"return", "acknowledge"})
SAYING = frozenset("say elaborate disclose reveal specify explain discuss clarify".split())
REQUESTS = frozenset(
    "request question inquiry enquiry query call email e-mail message letter phone text".split()
)
ASKED = frozenset("request question inquiry enquiry query".split())
PRESS = frozenset("reporter journalist comment".split())
DETAILS = frozenset("detail information name figure number comment reason answer".split())
HAVING = frozenset("have make offer give issue provide".split())
REPLIES = frozenset({"comment", "response", "reply"})
PHONE = frozenset({"phone", "telephone", "email"})
FOR = frozenset({"comment", "interview", "confirmation"})
STAYING = frozenset({"remain", "stay", "keep", "be"})
OPEN = frozenset(
    "clear unclear know known unknown certain uncertain determine establish ascertain".split()
)
ADDING = frozenset("add expand speculate engage announce report share offer".split())
"""Verbs of saying more."""
ABOUT = frozenset("on about of over regarding concerning".split())
OPINIONS = frozenset("opinion view answer reply reaction explanation remark word".split())
OFFERING = frozenset("offer give venture express volunteer provide supply make issue".split())
CLOSING = frozenset("take answer field accept entertain".split())
"""What is done with questions that are let in."""
READY = frozenset("position liberty prepared willing unwilling inclined disposed".split())
WISHING = frozenset("want wish care prefer choose opt elect".split())
COUNSEL = frozenset({"counsel", "tongue", "peace", "silence"})
HOLDING = frozenset({"keep", "hold"})
SPOKEN = frozenset(
    "answer statement remark comment reply word detail anything more that this it what view "
    "opinion information".split()
)
"""What more words are added to or consist of."""
MATTERS = frozenset(
    "detail details specific specifics particular particulars it that this question matter subject "
    "number figure what".split()
)
"""What is gone into by telling."""
PRESSED = frozenset({"ask", "press", "question", "quiz", "approach"})
DODGING = frozenset(
    "brush wave ignore dodge sidestep evade duck deflect bat parry fend swat skirt rebuff".split()
)
"""What is done with questions that are not answered."""
