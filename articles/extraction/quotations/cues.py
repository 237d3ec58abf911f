"""The words that show who speaks: verbs of saying, and what stands around their subjects."""

from __future__ import annotations

import re

from ..people.lexicon import word_set

CUE = re.compile(
    r"\b(?=\w)(?:sa(?:id|ys|y|ying)|t(?:old|ells|elling)|add(?:ed|s|ing)|wr(?:ote|ites|iting)|tweet(?:ed|s|ing)|explain(?:ed|s|ing)|argu(?:ed|es|ing)|warn(?:ed|s|ing)|stress(?:ed|es|ing)|"
    r"remark(?:ed|s|ing)|comment(?:ed|s|ing)|repl(?:ied|ies|ying)|respond(?:ed|s|ing)|ask(?:ed|s|ing)|continu(?:ed|es|ing)|insist(?:ed|s|ing)|stat(?:ed|es|ing)|not(?:ed|es|ing)|observ(?:ed|es|ing)|"
    r"predict(?:ed|s)|announc(?:ed|es|ing)|declar(?:ed|es|ing)|confirm(?:ed|s|ing)|call(?:ed|s|ing)|describ(?:ed|es|ing)|demand(?:ed|s|ing)|urg(?:ed|es|ing)|vow(?:ed|s|ing)|pledg(?:ed|es|ing)|promis(?:ed|es|ing)|"
    r"accus(?:ed|es|ing)|report(?:ed|s|ing)|read|reads|put it|went on|goes on|recall(?:ed|s|ing)|post(?:ed|s|ing)|cit(?:ed|es|ing)|claim(?:ed|s|ing)|express(?:ed|es|ing)|hop(?:ed|es|ing)|conclud(?:ed|es|ing)|"
    r"reiterat(?:ed|es|ing)|emphasi[sz](?:ed|es|ing)|acknowledg(?:ed|es|ing)|admit(?:ted|s|ting)|caution(?:ed|s|ing)|hail(?:ed|s|ing)|prais(?:ed|es|ing)|criti(?:cized|cised|cizes|cises|cizing)|blast(?:ed|s)|slammed|denounced|"
    r"condemned|rejected|dismissed|signal(?:ed|led|s)|suggest(?:ed|s|ing)|quipped|joked|boasted|complained|lamented|protested|testified|conceded|maintained|affirmed|proposed|labeled|labelled|dubbed|branded|"
    r"characteri[sz]ed|welcomed|threatened|undertook|agreed|spoke of|speaks of|speaking of|talked of|wants|wanted|seeks|sought|message|words of|words|commentary|[Aa]ccording to|conveys|view of|quoted|opined|mused|told of|laid out|let it be known|writes|disclosed|revealed|advised|assured|countered|retorted|shouted|cried|summed up)\b"
)
"""Verbs of saying, and nouns that do the same work ("in the words of")."""
AFTER_SUBJECT = re.compile(r"[Aa]ccording to|view of|words of|message of|spoke by")
PREPOSITIONS = word_set(
    "which whom with by of to from for under between against after at over in on and about alongside including before than into toward towards through"
)
PASSIVE = re.compile(r" by (?:the )?$")
"""Between the verb and its doer: "described by Ross as …"."""
INVERTED = re.compile(
    r"\s*(?:(?!that\b|it\b|he\b|she\b|they\b|there\b|in\b|on\b|at\b|to\b)[\w.'-]+\s+){0,7}$"
)
"""What may stand between the verb and a subject after it: "said the former U.S. envoy …"."""
MAIN_VERB = re.compile(r" (?:was|were|is|are|would be|had been|has been|have been)\b")
"""The verb of a sentence whose subject has a clause of its own: "the tariff which Ross announced was …"."""
WEAK = re.compile(
    r"want|sought|seek|agree|undert|hop(?:ed|es|ing)|demand|promis|pledg|welcom|threat|cit(?:ed|es|ing)|view of|words|message|express|call|describ|report|sugges|signal"
)
"""Cues that often have another subject than the speaker: taken only where no plain one stands."""
ASIDE = re.compile(
    r",\s*(?:who|whose|which|the|a|an|then|now|once|long|himself|herself|[a-z]{3,}ing|in|on|at|as|present|standing|flanked|for|after|before|when|while|his|her|its|China's|head|chief|editor)\b"
)
"""An aside after a subject: ", who sat next to …"."""
ASIDE_END = re.compile(r",(?:\s+(?:once|also|later|then|still|again|even|[a-z]+ly))?\s*$")
"""Where it is over: the comma before the verb, with a word between them or not."""
RELATIVE = re.compile(r",?\s+who(?:\s+(?:has|had|also|then|later|once|[a-z]+ly))?\s*$")
"""Between a name and a verb whose subject it is: "from Ross, who wrote …"."""
WORD_BEFORE = re.compile(r"([\w']+) (?:the |a |an |its |his |her )?$")
PLAIN = re.compile(
    r"said|says?|told|tells|added|adds|wrote|writes|tweeted|explained|argued|warned|noted|commented|remarked|declared|stressed|insisted"
)
"""Cues whose subject is the speaker, whoever that is."""
TAKES_OBJECT = re.compile(r"t(?:old|ell)|urg|ask|call|accus|describ|prais|criti|assur|blast")
"""After these verbs comes who is spoken to or of, never the speaker."""
SOMEBODY = re.compile(
    r"(?:and |but )?(?:an? |one |the |some |several |many |two |three |another |both |analysts?\b|economists?\b|experts?\b|officials?\b|sources?\b|people\b|critics\b|observers\b|traders?\b|farmers?\b|"
    r"state media\b|reports\b|@\w|[A-Z][\w&.'-]+)(?<!\bIn)(?<!\bOn)(?<!\bAt)(?<!\bAfter)(?<!\bBefore)(?<!\bBut)(?<!\bAnd)(?<!\bAs)(?<!\bFor)(?<!\bWhen)(?<!\bWhile)"
)
"""How a subject begins that nobody named before: "a person close to the talks", "Analysts"."""
NAME = re.compile(r"(?:[A-Z][\w-]{1,30}'s )?[A-Z][\w.-]{1,30} [A-Z][\w.-]{1,30}(?: [A-Z][\w.-]{1,30})?")
"""Two or three capital words, with a country's before them or not: "Peru's Dina Morales"."""
STRANGER = re.compile(rf"(?:But |Yet |And )?(?P<name>{NAME.pattern})(?=,? (?:of|at|from|with|who|whose)\b)")
"""A name at the head of a sentence with where its bearer works: "Dina Morales of the Lima Institute"."""
BYSTANDER = re.compile(
    r"(?:But |And |Yet |Even )?(?:I (?:put|asked|rang|called|met|spoke|talked)\b[^.\n]{0,30}? (?:a|an|one|my)|An?|One|The|Another|My|His|Her) (?:[a-z][a-z'-]* ){0,3}?"
    r"(?:guard|doorman|driver|farmer|rancher|grower|trader|broker|banker|analyst|economist|lawyer|partner|consultant|professor|lecturer|"
    r"researcher|scholar|student|worker|manager|owner|shopkeeper|waiter|waitress|barman|baker|butcher|exporter|importer|forwarder|buyer|"
    r"supplier|retailer|resident|neighbou?r|pensioner|woman|man|executive|reader|caller|visitor|tourist|bystander|passer-by|witness|"
    r"engineer|captain|docker|trucker|clerk|cook|chef|teacher|doctor|nurse|priest|soldier|policeman|policewoman|colleague|friend)\b"
)
"""How a sentence begins that is about somebody nobody names: "A guard at the gate", "I asked a trader in Lagos"."""
ANY_VERB = re.compile(rf"\s[a-z]+(?:s|ed) (?P<name>{NAME.pattern})")
"""Right behind a closing mark: "“…,” sighs Dina Morales"."""
FOR = re.compile(r" (?:for|of|at|from|with) (?:the )?$")
OWNER = re.compile(
    r"'s? (?!(?:letter|tweet|message|post|statement|words|remarks|speech|comments?|reply|answer)\b)"
)
"""Something of the actor's follows, but nothing that he said or wrote himself."""
SIGNED = re.compile(r"\s?(?:--?|\(|~)\s?(?:the |says |by )?$")
"""A quotation signed like a motto: "… - Wilbur Ross"."""
PERSONAL = re.compile(r"letter|tweet|post$")
REACH = 400
"""How far a sentence is read from a quotation, in characters."""
