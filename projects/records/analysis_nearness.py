"""How far one word is from another: by letters put in, left out, or taken for others."""

SHORT, LONG = 1, 2
# Letters from which on a word is long.
_LONG_FROM = 5


def farthest(word: str) -> int:
    """How far from a word another may be that was meant by it."""
    return LONG if len(word) >= _LONG_FROM else SHORT


def pieces(word: str) -> list[str]:
    """Parts of the word, of which each word no farther than `farthest` has at least one as it is."""
    count = farthest(word) + 1
    borders = [len(word) * number // count for number in range(count + 1)]
    return [word[begin:end] for begin, end in zip(borders, borders[1:], strict=False)]


def distance(one: str, other: str) -> int:
    """Levenshtein's."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        above, row[0] = row[0], number
        for place, another in enumerate(other, 1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (letter != another))
    return row[-1]
