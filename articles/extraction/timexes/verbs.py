"""Word lists that tell the tense of a clause in news prose."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AHEAD = _words(
    "will shall won't upcoming forthcoming may might must should can would could await awaits awaiting"
)
"""Auxiliaries of what lies ahead; "could not" and "would have" are past and treated apart."""

ARRANGED = _words("scheduled slated due planned expected likely set poised tipped timed pencilled")
"""Ahead when they follow "is" or stand alone ("talks scheduled for Monday"), not in "than expected" or "was set"."""

INTENT = _words(
    "agree agreed agrees plan plans planned planning expect expects expected vow vowed vows hope hopes hoped want wants wanted "
    "intend intends intended promise promised promises set due scheduled slated poised prepare prepares preparing prepared decide "
    "decided decides likely ready invited arranged pledged pledges pledge aim aims aimed threatened threatens threaten aiming "
    "hoping looking seek seeks about going bound sure certain able willing tipped urged deadline deadlines meant need needs "
    "ordered asked offered offers refused supposed proposed proposes proposing scheduling warned warns tasked committed booked"
)
"""Words whose infinitive lies ahead: "agreed to meet on Monday", "is set to travel Monday"."""

ARRANGING = _words("arranged scheduled planned rescheduled slated booked fixed")
"""Past forms whose object lies ahead: "arranged another meeting in September"."""

ARRANGED_FOR = _words(
    "kept called set saved left reserved announced proposed promised convened summoned invited ordered declared demanded sought predicted"
)
"""Past forms whose object lies ahead where "for" and a weekday follow: "kept the figures for Friday", "called a strike for Monday"."""

IRREGULAR_PAST = _words(
    "was were had did said told met held began begun came went gave took made saw led left spoke wrote found got kept fell rose "
    "grew sent lost won brought bought thought caught taught sought fought felt dealt built spent stood understood sat ran paid "
    "laid struck broke drew flew drove chose froze shook threw knew withdrew became heard beat been done gone seen taken given "
    "written spoken fallen risen grown known shown drawn sold stuck hung spun swung sank shot slid shrank sprang leapt says "
    "wore tore swore rang drank ate forgot overcame undertook overtook wasn't weren't didn't hadn't couldn't hit put cut quit read shut"
)
"""Past forms without -ed; "says" stands for reports too."""

NO_PAST = _words(
    "need indeed speed feed seed breed proceed succeed exceed united hundred shed wed sacred naked unprecedented related so-called "
    "limited advanced detailed renewed greed embed creed"
)
"""Words in -ed that are no past verb, or are adjectives far more often."""

PRESENT_AHEAD = _words(
    "meets sits begins starts opens arrives travels resumes convenes departs flies expires hosts kicks lapses reopens gathers becomes welcomes testifies sees receives chairs"
)
"""Present forms that, with a weekday or a date, tell what is arranged: "before Abe sits down with Trump on Wednesday"."""

NOUN_LIKE_AHEAD = _words("votes plans returns visits leaves ends plays turns goes")
"""Present forms that are nouns or say little elsewhere: ahead only right after a name or pronoun ("the Senate votes Monday")."""

FORECAST = _words("expects predicts forecasts foresees anticipates")
"""Present forms whose object lies ahead: "expects sales of 400 by Dec. 31"."""

OVER_NOUNS = _words(
    "ruling decision loss losses defeat victory attack attacks bombing bombings blast explosion crash collision quake earthquake storm "
    "announcement proposal statement speech remarks comments incident shooting shootings massacre killing killings verdict slide drop plunge "
    "decline fall gain gains rally rise increase advance close sell-off selloff slump rout setback upset raid raids violence rioting riots riot "
    "clashes protest protests demonstration failure resignation arrest arrests death deaths disaster fire action move agreement accord "
    "acquittal conviction indictment takeover coup rejection revelation disclosure tragedy triumph performance result results outcome"
)
"""Nouns of what has happened: "Thursday's ruling" is over, whatever the clause is about."""

NO_DEED = _words(
    "said says told announced agreed proposed promised planned scheduled called set discussed pledged approved offered expected was were had "
    "been asked urged warned predicted forecast wanted hoped vowed decided needed arranged invited demanded threatened added noted argued "
    "intended aimed sought delayed postponed moved slated meant booked fixed put thought believed estimated suggested wrote spoke made done "
    "given taken seen named chosen elected"
)
"""Past forms whose object may lie ahead, or that say little: "announced a vote in December"."""

PLAIN_PRESENT_AHEAD = _words(
    "meet begin start resume sit arrive travel visit return leave depart fly hold expire reopen gather convene go come get vote"
)
"""The same without -s, taken after a pronoun or a plural: "the two sides meet on Friday"."""

PHRASES_AHEAD = frozenset(
    {
        ("come", "into"),
        ("comes", "into"),
        ("go", "into"),
        ("goes", "into"),
        ("go", "to"),
        ("take", "effect"),
        ("takes", "effect"),
        ("leaves", "for"),
        ("heads", "to"),
        ("heads", "for"),
        ("kick", "in"),
        ("sits", "down"),
        ("come", "up"),
        ("comes", "up"),
        ("head", "to"),
    }
)
"""Present forms that tell what is arranged only with the word after them."""

PLURAL_SUBJECTS = _words(
    "we they you i sides negotiators officials teams leaders presidents ministers talks two both delegations"
)

NO_PARTICIPLE = _words(
    "being during nothing something anything everything according including morning evening meeting king beijing outstanding"
)
"""Words in -ing that make no "is …ing" of what lies ahead."""

HEADLINE_PARTICIPLES = _words("heading departing travelling traveling flying")
"""Ahead without any verb: "negotiators heading to China on Monday"."""

PRESENT_BE = _words(
    "is are am 's 're 'm isn't aren't he's she's it's they're we're i'm you're that's there's"
)

RESULTS = _words(
    "rose fell grew shrank jumped dropped climbed slid declined gained tumbled earned posted swelled increased decreased surged plunged "
    "slipped expanded contracted widened narrowed soared sank lost doubled tripled halved accelerated slowed totaled totalled"
)
"""Verbs of what a period brought: it is over, or has begun at least."""

CLAUSE_STARTS = _words(
    "that which who whom whose while whereas because although though but when where if unless whether what how why"
)
