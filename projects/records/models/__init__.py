from projects.records.models.claim import Claim, Dated
from projects.records.models.nested import Nested
from projects.records.models.organisation import Leader, Organisation
from projects.records.models.publication import Publication
from projects.records.models.record import Record
from projects.records.models.source import Source

__all__ = ["Claim", "Dated", "Leader", "Nested", "Organisation", "Publication", "Record", "Source"]
