"""Words that tell whether what they stand over happened."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NOT = _set("not nt n't never no neither nor nobody none nothing hardly scarcely barely cannot n’t")
"""Words that deny the one they depend on."""
NO_ONE = _set("nobody none nothing no-one neither")
WITHOUT = _set("without")
WILL = _set("will shall 'll ’ll wo")
WOULD = _set("would 'd ’d")
MAY = _set("may might could can ca")
CAN = _set("can ca could cannot")
OUGHT = _set("should must ought need")
IF = _set("if unless provided assuming lest")
WHETHER = _set("whether until till once wherever whenever")
PERHAPS = _set(
    "possibly perhaps potentially maybe probably likely presumably conceivably purportedly "
    "allegedly supposedly"
)
"""Adverbs that leave it open."""

DOING = _set(
    "begin start continue keep manage help get cause force make let enable lead resume go come "
    "proceed see hear watch remain seem appear use bother stop finish cease end allow permit happen"
)
"""Verbs whose inner verb takes place where they do."""
FAILING = _set("fail refuse decline neglect forget avoid resist refrain omit abstain")
"""Verbs whose inner verb does not take place where they do."""
PREVENTING = _set(
    "prevent avoid avert forestall preclude stop block deter forbid prohibit ban bar deny cancel "
    "reject oppose refuse foil thwart abort abandon rule dispute refute disprove lack scrap "
    "disallow dismiss"
)
"""Verbs whose object does not take place."""
FORBIDDING = _set("forbid prohibit ban bar")
DENYING = _set("deny dispute refute disprove")
"""Verbs whose clause is told to be untrue."""
PLANNING = _set(
    "plan intend agree promise pledge vow decide aim prepare schedule threaten offer commit "
    "undertake swear volunteer consent resolve arrange opt choose set mean determine announce "
    "propose elect expect due warn"
)
"""Verbs whose inner verb is meant to take place."""
WISHING = _set(
    "want hope wish seek try attempt urge ask demand order tell call request persuade convince "
    "encourage press pressure invite advise instruct require need like love prefer consider "
    "suggest recommend beg implore desire ready strive struggle push fear worry doubt suspect "
    "dream believe think appear seem allege claim assume guess suppose imagine expect lobby "
    "appeal plead authorize authorise command compel direct dare tend discuss debate ponder "
    "weigh envisage contemplate await favor favour advocate design"
)
"""Verbs whose inner verb may or may not take place."""
OPEN_CLAUSE = _set(
    "hope wish fear worry doubt suspect demand urge ask recommend propose require "
    "request order pray imagine wonder pretend prefer speculate"
)
"""Verbs whose clause ("that …") is left open."""
ADJECTIVES_OPEN = _set(
    "essential important vital necessary imperative possible likely unlikely crucial better best "
    "hopeful afraid worried concerned doubtful uncertain unclear"
)
"""Adjectives whose clause is left open: "it is vital that they leave"."""
ADJECTIVES_DONE = _set("able glad happy sorry proud sad pleased surprised lucky forced first last")
ADJECTIVES_NOT = _set("unable unwilling reluctant loath impossible hesitant")
ADJECTIVES_PLANNED = _set("ready willing prepared set due determined committed poised scheduled")
PLANNED_BEFORE = _set(
    "future upcoming planned proposed scheduled forthcoming coming next looming imminent "
    "long-awaited long-threatened pending promised expected intended"
)
"""Words before a noun: it is still to come."""
POSSIBLE_BEFORE = _set(
    "possible potential any hypothetical alleged suspected attempted would-be eventual likely "
    "supposed purported threatened feared"
)
NOT_BEFORE = _set("no false cancelled canceled averted")
HOLDING_PLANS = _set(
    "plan intention promise pledge vow decision offer preparation agreement commitment schedule "
    "proposal readiness willingness announcement"
)
"""Nouns over what is to come ("plans for talks", "a pledge to withdraw")."""
HOLDING_WISHES = _set(
    "threat prospect fear hope call demand need request risk possibility chance danger idea "
    "suspicion allegation claim option talk likelihood appeal warning desire attempt effort bid "
    "push want invitation concern worry potential rumour rumor speculation willingness"
)
"""Nouns over what may be ("fears of an attack", "calls for talks")."""
HOLDING_NOTHING = _set(
    "lack absence failure refusal inability denial cancellation prevention rejection"
)
"""Nouns over what is not ("a lack of talks")."""
ALLOWING = _set(
    "allow permit authorize authorise enable back support justify favor favour "
    "legitimize contemplate"
)
"""Verbs whose object may or may not take place."""
CARRYING = _set(
    "hold take launch carry conduct stage mount make begin start continue resume happen occur "
    "follow come break open give have do be face see suffer commit wage perform erupt end impose "
    "declare sign reach deliver step unleash undertake trigger cause provoke plan prevent prepare "
    "threaten avoid call demand urge propose seek consider expect fear offer promise"
)
"""Verbs that say of a noun whether it takes place."""
TELLING = _set(
    "say announce declare tell add warn vow promise pledge confirm report insist state note claim "
    "argue write stress explain reiterate indicate acknowledge admit reveal predict estimate "
    "emphasize emphasise signal swear decide think believe know hint conclude testify assure"
)
"""Verbs under which "would" is the future as told in the past."""
