"""Lists as one JSON object that ends in its items, as standards for them have it."""

from collections.abc import Iterable

from projects.records.representations import Form, dumped


class ObjectForm(Form):
    """An object with members of its own, and under `members` one more for each item."""

    members: str

    @property
    def content_type(self):
        """JSON is UTF-8, and its media types know no charset (RFC 8259)."""
        return self.media_type

    def frame(self, view) -> dict:
        """What the list says of itself: at least one member."""
        raise NotImplementedError

    def written(self, view, items: list) -> Iterable[dict]:
        raise NotImplementedError

    def head(self, view):
        return f'{dumped(self.frame(view)).removesuffix("}")},"{self.members}":['

    def part(self, view, items, is_first):
        written = [dumped(each) for each in self.written(view, items)]
        return "".join(["" if is_first or not written else ",", ",".join(written)])

    def tail(self, view):
        return "]}"
