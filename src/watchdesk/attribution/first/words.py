"""Closed classes of English and the nouns that tellers are called by."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DETERMINERS = _set(
    "the a an this that these those some any each every no another both all several many most few "
    "one two three four five six seven eight nine ten dozens hundreds thousands other such"
)
POSSESSIVES = _set("his her their its our my your whose")
GRANTS = _set(
    "access admission appeal appeals application applications asylum bail bid bids chance entry "
    "funding funds leave loan loans opportunity parole permission permit permits refuge request "
    "requests right rights service services treatment visa visas"
)
"""What is given or refused: to deny or dismiss it is a deed and no statement."""
PRONOUNS = _set("he she they it i we you who")
"""Pronouns that can be the subject of a cue."""
OBJECTS = _set("him her them me us you it himself herself themselves")
PREPOSITIONS = _set(
    "of in on at to for from with by about against over under after before during through into "
    "between among amid around across since near inside outside within without toward towards "
    "despite until via upon beyond behind along following including as like than per"
)
NOUN_PREPOSITIONS = _set("of for from in at to with on near inside within between against by")
"""Prepositions that tie a phrase to the noun before it."""
SUBORDINATORS = _set(
    "that which who whom whose when while because after before since if though although whether "
    "until where unless whereas once as how why what so"
)
OPENERS = _set("while although though as when after before since if because whereas once until")
"""Words that open a clause which ends at the comma before the main clause."""
COORDINATORS = _set("and or but yet nor")
BE = _set("is are was were be been being 's 're ’s ’re")
HAVE = _set("has have had having 've ’ve")
DO = _set("do does did")
MODALS = _set("will would can could may might must shall should wo ca 'll ’ll 'd ’d")
NEGATIONS = _set("not n't n’t never")
NOT_ALONE = _set("only just merely simply")
"""After "not" they take the negation off what follows: "not only said"."""
PARTICLES = _set("back up down out off away forward ahead aside together")
AUXILIARIES = BE | HAVE | DO | MODALS
ADVERBS = _set(
    "also again now then later earlier recently already still even just only ever often once "
    "twice previously publicly privately separately further too soon today yesterday simply first "
    "since long so always largely mostly quickly"
)
CONNECTIVES = _set(
    "but and yet so meanwhile however still also nevertheless nonetheless moreover furthermore "
    "instead indeed then now thus therefore or plus"
)
IRREGULAR_VERBS = _set(
    "sank sang shook spent swept hid "
    "began became broke brought built bought came chose cut did died drew drove fell felt "
    "fled flew "
    "forced fought gave got grew had held hit kept knew laid led left lost made meant met paid put "
    "ran rose saw seized sent set shot showed sold spent stood stole struck sought took threw "
    "thought told went withdrew won wrote remains remained means includes has have is are was were "
    "heard saw watched let makes made helped spoke stayed lay hung dealt swung drawn flown "
    "shown given makes takes comes goes gives gets keeps begins seems appears becomes faces "
    "needs wants tries"
)
WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
TIME_NOUNS = WEEKDAYS | _set(
    "january february march april may june july august september october november december "
    "today yesterday tomorrow morning afternoon evening night week month year weekend day jan feb "
    "mar apr jun jul aug sept sep oct nov dec jan. feb. mar. apr. aug. sept. oct. nov. dec. years "
    "months weeks days hours spring summer autumn fall winter"
)
TIME_HEADS = _set(
    "this last next that earlier late early the past same previous on in of at since during"
)
VENUES = _set(
    "statement interview conference briefing speech post tweet letter memo email e-mail message "
    "address video television tv radio x twitter facebook telegram instagram podcast column op-ed "
    "report article essay book hearing call telegram youtube press blog remarks testimony filing "
    "documents broadcast thread channel"
)
PEOPLE = _set(
    "official officials source sources people person persons aide aides diplomat diplomats adviser "
    "advisers advisor advisors insider insiders"
)
"""Nouns that name tellers without saying who they are."""
ROLES = _set(
    "president minister secretary spokesman spokeswoman spokesperson spokesmen ambassador envoy "
    "general colonel chief director governor mayor senator king queen prince premier chancellor "
    "commander analyst expert professor lawyer judge prosecutor leader adviser advisor aide "
    "official diplomat officer candidate lawmaker deputy representative chairman chairwoman chair "
    "head editor reporter journalist author historian scholar researcher scientist doctor pilot "
    "soldier witness resident survivor activist critic opponent negotiator mediator commissioner "
    "congressman congresswoman attorney strategist pollster economist fellow captain admiral "
    "major lieutenant sergeant coach priest pope bishop imam sheikh emir sultan founder owner "
    "executive manager volunteer nurse farmer driver shopkeeper pensioner narrator host "
    "anchor correspondent columnist commentator moderator nominee mogul tycoon billionaire "
    "rival lobbyist donor actor actress player veteran employee voter caller blogger "
    "statesman strategist student teacher worker man woman boy girl mother father brother "
    "sister wife "
    "husband son daughter friend neighbor neighbour"
)
GROUPS = _set(
    "both officials analysts experts lawmakers leaders ministers diplomats sources people critics "
    "observers bloggers residents witnesses soldiers troops rebels militants fighters prosecutors "
    "lawyers researchers scientists economists workers protesters activists senators republicans "
    "democrats voters politicians commentators journalists reporters editors authors scholars "
    "historians doctors engineers allies members supporters opponents spokesmen aides advisers "
    "advisors generals commanders envoys negotiators authorities police investigators others many "
    "some most americans russians ukrainians europeans supporters families survivors monitors "
    "forces units media outlets newspapers papers agencies networks ministries bloggers insurgents "
    "inspectors mediators delegates governments countries nations states parties"
)
BODIES = _set(
    "government ministry department administration army navy military police council commission "
    "committee agency party union company court parliament congress senate house cabinet kremlin "
    "pentagon palace embassy office campaign team group organisation organization institute "
    "foundation university bank bureau junta regime force forces coalition alliance board "
    "authority service staff command delegation mission operator branch embassy consulate "
    "tribunal inspectorate opposition movement militia hospital "
    "broadcaster tabloid station newswire "
    "ministries state nation country family paper newspaper magazine network channel website "
    "outlet side capital city village air charity firm"
)
DOCUMENTS = _set(
    "survey poll polls surveys study studies report reports document documents statement "
    "statements filing filings letter memo memorandum analysis data records record transcript "
    "communique communiqué declaration resolution article book assessment assessments figures "
    "census indictment complaint lawsuit email emails cable cables dossier review audit images "
    "imagery footage video research"
)
OUTLETS = _set(
    "agency newspaper paper magazine network channel website outlet broadcaster wire daily weekly "
    "newswire station tabloid"
)
"""Nouns an outlet named before is called by."""
OUTLET_WORDS = _set(
    "times post journal news agency herald tribune gazette guardian telegraph chronicle observer "
    "reuters bbc ap afp bloomberg politico axios cnn nbc cbs abc npr pbs tass interfax xinhua "
    "ukrinform al-jazeera jazeera spiegel monde figaro bild economist globe mail sun mirror star "
    "dispatch press broadcasting tv radio newspaper daily weekly magazine ft wsj nyt pravda "
    "izvestia kommersant independent intercept newsweek atlantic yorker wire newswire standard "
)
STANCE_OBJECTS = _set(
    "decision plan plans proposal proposals bid call calls idea move moves policy policies deal "
    "agreement agreements bill law legislation resolution effort efforts right membership claim "
    "claims demand demands sanctions ceasefire truce initiative ban measure measures amendment "
    "talks negotiations request motion treaty accord summit use candidacy nomination value "
    "wisdom legality legitimacy strategy approach suggestion notion view argument offer reform "
    "reforms push incursion invasion operation restrictions cut cuts aid loan record"
)
