"""Function words the event rules go by."""

from __future__ import annotations

BOUNDARIES = frozenset(
    """; : — – but while after before as because although though when where if unless since until
    that saying says said whether amid despite ( ) “ ” " and_then""".split()
)
"""A subject or an object is not looked for beyond these."""
RELATIVES = frozenset("who which that".split())
BE = frozenset("is are was were be been being am get gets got 's".split())
HAVE = frozenset("has have had having 've".split())
ADVERBS_SKIPPED = frozenset(
    """also again already recently repeatedly reportedly officially formally still now then later
    not never jointly publicly quickly immediately finally soon only just even previously long twice
    apparently strongly sharply today yesterday allegedly clearly fully both all each
    n't""".split()
)
PREPOSITIONS = frozenset(
    """in at on of from to with against by for into inside near outside over under through across
    along around between among toward towards within about amid during via without behind beyond
    per despite including like unlike upon""".split()
)
PLACE_PREPOSITIONS = frozenset(
    "in near around outside inside across along at within through throughout over".split()
)
"""After these a name says where, not to whom."""
DETERMINERS = frozenset(
    """the a an this that these those its his her their our my your any some no every each another
    such""".split()
)
MODALS = frozenset("will would could may might can should must shall 'll".split())
NEGATIONS = frozenset("not never n't no neither nor without cannot hardly".split())
NEGATING_HEADS = frozenset(
    """refuse refused refuses refusing fail failed fails failing decline declined declines declining
    deny denied denies denying stop stopped avoid avoided unable unwilling""".split()
)
"""Before "to" or a gerund: the act did not take place."""
POSSIBLE = frozenset("could may might possibly perhaps potentially maybe can".split())
PLANNED = frozenset("will shall 'll".split())
PLANNING_HEADS = frozenset(
    """plan plans planned planning expected expect expects set going due intend intends intended aim
    aims want wants wanted hope hopes hoped prepare prepares prepared preparing ready willing agreed
    agree agrees vowed vow vows pledged pledge pledges promised promise promises threatened threaten
    threatens offered offer offers decided decides about scheduled poised determined committed
    ordered likely seeks seek seeking sought proposed proposes""".split()
)
"""Before "to": the act is meant to take place."""
DONE_HEADS = frozenset("able managed helped continued began continues continue proceeded".split())
"""Before "to": the act took place."""
CONDITIONS = frozenset("if unless whether".split())
OPEN = MODALS | PLANNING_HEADS
"""With one of these before the act, an "if" behind it is its condition."""
REPORTING = frozenset(
    """said says say saying announced announces declared told added warned vowed promised pledged
    confirmed reported insisted stated""".split()
)
"""Before "would": the future as told in the past."""
INSTRUMENTS = {
    "drone": "drone",
    "uav": "drone",
    "artillery": "heavy-weapons",
    "rocket": "heavy-weapons",
    "missile": "heavy-weapons",
    "mortar": "heavy-weapons",
    "tank": "heavy-weapons",
    "airstrike": "aerial",
    "warplane": "aerial",
    "jet": "aerial",
    "helicopter": "aerial",
    "aircraft": "aerial",
    "bomb": "explosives",
    "minefield": "explosives",
    "explosive": "explosives",
    "suicide": "suicide-attack",
    "rifle": "firearms",
    "gun": "firearms",
    "gunfire": "firearms",
    "machete": "primitive",
    "knife": "primitive",
    "chemical": "unconventional",
}
"""Lemmas that add a mode to an ASSAULT when they stand near its trigger."""
FLEXIBLE_MODES = {
    "THREATEN": {
        "sanction": "restrict",
        "boycott": "restrict",
        "blockade": "restrict",
        "ban": "restrict",
        "curfew": "restrict",
        "arrest": "arrest",
        "relation": "relations",
        "tie": "relations",
        "negotiation": "relations",
        "talk": "relations",
        "expel": "expel",
        "annex": "territory",
        "attack": "violence",
        "strike": "violence",
        "offensive": "violence",
        "war": "violence",
        "force": "violence",
    },
    "REQUEST": {
        "aid": "assist",
        "help": "assist",
        "support": "assist",
        "assistance": "assist",
        "weapon": "assist",
        "withdraw": "yield",
        "withdrawal": "yield",
        "release": "yield",
        "ceasefire": "yield",
        "truce": "yield",
        "talk": "meet",
        "meeting": "meet",
        "summit": "meet",
        "negotiation": "meet",
        "reform": "change",
        "policy": "change",
    },
    "CONSULT": {"phone": "phone", "telephone": "phone", "call": "phone", "visit": "visit"},
}
FLEXIBLE_MODES["REJECT"] = FLEXIBLE_MODES["REQUEST"]
"""Lemmas after the trigger that name the mode of these types."""
