"""The nouns that tellers are called by, in their dictionary forms."""

from __future__ import annotations

from watchdesk.language.people_words import ROLES, is_peopled


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BODIES = _set(
    "government ministry department administration army navy military police council commission "
    "committee agency party union company court parliament congress senate house cabinet "
    "kremlin pentagon palace embassy office campaign team group organisation organization "
    "institute foundation university bank bureau junta regime force coalition alliance board "
    "institution authority service command delegation mission operator branch consulate "
    "leadership tribunal inspectorate opposition movement militia hospital presidency "
    "legislature broadcaster tabloid station newswire state nation country family paper "
    "newspaper magazine network channel website outlet side capital city village town air "
    "charity firm industry association federation league club school college center centre "
    "secretariat directorate headquarters staff treasury chamber society corporation business "
    "airline maker ngo think-tank thinktank watchdog regulator syndicate giant brigade "
    "battalion unit chancellery exchange faction bloc community church publisher retailer "
    "manufacturer startup crew jury tribe clan"
)
DOCUMENTS = _set(
    "survey poll study report document statement filing letter memo memorandum analysis data "
    "record transcript communique communiqué declaration resolution article book assessment "
    "figure polling figures testing census indictment complaint lawsuit email e-mail cable "
    "dossier review audit image imagery footage video research recording tape audio photograph "
    "photo picture map file contract charter treaty notice bulletin leaflet manual paperwork "
    "finding statistic affidavit ruling verdict decree law bill protocol script log register "
    "minutes ad advertisement headline count tally editorial op-ed column post tweet message "
    "text release readout testimony story warrant subpoena order motion petition questionnaire "
    "index rumour rumor translation account dispatch essay paper guideline brief summary "
    "screenshot speech note biography autobiography memoir novel"
)
"""What tells by being written, drawn or recorded."""
OUTLETS = _set(
    "agency newspaper paper magazine network channel website outlet broadcaster wire daily "
    "weekly newswire station tabloid publication newsroom"
)
"""Nouns an outlet named before is called by."""
_SHORTEST_ROLE = 4


def is_role(lemma: str) -> bool:
    """Whether one person may be called by a noun: listed, or told by its ending."""
    if lemma in ROLES:
        return True
    known = lemma in BODIES or lemma in DOCUMENTS or lemma in OUTLETS or lemma in SHARES
    return not known and len(lemma) > _SHORTEST_ROLE and is_peopled(lemma)


CROWDS = _set(
    "analyst expert lawmaker leader minister critic observer blogger resident witness soldier "
    "troop troops rebel militant fighter prosecutor lawyer researcher scientist economist "
    "worker protester activist senator republican democrat voter politician commentator "
    "journalist reporter editor author scholar historian doctor engineer ally member supporter "
    "opponent general commander envoy negotiator authority police investigator other survivor "
    "monitor force unit media press public crowd insurgent inspector mediator delegate "
    "government country nation state party conservative liberal american russian ukrainian "
    "european many some most few several none all both they those"
)
"""Nouns that tell of many who are not counted as one body."""
SHARES = _set(
    "percent % third thirds quarter half majority minority lot number percentage share rest "
    "dozen hundred thousand million most some many few plurality fraction one two three four "
    "five six seven eight nine ten dozens hundreds thousands millions"
)
"""What a part of many is told by."""
OFFICES = _set("PM FM MP MEP CEO CFO COO CTO DG SG AG DA VP")
"""Short forms of offices that one person holds."""
HIDDEN = _set("source insider informant whistleblower whistle-blower")
"""Nouns that by themselves say that a teller is not to be known."""
FEMALE = _set(
    "woman girl mother sister wife daughter queen princess lady actress spokeswoman chairwoman "
    "congresswoman policewoman businesswoman widow grandmother aunt mrs ms mrs. ms. miss dame "
    "duchess empress councilwoman saleswoman housewife waitress nun girlfriend heroine"
)
MALE = _set(
    "man boy father brother husband son king prince spokesman chairman congressman policeman "
    "businessman statesman pope bishop cardinal priest imam sheikh emir sultan mr mr. sir lord "
    "widower grandfather uncle duke emperor councilman salesman rabbi friar monk boyfriend "
    "clergyman fisherman patriarch archbishop ayatollah tsar"
)
TITLES = (
    _set(
        "mr mrs ms dr gen sen rep gov col lt maj capt sgt adm prof rev hon sir lady amb mr. mrs. "
        "ms. dr. gen. sen. rep. gov. col. lt. maj. capt. sgt. adm. prof. rev. hon. amb. miss lord "
        "dame pres. cmdr. brig. justice"
    )
    | ROLES
)
ANY = frozenset({"a", "an", "one", "another", "some", "several", "many", "no", "few", "other"})
"""Determiners that point at nobody in particular."""
THE = frozenset({"the", "this", "that", "these", "those"})
PERSONAL = {
    "he": "he", "she": "she", "they": "they", "it": "it",
    "him": "he", "her": "she", "them": "they", "himself": "he", "herself": "she",
    "itself": "it", "themselves": "they", "his": "he", "hers": "she", "their": "they",
    "its": "it", "theirs": "they",
}  # fmt: skip
"""Pronouns of the third person by their subject form."""
SELF = {
    "i": "i", "me": "i", "we": "we", "us": "we", "my": "i", "our": "we", "myself": "i",
    "ourselves": "we",
}  # fmt: skip
"""Pronouns of those who speak."""
