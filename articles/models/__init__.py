"""What we keep, one file per noun."""

from .account import Account, AccountSide, Dispute
from .article import Article, ArticleText, FingerprintBand, Story
from .citation import Citation
from .commitment import Commitment, CommitmentStep
from .dates import Granularity
from .edition import Edition
from .event import (
    Event,
    EventAlias,
    FormerSlug,
    Participation,
    RoundLabel,
    Series,
    Topic,
)
from .history import Change, Merge
from .ledger import Chunk
from .mention import DateMention, OfficialMention, Quotation
from .official import Official, OfficialAlias, OfficialSide, Post, ReviewState
from .pending import PendingDocument
from .proposal import Proposal
from .publisher import Publisher
from .refusal import Refusal
from .revision import Revision
from .visit import Visit

__all__ = [
    "Account",
    "AccountSide",
    "Article",
    "ArticleText",
    "Change",
    "Chunk",
    "Citation",
    "Commitment",
    "CommitmentStep",
    "DateMention",
    "Dispute",
    "Edition",
    "Event",
    "EventAlias",
    "FingerprintBand",
    "FormerSlug",
    "Granularity",
    "Merge",
    "Official",
    "OfficialAlias",
    "OfficialMention",
    "OfficialSide",
    "Participation",
    "PendingDocument",
    "Post",
    "Proposal",
    "Publisher",
    "Quotation",
    "Refusal",
    "ReviewState",
    "Revision",
    "RoundLabel",
    "Series",
    "Story",
    "Topic",
    "Visit",
]
