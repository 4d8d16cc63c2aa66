"""Nouns that people are called by, in their dictionary forms."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PEOPLE = _set(
    "official source people person aide diplomat adviser advisor insider staffer somebody "
    "someone one staff informant whistleblower whistle-blower operative acquaintance "
    "intermediary"
)
"""Nouns that name tellers without saying who they are."""
ROLES = _set(
    "president minister secretary spokesman spokeswoman spokesperson ambassador envoy general "
    "colonel chief director governor mayor senator king queen prince princess premier "
    "chancellor commander analyst expert professor lawyer judge prosecutor leader officer "
    "candidate lawmaker deputy representative chairman chairwoman chair chairperson head editor "
    "reporter journalist author historian scholar researcher scientist doctor pilot soldier "
    "witness resident survivor activist critic opponent negotiator mediator commissioner "
    "congressman congresswoman attorney strategist pollster economist fellow captain admiral "
    "major lieutenant sergeant coach priest pope bishop imam sheikh emir sultan founder owner "
    "executive manager volunteer nurse farmer driver shopkeeper pensioner narrator host anchor "
    "correspondent columnist commentator moderator nominee mogul tycoon billionaire rival "
    "lobbyist donor actor actress player veteran employee voter caller blogger politician "
    "statesman student teacher worker man woman boy girl mother father brother sister wife "
    "husband son daughter friend neighbor neighbour coordinator administrator undersecretary "
    "counsel counselor counsellor consul speaker monarch dictator autocrat suspect defendant "
    "guy child kid voice partner legislator parliamentarian councillor councilor ceo "
    "vice-president writer novelist poet singer artist engineer architect astronomer biologist "
    "physicist principal organizer organiser inspector detective policeman policewoman "
    "firefighter medic surgeon physician psychologist sociologist theologian cardinal "
    "archbishop rabbi pastor cleric warlord militant fighter rebel protester tourist passenger "
    "investor trader banker broker consultant specialist technician supervisor "
    "secretary-general plaintiff client victim patient participant member delegate observer "
    "monitor investigator policymaker filmmaker operator contractor designer developer "
    "campaigner humanitarian co-founder colleague counterpart co-author commandant marshal "
    "brigadier dean chaplain curator librarian sailor guard clerk widow bride chef monk nun cadet "
    "refugee agent respondent dissident incumbent proponent adherent superintendent belligerent "
    "recipient regent parent"
)
"""What one person may be called by."""
PEOPLE_ENDS = (
    "er", "or", "ist", "ian", "ant", "hand", "man", "woman", "person", "people", "ee",
)  # fmt: skip
"""How nouns of people end, such as "rider", "tenant" and "appointee"."""
NO_ROLES = _set(
    "computer number newsletter order border river weather winter summer water power tower "
    "counter chapter matter poster banner calendar theater theatre answer cover disaster sensor "
    "mirror error motor factor sector plant grant restaurant committee coffee "
    "employee-less fee degree tree knee van plan land band brand hand thousand demand "
    "island stand warrant covenant other another either neither whether rather never ever "
    "after under over ladder layer letter paper meter filter server browser folder"
)
"""Nouns that end as those of people do and name none."""


def is_peopled(lemma: str) -> bool:
    """Whether a noun ends as those of people do and is not one of those that name none."""
    return lemma.endswith(PEOPLE_ENDS) and lemma not in NO_ROLES
