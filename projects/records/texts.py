"""Texts as they may be stored: nothing in them that cannot be seen, or that makes them read otherwise."""

import re

from django.db import models

from projects.records import richtext
from projects.records.fields import RichTextField

# Marks that turn the reading direction of what follows, and control characters other than tab and line break.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def tidy(row: models.Model) -> None:
    """Cleans every text of a row, in place."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname, None)
        if isinstance(field, RichTextField):
            setattr(row, field.attname, richtext.clean(value or ""))
        elif isinstance(field, models.CharField | models.TextField) and isinstance(value, str):
            setattr(row, field.attname, _UNSEEN.sub("", value))
