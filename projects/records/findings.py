"""What a check finds: in words, how grave it is, and where it is mended. Pure."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Level(IntEnum):
    """Whether a finding keeps a record from the public, or has to be accepted with open eyes."""

    MUST = 1
    WARN = 2


@dataclass(frozen=True)
class Finding:
    """`code` names the check; `field` the form's field or inline where it is mended, if it is in the record
    itself; `other` the record in which it is mended, if it is in another."""

    level: Level
    code: str
    words: str
    field: str = ""
    other: Any = None

    def __str__(self):
        return self.words

    @property
    def is_grave(self) -> bool:
        return self.level == Level.MUST


def must(code: str, words: str, field: str = "", other: Any = None) -> Finding:
    return Finding(Level.MUST, code, str(words), field, other)


def warn(code: str, words: str, field: str = "", other: Any = None) -> Finding:
    return Finding(Level.WARN, code, str(words), field, other)
