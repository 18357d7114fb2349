from projects.records.dates import Span


class SpanColumns:
    """A `Span` in three columns: `earliest`, `latest`, `approx`, each with the prefix given. None if empty."""

    def __init__(self, prefix: str = ""):
        self.columns = [f"{prefix}{name}" for name in ("earliest", "latest", "approx")]

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        earliest, latest, approx = (getattr(instance, column) for column in self.columns)
        return None if earliest is None and latest is None else Span(earliest, latest, approx)

    def __set__(self, instance, span: Span | None):
        values = (None, None, False) if span is None else (span.earliest, span.latest, span.approx)
        for column, value in zip(self.columns, values, strict=True):
            setattr(instance, column, value)
