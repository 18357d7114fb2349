from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def refuse_circle(record: models.Model, name: str) -> None:
    """Raises ValidationError if the chain of this foreign key leads back to the record."""
    above, seen = getattr(record, name), set()
    while above is not None and above.pk not in seen:
        if above.pk == record.pk:
            raise ValidationError({name: _("This would lead back to the record itself, in a circle.")})
        seen.add(above.pk)
        above = getattr(above, name)


class Nested(models.Model):
    """A record that may be part of another of its kind, but not of itself, nor in a circle.

    Triggers of the database refuse circles that come past the form.
    """

    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The larger one that it belongs to: a group, a plant, a cluster."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("uuid")),
                name="%(app_label)s_%(class)s_not_part_of_itself",
                violation_error_message=_("A record is not part of itself."),
            ),
        ]

    def clean(self):
        super().clean()
        refuse_circle(self, "part_of")
