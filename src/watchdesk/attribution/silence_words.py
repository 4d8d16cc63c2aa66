"""Words of those who would not say."""

from __future__ import annotations

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
    "provide reveal name give talk explain clarify state deny detail address".split()
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
