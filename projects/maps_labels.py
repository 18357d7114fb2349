"""Which names fit into a drawing, and where, so that none covers another, or a mark. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Widths of letters as parts of the size of the type, on the generous side: the reader's own type may be wider.
_NARROW, _WIDE = set("iIjltf.,’'-–|()!: "), set("mwMWŒœ@…")
# How far a name stands off its mark, and off the edge and everything else; in units.
_OFF, _APART = 3, 1.5


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def touches(self, other: "Box", apart: float = _APART) -> bool:
        beside = self.right + apart <= other.left or other.right + apart <= self.left
        return not (beside or self.bottom + apart <= other.top or other.bottom + apart <= self.top)

    def lies_within(self, width: float, height: float) -> bool:
        return (
            self.left >= _OFF and self.top >= _OFF and self.right <= width - _OFF and self.bottom <= height - _OFF
        )

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> "Box":
        return cls(x - radius, y - radius, x + radius, y + radius)


@dataclass(frozen=True)
class Label:
    """A name in its place: `x` and `y` of the line that its letters stand on; `anchor` as SVG has it."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box


@dataclass(frozen=True)
class Type:
    """How large letters are, in units, and how far apart."""

    size: float
    spacing: float = 0

    def width(self, text: str) -> float:
        return self.size * sum(_width(letter) for letter in text) + self.spacing * len(text)

    def label(self, text: str, x: float, y: float, anchor: str) -> Label:
        width = self.width(text)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        return Label(text, x, y, anchor, Box(left, y - 0.78 * self.size, left + width, y + 0.24 * self.size))


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.92
    return 0.68 if letter.isupper() else 0.56


@dataclass(frozen=True)
class Named:
    """A mark that wants its name beside it."""

    text: str
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        return Box.around(self.x, self.y, self.radius)

    def labels(self, type: Type) -> list[Label]:
        """Where the name can stand, the best place first: right, left, above, below, then aslant."""
        off, half = self.radius + _OFF, 0.35 * type.size
        up, down = self.y - off - 0.2 * type.size, self.y + off + 0.75 * type.size
        near = 0.6 * off
        places = [
            (self.x + off, self.y + half, "start"),
            (self.x - off, self.y + half, "end"),
            (self.x, up, "middle"),
            (self.x, down, "middle"),
            (self.x + near, up, "start"),
            (self.x + near, down, "start"),
            (self.x - near, up, "end"),
            (self.x - near, down, "end"),
        ]
        return [type.label(self.text, *place) for place in places]


def place(
    named: Sequence[Named], type: Type, width: float, height: float, taken: Iterable[Box] = ()
) -> list[Label | None]:
    """A label for each mark, None where none fits. What has the fewest places to stand is placed first."""
    taken = list(taken)
    marks = [each.box for each in named]

    def free(number: int) -> list[Label]:
        others = [*taken, *marks[:number], *marks[number + 1 :]]
        return [
            label
            for label in named[number].labels(type)
            if label.box.lies_within(width, height) and not any(label.box.touches(other) for other in others)
        ]

    placed: list[Label | None] = [None] * len(named)
    for number in sorted(range(len(named)), key=lambda number: (len(free(number)), number)):
        placed[number] = next(iter(free(number)), None)
        if placed[number]:
            taken.append(placed[number].box)
    return placed
