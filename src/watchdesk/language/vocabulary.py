"""Small closed sets of words by which names are told apart."""

from __future__ import annotations

from watchdesk.records import MentionKind


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTION = _words(
    "a an the this that these those it he she they we i you in on at by for from with as "
    "but and or so yet if when while after before since although though because however "
    "meanwhile moreover still also now then there here what who how why where which whose "
    "whom his her their its our my your some many most several both each every all any one "
    "two three four five six seven eight nine ten no not nor according under during despite "
    "until last earlier later only even just such other others another once instead indeed "
    "perhaps nearly about over more less few fewer between among through without within "
    "against unlike like next to of into onto upon amid amidst across along around behind "
    "below beneath beside besides beyond down inside near off out outside past per than "
    "toward towards up via throughout is are was were be been being do does did has have "
    "had will would can could shall should may might must let yes well today yesterday "
    "tomorrow tonight separately additionally furthermore nevertheless nonetheless "
    "previously recently finally first second third thus therefore hence otherwise whether "
    "already almost again always never often sometimes soon much very too rather quite "
    "don't asked speaking citing eleven twelve thirteen fourteen fifteen twenty thirty "
    "forty fifty sixty seventy eighty ninety hundreds thousands millions dozens half read "
    "see watch why photo image file him them us me"
)
"""Words that never begin a name, whatever their first letter."""

CALENDAR = _words(
    "January February March April May June July August September October November December "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Sat. Sun. "
    "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays GMT EST EDT CET UTC ET"
)
NO_NAME = _words(
    "I OK TV GDP CEO CFO AI AM PM CET AD BC PhD Ph.D. MD VIP FAQ PDF URL HIV AIDS COVID "
    "COVID-19 DNA NGO NGOs POW POWs UAV UAVs IED IEDs LNG LPG ICBM ICBMs ID IDs IT PR Q A M "
    "Ms Mr MP MPs MEP MEPs LED SUV UFO USD EUR RUB Western Eastern Northern Southern "
    "Central Western-backed Islamic Islamist Christian Jewish Muslim Arab Kurdish African "
    "Asian European Latin Baltic Nordic Soviet Slavic Nazi Orthodox Catholic Protestant "
    "Sunni Shiite Shia Buddhist Hindu Communist Marxist Democrat Republican Democratic "
    "Conservative Liberal God Internet Web Crimean Chechen Tatar Siberian Balkan Caucasian "
    "Arctic Atlantic-wide Transatlantic Houthi-run English-language MAGA B.C. A.D. II III "
    "IV VI VII VIII IX XI XIII XIV XV XVI XVII XVIII XIX XX XXI HTML USB CD DVD XII "
    "Exclusive Breaking Update Live Opinion Analysis"
)
"""Capitalised words that are no name by themselves."""

TITLE_HEADS = _words(
    "president president-elect minister secretary chancellor premier governor gov. senator "
    "sen. sens. representative rep. reps. congressman congresswoman general gen. lieutenant "
    "lt. colonel col. major maj. captain capt. admiral adm. brigadier brig. marshal "
    "sergeant sgt. commander commander-in-chief cmdr. mr. mrs. ms. mr mrs ms dr. dr prof. "
    "prof professor sir lord lady dame king queen prince princess emir sheikh ayatollah "
    "imam pope cardinal archbishop bishop patriarch metropolitan rabbi rev. reverend father "
    "ambassador envoy spokesman spokeswoman spokesperson chief mayor judge justice speaker "
    "chairman chairwoman chairperson chair director director-general secretary-general "
    "commissioner leader head adviser advisor aide fellow analyst attorney prosecutor "
    "inspector coordinator administrator officer lawmaker mp mep columnist reporter "
    "correspondent journalist editor author economist historian tsar shah sultan oligarch "
    "businessman activist candidate undersecretary counselor counsellor tycoon billionaire "
    "warlord blogger pres. sr. supt. insp. pvt. cpl. pastor democrat republican"
)
TITLE_MODIFIERS = _words(
    "prime deputy vice first foreign defense defence interior finance economy energy "
    "justice health trade culture education agriculture infrastructure environment former "
    "ex acting interim crown national security high special permanent press senior attorney "
    "supreme field political state research policy digital transformation exterior external "
    "internal affairs home opposition party assistant associate executive managing staff "
    "intelligence police army navy air force regional presidential election central chief "
    "military top late then-president under then-prime russian-installed moscow-installed "
    "right-wing left-wing lead house senate majority minority co principal private personal"
)
PORTFOLIO = _words(
    "Defense Defence State Foreign Affairs Finance Economy Economic Interior Internal "
    "Justice Energy Health Education Culture Trade Agriculture Infrastructure Environment "
    "Treasury Labor Labour War Transport Transportation Commerce Industry Homeland Security "
    "Information Housing Staff Strategic Industries Digital Transformation Reintegration "
    "Veterans Policy Europe European Integration Operations Intelligence Staff Development "
    "Minister Exchequer Council Parliament Government Mission Political Military the and of "
    "for Union Armed Forces Army Navy"
)
"""What may follow ``Minister of`` and the like without being a name by itself."""

HEADS: dict[str, MentionKind] = {
    **dict.fromkeys(
        "Ministry Department Dept. Agency Army Navy University College Institute "
        "Institution Party Times Post Herald Tribune Gazette Journal Union Council "
        "Committee Commission Court Bank Bureau Office Academy Association Federation "
        "Organization Organisation League Center Centre School Parliament Assembly Senate "
        "Congress Administration administration Authority Board Foundation Fund Company "
        "Corporation Corp. Inc. Ltd. Co. Inc Ltd Co LLC PLC AG SA GmbH Holdings Airlines "
        "Airways Motors Industries Systems Technologies Command Guard Forces Service "
        "Services Directorate Secretariat Chancellery Embassy Consulate Mission Alliance "
        "Coalition Society Club Network News Radio Television Magazine Review Press Media "
        "Trust Initiative Project Programme Program Laboratory Observatory Police Fleet "
        "Cabinet Inspectorate Tribunal Chamber Registry Exchange Staff Headquarters "
        "Orchestra Ombudsman Knesset Duma Rada Government Legislature Treasury Wire "
        "Dispatch Courier Review Observer Mirror Monitor Daily Globe Chronicle Bulletin "
        "Examiner Telegraph Guardian Independent Register Sentinel Inquirer Echo Weekly "
        "Quarterly Standard Digest".split(),
        MentionKind.ORGANISATION,
    ),
    **dict.fromkeys(
        "Group Brigade Brigades Battalion Regiment Division Front Movement Militia "
        "Brotherhood Corps Legion Cartel Resistance Squad Gang Rebels Jihad Faction".split(),
        MentionKind.GROUP,
    ),
    **dict.fromkeys(
        "Airport Airfield Bridge Station Plant Base Hospital Stadium Palace Hotel Port "
        "Prison Dam Square Street Avenue Boulevard Road Cathedral Church Mosque Monastery "
        "Museum Theatre Theater Refinery Terminal Pipeline Canal Tunnel Tower Cemetery "
        "Reactor Barracks Checkpoint Shipyard Arsenal Depot Cosmodrome".split(),
        MentionKind.FACILITY,
    ),
    **dict.fromkeys(
        "River Lake Sea Ocean Mountains Mountain Valley Island Islands Peninsula Strait "
        "Gulf Bay Desert Province Oblast County District Region Republic City Corridor "
        "Heights Strip Territory Territories Coast Basin Delta Plateau Raion Krai "
        "Prefecture".split(),
        MentionKind.PLACE,
    ),
    **dict.fromkeys(
        "Treaty Accord Accords Agreement Agreements Convention Act Protocol Charter "
        "Declaration Resolution Constitution Pact Memorandum Directive Law Bill Communiqué "
        "Doctrine Amendment Amendments".split(),
        MentionKind.DOCUMENT,
    ),
    **dict.fromkeys(
        "War Wars Summit Conference Olympics Games Cup Revolution Uprising Festival Day "
        "Forum Crisis Election Elections Offensive Massacre Referendum Prize Championship "
        "Marathon Inquiry Genocide Intifada Talks".split(),
        MentionKind.EVENT,
    ),
}
"""Last (or, before ``of``, first) words of names and what they make of them."""

OPENERS: dict[str, MentionKind] = {
    "Operation": MentionKind.EVENT,
    "Battle": MentionKind.EVENT,
    "Mount": MentionKind.PLACE,
    "Lake": MentionKind.PLACE,
    "Cape": MentionKind.PLACE,
    "Fort": MentionKind.FACILITY,
    "Camp": MentionKind.FACILITY,
    "Port": MentionKind.PLACE,
    "Saint": MentionKind.PLACE,
    "St.": MentionKind.PLACE,
    "New": MentionKind.PLACE,
    "University": MentionKind.ORGANISATION,
    "Bank": MentionKind.ORGANISATION,
}
"""First words that settle what a name of several words is when nothing else does."""

PARTICLES = _words(
    "de da do dos das del della di du la le van von der den ter bin ibn ben al el ul ad y zu af"
)
LOCATIVE = _words(
    "in near outside around toward towards into across at from beyond inside to north south "
    "east west northeast northwest southeast southwest"
)
PLACE_NOUNS = _words(
    "region oblast province city town village district border area county peninsula airport "
    "front settlement raion suburb neighborhood neighbourhood municipality prefecture"
)
REPORTS = _words(
    "said says told added wrote writes posted tweeted argued argues announced warned warns "
    "insisted claimed claims stated noted explained denied declined called urged accused "
    "confirmed replied asked thinks believes wants vowed pledged predicted tells recalled "
    "acknowledged admitted"
)
EAST_FAMILIES = _words(
    "Xi Kim Lee Li Wang Zhang Chen Liu Park Moon Yoon Choi Han Hwang Yang Zhao Huang Wu "
    "Zhou Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Tsai Lai Ma Nguyen Tran Pham To Vo Cho Chung "
    "Hun Abiy"
)
"""Family names that stand before the given name."""
PLACE_OR_PERSON = _words(
    "Jordan Chad Georgia Israel Paris Sofia Victoria Florence London England Wales Ireland "
    "France Holland Washington Berlin Lima Cuba Santiago Colombo Lagos Sydney Austin "
    "Dominica Kiev Sucre"
)
MODAL_NAMES = _words("Will May Mark Grant Bill Hope Joy Rose Pat Art Dan Sue Rob Don")
"""Given names that are also words a sentence starts with."""

JOINED_BY_FOR = _words(
    "Center Centre Agency Office Institute Department Council Fund Committee Organization "
    "Organisation Foundation Alliance Coalition Initiative Society Association Commission "
    "Fellow Movement Project Programme Program Partnership Treaty Convention Declaration"
)
"""Head words after which ``for`` or ``on`` goes on with the name."""
