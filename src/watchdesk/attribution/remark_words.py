"""Words of remarks on what others have told."""

from __future__ import annotations

CONFIRMS = frozenset("verify confirm corroborate substantiate authenticate".split())
CHECKS = CONFIRMS | set("establish determine ascertain validate prove check assess".split())
DISPUTES = frozenset("dispute contest contradict question challenge".split())
TAKES_BACK = frozenset("retract recant withdraw".split())
OF_PRONOUNS = frozenset("deny refute rebut dispute contradict debunk".split())
DENIES = DISPUTES | TAKES_BACK | set("deny reject dismiss refute rebut repudiate debunk".split())
EVENTS = frozenset(
    "arrest death attack strike raid blast crash incident loss deal visit move sale talk purchase "
    "plan capture release murder theft transfer fire outage leak delay breach hack defeat escape "
    "return resignation departure withdrawal injury casualty fall collapse rise win halt cut start "
    "end".split()
)
STATES = frozenset("existence presence plan intention link tie contact knowledge use".split())
EVENT_ENDS = ("tion", "sion", "ment", "ing", "sal", "val")
OTHER = frozenset("conflicting contradictory different competing rival".split())
NOT_SURE = frozenset("unverified unconfirmed unsubstantiated disputed contested".split())
OFFERING = frozenset("give offer tell present provide put".split())
COURTS = frozenset("court judge jury tribunal magistrate".split())
TRUE = frozenset("true correct accurate".split())
PLAIN_FALSE = frozenset("false untrue lie fabrication nonsense fake hoax".split())
FALSE = PLAIN_FALSE | set(
    "baseless unfounded groundless fabricated propaganda incorrect inaccurate misleading "
    "absurd fiction ridiculous ludicrous fabrication slander disinformation".split()
)
POINTING = frozenset("that this it these those".split())
CALLING = frozenset("term call describe dismiss label brand denounce declare slam reject".split())
UNPROVEN = frozenset(
    "unverified unconfirmed unsubstantiated uncorroborated unproven unproved unverifiable".split()
)
LACKING = frozenset("no without little scant".split())
AT_HAND = frozenset("available possible forthcoming".split())
BEING = frozenset({"be", "exist", "emerge"})
CLEAR = frozenset("clear known know certain sure".split())
UNCLEAR = frozenset("unclear uncertain unknown".split())
