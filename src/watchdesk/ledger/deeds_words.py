"""Verbs for what can be announced: base form, past forms, and nouns for the same deed."""

EVENTS = """
meet: met | meeting meetings summit talks
visit: visited | visit trip tour
hold: held |
host: hosted |
begin: began begun | start beginning
start: started | start
send: sent | shipment delivery
deliver: delivered | delivery deliveries
sign: signed | signing agreement treaty deal accord pact
vote: voted | vote ballot
attend: attended | attendance
travel: travelled traveled | trip journey visit
arrive: arrived | arrival
depart: departed | departure
convene: convened | session meeting
gather: gathered | gathering
resume: resumed | resumption
launch: launched | launch
release: released | release
publish: published | publication
announce: announced | announcement
submit: submitted | submission
unveil: unveiled |
return: returned | return
withdraw: withdrew withdrawn | withdrawal pullout
deploy: deployed | deployment
impose: imposed | sanctions tariffs
lift: lifted |
ratify: ratified | ratification
approve: approved | approval
elect: elected | election
appoint: appointed | appointment
inaugurate: inaugurated | inauguration
speak: spoke spoken | speech address
discuss: discussed | talks discussions
negotiate: negotiated | negotiations talks
join: joined | accession
expel: expelled | expulsion
recall: recalled | recall
reopen: reopened | reopening
exchange: exchanged | exchange swap
hand over: handed | handover delivery
transfer: transferred | transfer
suspend: suspended | suspension
step down: stepped | resignation
resign: resigned | resignation
testify: testified | testimony
decide: decided | decision
chair: chaired |
mediate: mediated | mediation
take place: took taken |
take part: took taken |
take office: took taken | inauguration
reach: reached | arrival delivery
evacuate: evacuated | evacuation
sentence: sentenced | sentencing
attack: attacked | attack attacks assault
strike: struck | strike strikes
bomb: bombed | bombing
shell: shelled | shelling
invade: invaded | invasion
retaliate: retaliated | retaliation
veto: vetoed | veto
swear: swore sworn | inauguration
expire: expired | expiry
take effect: took taken |
come into force: came |
come into effect: came |
go into effect: went gone |
go to the polls: went gone | election vote
open fire: opened |
head: headed |
ban: banned | ban
restrict: restricted | restrictions curbs
seize: seized | seizure
block: blocked | blockade
free: freed | release
repay: repaid | repayment
devalue: devalued | devaluation
default: defaulted | default
set up: set |
pull out: pulled | pullout withdrawal
ship: shipped | shipment
station: stationed | deployment
dissolve: dissolved | dissolution
talk: talked | talks
challenge: challenged | challenge
sue: sued | lawsuit
appeal: appealed | appeal
lodge: lodged |
shut: shut | closure
tow: towed |
stop: stopped | halt
repeat: repeated | repetition
cancel: cancelled canceled | cancellation
sail: sailed |
dock: docked |
dispatch: dispatched | dispatch
mobilise: mobilised | mobilisation
mobilize: mobilized | mobilization
activate: activated | activation
inspect: inspected | inspection
grant: granted |
nominate: nominated | nomination
dismiss: dismissed | dismissal
indict: indicted | indictment
extradite: extradited | extradition
deport: deported | deportation
repatriate: repatriated | repatriation
freeze: froze frozen | freeze
quit: quit |
renew: renewed | renewal
prolong: prolonged | prolongation
vacate: vacated |
surrender: surrendered | surrender
disband: disbanded |
sell: sold | sale
export: exported | exports
enact: enacted |
repeal: repealed | repeal
amend: amended | amendment
stage: staged |
march: marched |
commission: commissioned |
enter into force: entered |
sit down: sat |
stop over: stopped | stopover
switch on: switched |
switch off: switched |
shut down: shut | shutdown
hit: hit |
happen: happened |
reconvene: reconvened | session meeting
hear: heard | hearing
stay away: stayed | boycott
lapse: lapsed | lapse
permit: permitted |
"""
SOFT = """
open: opened | opening
table: tabled |
put: put |
show: shown showed |
take: took taken |
bring: brought |
close: closed | closure
provide: provided | delivery
leave: left | departure
present: presented | presentation
receive: received | delivery arrival
address: addressed | address speech
conduct: conducted |
extend: extended | extension
end: ended | end
appear: appeared | appearance
rule: ruled | ruling
fly: flew flown | flight
go: went gone |
ask: asked | request
come: came | arrival
land: landed | landing
complete: completed | completion
finish: finished |
press: pressed |
raise: raised |
propose: proposed | proposal
request: requested | request
seek: sought |
review: reviewed | review
investigate: investigated | investigation inquiry
work: worked |
train: trained | training
supply: supplied | supply delivery
donate: donated | donation
buy: bought | purchase
pay: paid | payment
lend: lent | loan
build: built | construction
move: moved | move
run: ran |
stand: stood |
file: filed |
introduce: introduced |
issue: issued |
adopt: adopted | adoption
pass: passed | passage
add: added |
replace: replaced |
cut: cut |
follow: followed |
report: reported |
say: said |
tell: told |
brief: briefed | briefing
respond: responded | response
take over: took taken | takeover
give: gave given | gift
halt: halted | halt
punish: punished | punishment
destroy: destroyed | destruction
target: targeted |
sanction: sanctioned | sanctions
arrest: arrested | arrest
sever: severed |
boycott: boycotted | boycott
double: doubled |
shrink: shrank shrunk |
fall: fell fallen | fall
rise: rose risen | rise
grow: grew grown | growth
"""
