"""Closed word lists: what can stand in a title, what cannot be a name, which first names are common.

Lists of words, no rules: those are in ``titles`` and ``names``.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of ``text`` as a set: "vice deputy" → {"vice", "deputy"}."""
    return frozenset(text.split())


PUBLIC_HEADS: dict[str, tuple[str, ...]] = {
    "president": ("president",),
    "premier": ("premier",),
    "minister": ("minister",),
    "secretary": ("secretary",),
    "undersecretary": ("under", "secretary"),
    "representative": ("representative",),
    "ustr": ("representative",),
    "governor": ("governor",),
    "ambassador": ("ambassador",),
    "envoy": ("envoy",),
    "spokesman": ("spokesperson",),
    "spokeswoman": ("spokesperson",),
    "spokesperson": ("spokesperson",),
    "director": ("director",),
    "chairman": ("chair",),
    "chairwoman": ("chair",),
    "chair": ("chair",),
    "chief": ("chief",),
    "adviser": ("adviser",),
    "advisor": ("adviser",),
    "advisers": ("adviser",),
    "negotiator": ("negotiator",),
    "senator": ("senator",),
    "senators": ("senator",),
    "sen": ("senator",),
    "sens": ("senator",),
    "congressman": ("congress",),
    "congresswoman": ("congress",),
    "rep": ("congress",),
    "reps": ("congress",),
    "ambassadors": ("ambassador",),
    "leader": ("leader",),
    "counselor": ("counselor",),
    "councilor": ("counselor",),
    "councillor": ("counselor",),
    "commissioner": ("commissioner",),
    "chancellor": ("chancellor",),
    "czar": ("czar",),
    "tsar": ("czar",),
    "official": ("official",),
    "diplomat": ("diplomat",),
    "head": ("head",),
    "counterpart": ("counterpart",),
    "member": ("member",),
    "assistant": ("assistant",),
    "coordinator": ("coordinator",),
    "administrator": ("administrator",),
    "commander": ("commander",),
    "king": ("king",),
    "mayor": ("mayor",),
    "delegate": ("delegate",),
    "speaker": ("speaker",),
    "planner": ("chair",),
    "pm": ("premier",),
    "gen": ("officer",),
    "col": ("officer",),
    "lt": ("officer",),
    "maj": ("officer",),
    "capt": ("officer",),
    "adm": ("officer",),
    "colonel": ("officer",),
    "admiral": ("officer",),
    "lieutenant": ("officer",),
    "marshal": ("officer",),
    "legislator": ("legislator",),
    "lawmaker": ("legislator",),
    "lawmakers": ("legislator",),
    "ministers": ("minister",),
    "secretaries": ("secretary",),
    "presidents": ("president",),
    "counterparts": ("counterpart",),
    "premiers": ("premier",),
    "negotiators": ("negotiator",),
    "officials": ("official",),
    "leaders": ("leader",),
    "prime-minister": ("premier",),
    "general": (),
}
"""Words that a public title turns on, and what they count as when titles are compared."""

VAGUE_HEADS = word_set(
    "chief head official leader counterpart member negotiator envoy diplomat delegate planner czar"
)
"""Heads that fit many posts: "the Treasury chief", "China's trade negotiator"."""

PRIVATE_HEADS = word_set(
    "analyst analysts economist economists professor expert experts fellow researcher strategist strategists lawyer attorney partner "
    "executive ceo cfo founder farmer author scholar reporter correspondent editor student lecturer consultant manager trader broker "
    "dean specialist historian journalist columnist anchor host blogger activist banker investor entrepreneur chairperson winner "
    "photographer actor singer player owner producer grower scientist academic critic lobbyist novelist publisher veteran resident "
    "watcher businessman businesswoman billionaire tycoon principal cofounder co-founder publicist pollster contributor "
    "exporter importer worker shopkeeper teacher engineer driver doctor nurse dealer salesman saleswoman artist musician designer developer "
    "architect coach athlete retiree pensioner graduate employee staffer clerk operator contractor supplier wholesaler retailer buyer chef "
    "fisherman miner rancher grocer tourist shopper homeowner volunteer translator interpreter solicitor accountant auditor "
    "vlogger filmmaker youtuber choreographer pianist novelist poet surgeon physician biologist chemist physicist"
)
"""What makes a named person no official: "a trade economist at …"."""

PRIVATE_BODIES = word_set(
    "university institute institution association chamber council federation company corp corporation inc group bank capital securities "
    "research brokerage fund firm foundation club college school think center centre business industry union newspaper magazine times post "
    "daily news media tv television society forum board exchange studies partners llc llp ltd consultancy holdings asset markets"
)
"""Bodies whose presidents and directors hold no public post, unless the words around say a state organ."""

DEPARTMENTS: dict[str, str] = {
    "treasury": "treasury",
    "commerce": "commerce",
    "trade": "trade",
    "agriculture": "agriculture",
    "agricultural": "agriculture",
    "farm": "agriculture",
    "finance": "finance",
    "financial": "financial",
    "foreign": "foreign",
    "state": "state",
    "economic": "economic",
    "economy": "economic",
    "energy": "energy",
    "transportation": "transportation",
    "transport": "transportation",
    "interior": "interior",
    "labor": "labor",
    "labour": "labor",
    "homeland": "homeland",
    "security": "security",
    "defense": "defense",
    "defence": "defense",
    "bank": "bank",
    "pboc": "bank",
    "development": "development",
    "ndrc": "development",
    "reform": "development",
    "industry": "industry",
    "miit": "industry",
    "information": "industry",
    "technology": "industry",
    "press": "press",
    "mofcom": "commerce",
    "statistics": "statistics",
    "politburo": "politburo",
    "senate": "congress",
    "house": "house",
    "justice": "justice",
    "health": "health",
    "environment": "environment",
    "climate": "climate",
    "education": "education",
    "tourism": "tourism",
    "brexit": "brexit",
    "wto": "wto",
    "ustr": "trade",
    "usda": "agriculture",
    "party": "party",
    "attorney": "justice",
    "fed": "fed",
    "reserve": "fed",
}

MODIFIERS: dict[str, str] = {
    "vice": "vice",
    "deputy": "vice",
    "under": "under",
    "assistant": "assistant",
    "prime": "premier",
}
"""Words that change the rank; "prime" makes a minister a premier."""

FILLERS = word_set(
    "managing senior top lead leading main acting executive special permanent general chief international national central federal affairs asian people "
    "peoples communist ruling office ministry department ministry's department's commission committee council administration government "
    "cabinet embassy white republican democratic gop state-run s policy planning political bureau politburo congress congressional "
    "senate majority minority veteran longtime outgoing incoming current fellow then former ex late designate elect economic-policy "
    "north south asia pacific indo coordination conference consultative relations fossil manufacturing counsellor market markets regulation "
    "supreme court first right-hand plenipotentiary standing body day republic hard line hawkish"
)
"""Words that may stand inside a title without deciding anything."""

CONNECTORS = word_set("of the for to and in on at")

FORMER = word_set("former ex onetime erstwhile elect designate nominee retired ousted late")
"""Words that say the post is not held: "former Treasury Secretary", "President-elect"."""

US_WORDS = word_set("u.s american america washington united states usa")
CHINA_WORDS = word_set("chinese china beijing sino prc")
OTHER_NATIONS = word_set(
    "japanese japan korean korea mexican mexico canadian canada european eu british britain uk french france german germany spanish spain "
    "italian italy russian russia indian india australian australia brazilian brazil argentine argentina swedish sweden swiss switzerland "
    "dutch netherlands taiwanese taiwan vietnamese vietnam philippine philippines thai thailand malaysian malaysia singapore singaporean "
    "indonesian indonesia israeli israel iranian iran turkish turkey ukrainian ukraine polish poland danish denmark norwegian norway finnish "
    "finland irish ireland belgian belgium austrian austria greek greece portuguese portugal saudi egyptian egypt african chilean chile "
    "peruvian peru colombian colombia zealand scottish london tokyo seoul moscow paris berlin brussels ottawa delhi un nato imf oecd opec "
    "cambodian cambodia pakistani pakistan hungarian hungary czech romanian ukrainian kazakh"
)

HONORIFICS = word_set("mr mrs ms miss dr madam madame sir prof professor lady lord")
FEMALE_HONORIFICS = word_set("mrs ms miss madam madame lady")

NOT_NAMES = word_set(
    "the a an and but or nor so yet if when while as at by for from in into of on to with without within after before during since until till "
    "under over between among against about around because although though however meanwhile moreover also still even both either neither "
    "this that these those there here it its he she they we you i his her their our my your him them us me who what which where why how all "
    "any some many most more much few several each every other another such no not only just then now later earlier soon ago once twice "
    "yesterday today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "is are was were be been being am has have had do does did will would can could may might must shall should let make made says said say "
    "told tells asked asks added adds according including despite amid following given asked whether since per via than like unlike "
    "new old first second third fourth fifth last next one two three four five six seven eight nine ten hundred thousand million billion "
    "early late next-week mid meet meets met meeting visit visits talk talks deal deals agree agrees hold holds speak speaks call calls "
    "see sees seek seeks vow vows warn warns urge urges hail hails sign signs push pushes put puts set sets take takes get gets give gives "
    "want wants plan plans threaten threatens slap slaps raise raises cut cuts end ends begin begins start starts keep keeps face faces "
    "expect expects hope hopes back backs weigh weighs eye eyes head heads arrive arrives leave leaves return returns tweet tweets "
    "pause pauses impose imposes announce announces confirm confirms reject rejects demand demands defend defends "
    "file photo photos image images credit video watch read share advertisement updated published posted source sources editor editing "
    "reporting writing additional related story stories subscribe newsletter breaking exclusive analysis opinion live update "
    "north south east west northern southern eastern western central global world international national federal local foreign domestic "
    "trade tariff tariffs economy economic market markets stock stocks steel aluminum aluminium soybean soybeans farm agriculture "
    "technology tech business commerce treasury finance security defense state government administration congress senate house "
    "white wall street party communist republican republicans democrat democrats democratic president premier minister secretary "
    "ministry department office bureau agency commission committee council board association federation institute institution university "
    "college school center centre foundation bank group company corp corporation inc ltd llc co holdings capital securities fund "
    "summit conference dialogue forum round phase agreement accord treaty act section part chapter article statement joint press release "
    "news agency times post daily journal herald tribune guardian telegraph magazine newspaper television radio tv channel network media "
    "airport hotel palace hall square tower building street avenue road river sea ocean island bay port city town county province region "
    "airlines motors electronics industries technologies international association union chamber club museum library court "
    "operating officer executive managing general staff army navy air force marine corps division war battle operation front uss hms ss revolutionary "
    "god christmas easter thanksgiving lunar spring autumn summer winter year festival day week weekend month "
    "dow jones nasdaq nikkei hang seng index composite average brent crude oil gold dollar yuan renminbi euro yen pound "
    "american americans chinese japanese korean korea european europe british britain english french france german germany russian russia "
    "indian india mexican mexico canadian canada spanish spain italian italy australian australia asian asia african africa pacific atlantic "
    "america china beijing washington shanghai hong kong taiwan tibet xinjiang geneva london madrid stockholm kuala lumpur paris davos "
    "tokyo seoul osaka buenos aires new york florida iowa mar lago zurich bali honolulu anchorage alaska california texas brussels "
    "switzerland sweden malaysia singapore argentina brazil vietnam thailand indonesia philippines israel iran iraq turkey ukraine "
    "u.s us uk eu un wto imf apec asean g20 g7 nato ustr usda mofcom ndrc pboc cpc ccp prc gdp ceo huawei zte tiktok bytedance boeing apple "
    "google facebook twitter weibo wechat alibaba tencent tesla nvidia intel qualcomm reuters bloomberg xinhua afp cnn cnbc cbs nbc abc bbc "
    "fox npr pbs upi getty pool twitter youtube instagram telegram truth social mfn ip covid"
)
"""Capital words that are not part of a person's name, in lower case."""

BODY_WORDS = word_set(
    "ministry department office bureau agency commission committee council board association federation institute institution university "
    "college school center centre foundation bank group company corp corporation inc ltd llc llp co holdings capital securities fund partners "
    "tower hotel hotels resort plaza organization organisation international building library museum street avenue road boulevard hall prize "
    "award awards stores farms memorial stadium park airport bridge hospital industries airlines motors club golf properties enterprises "
    "services systems technologies global brands media news times post daily journal herald tribune chamber church cup lecture fellowship scholarship "
    "army navy division corps brigade regiment battalion infantry cavalry fleet squadron dynasty monument "
    "academy laboratory laboratories theatre theater press house network studio studios associates advisors wines steaks"
)
"""After a name they make it an institution: "… Institute", "… Tower"."""

AFTER_NAME = word_set(
    "press news office house board administration administrations white team era cabinet government twitter official officials aide aides adviser advisers"
)
"""After a name they leave it the person's: "the Biden Administration"."""

COMMON_SURNAMES = word_set(
    "ross kelly bolton sanders walters burns perdue sullivan campbell kaplan navarro kushner cohn chao tai greer rollins wiles hassett rubio "
    "pence leavitt malpass li wang liu he zhong liao yi zhou pan lan zhu ning zheng han luo cui xie yu yang cai ding ma gao shu geng lu hua "
    "miao xuan doud lago liang neiman daines biden-jr grier ho dai winberg mulvaney"
)
"""Surnames too common to be taken for an official without a title, an honorific or the full name in the text."""

AMBIGUOUS_SURNAMES = word_set(
    "may fox steel west gold day north hall street church king park rivers banks bush baker wood young long march brown white house press"
)
"""Words that are surnames after a first name: "Theresa May"."""

PARTICLES = word_set("von van der den de la le du da dos del di bin al el ter zu ibn")

FEMALE_NAMES = word_set(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah sara karen nancy lisa betty margaret sandra ashley kimberly emily "
    "donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela anna ruth brenda pamela nicole "
    "katherine catherine christine samantha debra janet rachel carolyn emma maria heather diane julie joyce victoria kelly christina joan "
    "evelyn lauren judith olivia martha cheryl megan andrea ann alice jean doris jacqueline kathryn hannah julia grace judy theresa beverly "
    "denise marilyn amber danielle rose brittany diana abigail natalie jane lori alexandra kayla melania ivanka tiffany lara jill hillary "
    "wendy bonnie lily elaine gina susie suzy brooke karoline marisa nellie stephanie lindsay kamala nikki ursula christine kristalina "
    "condoleezza madeleine angela marine giorgia jacinda aung claire lesley anne kate katie lucy sophie charlotte ellen elena irina olga "
    "isabel carmen ana sofia yuki naoko mei ling rosa ngozi chrystia tammy joni debbie dianne loretta valerie"
)

MALE_NAMES = word_set(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven steve paul "
    "andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin "
    "scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan henry douglas "
    "zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan "
    "joe jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip "
    "johnny bradley mike bob jim tom tim bill ben dan dave ken ron rick nick greg jeff matt tony phil doug fred ted ed ray sam max leo "
    "stanley craig myron rajiv michel emmanuel angela boris vladimir narendra justin mauricio enrique antonio manuel carlos luis miguel "
    "francisco fernando pedro jorge sergio ivan igor dmitry sergei mikhail olaf wilbur sonny rex jared gilbert everett clete mick jay scott "
    "jamieson howard marco antony kurt jake brent hank tim wolfgang hans klaus jean pierre francois jacques shinzo taro toshimitsu yoshihide "
    "fumio ryosei hiroshi takashi kenji piyush ildefonso eswar derek clay rufus myron michael-james denis sheldon lou leon mario neil joerg jens lars erik markus stefan "
    "martin simon stuart duncan colin ian graham alistair nigel liam theresa darren shaun barry glenn allan leonard norman marvin melvin "
    "barack mitt newt chuck mitch orrin rand lindsey bernie ted marco jeb dick rod rob pat hunter barron ivor darryl chip ng ali mohammed "
    "mohammad muhammad ahmed abdul omar hassan hussein ibrahim yusuf josh cory tommy jimmy jon alex zach evan cameron arnold elon warren "
    "jamie lloyd ajay sanjay raj vijay anil arun ravi amit rahul deepak alfredo kristian ulf mathias rex"
)

FIRST_NAMES = FEMALE_NAMES | MALE_NAMES

NICKNAMES: tuple[frozenset[str], ...] = (
    word_set("steven steve stephen"),
    word_set("robert bob rob bobby"),
    word_set("michael mike mick"),
    word_set("jeffrey jeff geoffrey"),
    word_set("joseph joe"),
    word_set("lawrence larry laurence"),
    word_set("antony anthony tony"),
    word_set("matthew matt"),
    word_set("gregory gregg greg"),
    word_set("nicholas nick"),
    word_set("james jim jimmy"),
    word_set("william bill will"),
    word_set("david dave"),
    word_set("terrence terry terence"),
    word_set("daniel dan"),
    word_set("edward ed ted theodore"),
    word_set("timothy tim"),
    word_set("katherine catherine kate katharine"),
    word_set("donald don"),
    word_set("jacob jake"),
    word_set("susan susie suzy"),
    word_set("thomas tom"),
    word_set("christopher chris"),
    word_set("charles chuck charlie"),
    word_set("peter pete"),
    word_set("richard rick dick"),
)

CHINESE_SURNAMES = word_set(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang xu han feng deng cao peng "
    "zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao lu jiang cui zhong tan fan liao shi jin jia xia fu fang "
    "zou xiong bai meng qin qiu hou yin xue yan lei long duan shi tao gu mao hao gong shao wan qian dai xi geng hua gai zong shu miao xuan "
    "ning lan yi bo bao guan mei sheng ou zhuang ji kong niu qi qiao qu ruan shang shui wen xing zang zhan zhen zuo chai che chu ge ke kang "
    "lai le lian ling mi ni nie pang pei piao ping rong sha tong tu ying you zhai zhi zhuo zu ouyang sima hong"
)
NOT_CHINESE_NAMES = frozenset(
    {
        "hong kong",
        "ping an",
        "hang seng",
        "tai chi",
        "feng shui",
        "long beach",
        "long island",
        "he said",
        "he wei",
        "he he",
        "he ran",
        "he can",
    }
)
