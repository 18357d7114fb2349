from django.db import models
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from projects.records.languages import Translated
from projects.records.models import Record


class Topic(Record):
    """A subject under which releases are filed."""

    # Releases show all of it.
    FACE = ("slug", "name_en", "name_fr", "version", "published_at", "updated_at")

    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=100, blank=True)

    name = Translated()

    class Meta(Record.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name_en", "uuid"]

    def __str__(self):
        return self.name or self.slug

    def get_absolute_url(self):
        return f"{reverse('news')}?{urlencode({'topic': self.slug})}"


class Contact(Record):
    """Whom journalists write to or call about a release."""

    # Releases show all of it.
    FACE = (
        *("slug", "name_en", "name_fr", "role_en", "role_fr", "email", "phone"),
        *("version", "published_at", "updated_at"),
    )

    name_en = models.CharField(
        _("name in English"), max_length=200, blank=True, help_text=_("A person or a desk.")
    )
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    role_en = models.CharField(_("role in English"), max_length=200, blank=True)
    role_fr = models.CharField(_("role in French"), max_length=200, blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    name = Translated()
    role = Translated()

    class Meta(Record.Meta):
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")
        ordering = ["name_en", "uuid"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(email="", phone=""),
                name="newsroom_contact_can_be_reached",
                violation_error_message=_("Give an email address or a telephone number."),
            ),
        ]

    def __str__(self):
        return self.name or self.slug
