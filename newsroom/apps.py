from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")


class DeskConfig(admin.AdminConfig):
    """Django's admin, with our own site in the place of `admin.site`."""

    default = False
    default_site = "newsroom.admin_site.DeskSite"
