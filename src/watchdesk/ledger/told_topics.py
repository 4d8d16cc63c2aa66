"""What words are about: forms of one word, and words of one kind, count as one topic.

"Nobody had been hurt" answers "a deckhand broke his wrist", and "no payment" answers "is to be
paid", though they share no word.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from watchdesk.ledger.denials_words import vague
from watchdesk.ledger.differing import stem
from watchdesk.ledger.lexicon import date_words, negations, plain_words, role_words
from watchdesk.reuse.words import word_hash

_KINDS = """
harm: hurt injure injury wound wounded wrist arm leg bruise harm harmed beat beaten maltreat
harm: mistreat mistreated mistreatment abuse torture rough roughed scratch bleed hit bone rib
harm: injured casualty maim
death: die dead death deaths kill killing drown drowned perish fatality toll body bodies corpse
death: funeral slain murder victim casualty alive survive survivor bury buried execute lives loss
money: pay paid payment payments money cash sum fund funds dollar dollars euro euros krone crown
money: crowns pound pounds cent penny fee ransom bribe wage wages salary salaries arrears debt
money: debts loan loans lend lent advance compensation subsidy subsidies repay repaid transfer
money: account bank deposit settle settled receipt price cost bill invoice
ship: ship ships vessel vessels boat boats trawler trawlers tanker tankers freighter ferry ferries
ship: yacht barge frigate corvette cutter submarine dredger cargo
plane: plane planes aircraft jet jets airliner helicopter helicopters flight flights drone drones
plane: airport runway
vehicle: car cars lorry lorries truck trucks bus buses convoy convoys vehicle vehicles tank tanks
shot: shot shots shoot fire fired gunfire bullet bullets weapon weapons gun guns rifle rifles
shot: flare flares missile missiles rocket rockets shell shells armed arm disarm round rounds
shot: grenade ammunition discharge discharged
signed: sign signed signature contract contracts agreement agreements deal deals treaty accord
signed: pact memorandum initial initialled ink inked
agree: agree agreed agreement consent accept accepted deal settled settlement
order: order orders ordered command commanded instruct instruction decree directive
talk: talk talks meet meeting meetings negotiate negotiation negotiations discuss discussion
talk: contact contacts call phone telephone conversation consultation dialogue speak spoken
talk: delegation delegations
promise: promise promised pledge pledged commit commitment vow guarantee assure assurance
promise: undertaking
permit: permit permission licence license licensed authorise authorisation allow allowed approve
permit: approved approval grant granted extend extension renew renewal clearance leave waiver
hold: arrest arrested detain detained detention prison jail jailed custody prisoner captive
hold: captivity held hostage hostages inmate imprison cell
free: free freed release released liberty liberate
home: house houses home homes village villages hamlet hamlets settlement dwelling tent tents camp
home: shelter
move: move moved evict evicted eviction relocate resettle resettlement displace displaced evacuate
move: evacuated clear cleared clearing
build: build building built construct construction concrete stone foundation dig dug earthwork
build: earthworks excavate erect lay laid pour poured work works worker workers start started
build: begin begun begun
weld: weld welded welding pipe pipes pipeline
court: court file filed filing lawsuit suit injunction petition case judge sue sued complaint
court: registry appeal verdict
vote: vote voted voting ballot ballots poll polls turnout election elected elect voter voters
attack: attack attacked ambush ambushed raid raided assault strike struck bomb bombed shell shelled
border: border frontier crossing cross crossed enter entered incursion trespass intrude
visit: visit visited visitor visits saw see seen access consul consular
give: give gave given hand handed deliver delivered delivery present presented supply supplied
give: provide provided transfer send sent
list: list lists name names register roll
ill: ill sick illness disease hospital hospitalised ward doctor patient health healthy treated
ill: treatment well clinic
drunk: drunk drink drank alcohol sober drop beer vodka wine
spill: spill spilled leak leaked pollute polluted pollution oil contaminate contaminated dump
spill: dumped discharge
burn: burn burned burnt fire blaze arson torch torched flame flames
catch: fish fished fishing catch caught land landed landing landings haul quota logbook nets net
quarrel: quarrel row dispute clash disagree disagreement argument rift
fuel: fuel diesel petrol gasoline oil gas
short: short shortage lack scarce
damage: damage damaged destroy destroyed wreck wrecked break broke broken intact collapse
damage: collapsed burst crack cracked hole rupture ruptured
hear: bug bugged tap tapped wiretap eavesdrop spy spied listen recorded recording
hack: hack hacked hacker hackers breach breached cyber leak leaked
abduct: abduct abducted kidnap kidnapped seize seized take took taken snatch snatched
leave: leave left depart departed sail sailed flee fled quit resign resigned resignation withdraw
leave: withdrew withdrawn withdrawal retreat retreated
stay: stay stayed remain remained
steal: steal stole stolen theft thief loot looted rob robbed robbery
lie: lie lied forge forged forgery fake faked falsify falsified
poison: poison poisoned poisoning toxic acid
soldier: soldier soldiers troop troops army forces unit units fighter fighters mercenary mercenaries
police: police policeman officer officers constable
school: school schools pupil pupils teacher teachers classroom
fund: finance financed fund funded funding bankroll sponsor
buy: buy bought sell sold sale purchase purchased
"""
"""Words of one kind, by its name."""
_ENDINGS = (
    ("nsion", "nd"), ("ision", "id"), ("mission", "mit"), ("ption", "pt"), ("ction", "ct"),
    ("isation", "is"), ("ization", "is"), ("ation", ""), ("ition", ""), ("ment", ""), ("ance", ""),
    ("ence", ""), ("ion", ""), ("ing", ""), ("ure", ""), ("ness", ""), ("al", ""), ("er", ""),
    ("or", ""), ("ly", ""), ("th", ""),
)  # fmt: skip
_LEAST = 3
"""Letters of the shortest root an ending is cut off."""
_WORD = re.compile(r"[^\W\d_]{3,30}")


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """By the root of a word the kinds it is of."""
    out: dict[str, frozenset[str]] = {}
    for line in _KINDS.strip().splitlines():
        name, _, words = line.partition(":")
        for word in words.split():
            for form in (word, root(word)):
                out[form] = out.get(form, frozenset()) | {f"k:{name}"}
    return out


@lru_cache(maxsize=1 << 14)
def root(word: str) -> str:
    """What forms of one word share: "extend" and "extension" are one, "pay" and "payment"."""
    one = stem(word)
    for ending, instead in _ENDINGS:
        cut = ending.removesuffix("e") if not one.endswith(ending) else ending
        if one.endswith(cut) and len(one) - len(cut) >= _LEAST:
            return one.removesuffix(cut) + instead
    return one


@lru_cache(maxsize=1 << 14)
def topics(word: str) -> frozenset[str]:
    """A word's root and the kinds it is of."""
    low = word.lower()
    one = root(low)
    kinds = _kinds()
    return frozenset({one}) | kinds.get(low, frozenset()) | kinds.get(one, frozenset())


def words_of(text: str) -> list[str]:
    """The words of a text, lower case."""
    return [word.lower() for word in _WORD.findall(text)]


@lru_cache(maxsize=1 << 14)
def tells_something(word: str) -> bool:
    """Whether a word tells what a statement is about: no grammar, number, day, office or denial."""
    low = word.lower()
    if low in vague() or stem(low) in _vague_stems():
        return False
    return not {word_hash(low), word_hash(stem(low))} & _empty()


@cache
def _vague_stems() -> frozenset[str]:
    return frozenset(map(stem, vague()))


@cache
def _empty() -> frozenset[int]:
    return plain_words() | date_words() | negations() | role_words()
