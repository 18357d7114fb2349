from projects.records.models.carried import Carried
from projects.records.models.change import LastChange
from projects.records.models.claim import Claim, Dated
from projects.records.models.nested import Nested
from projects.records.models.organisation import Leader, Organisation
from projects.records.models.preview import Opening, PreviewLink
from projects.records.models.publication import Publication
from projects.records.models.record import Record
from projects.records.models.schedule import Bundle, BundleItem, Override, Schedule
from projects.records.models.searchable import Searchable, SearchWord
from projects.records.models.source import Source
from projects.records.models.version import Review, StillRight, UsedSlug, Version

__all__ = [
    "Bundle",
    "BundleItem",
    "Carried",
    "Claim",
    "Dated",
    "LastChange",
    "Leader",
    "Nested",
    "Opening",
    "Organisation",
    "Override",
    "PreviewLink",
    "Publication",
    "Record",
    "Review",
    "Schedule",
    "SearchWord",
    "Searchable",
    "Source",
    "StillRight",
    "UsedSlug",
    "Version",
]
