"""What the desk's pages about one record have in common."""

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse


def url_of(record, page: str, *args, **options) -> str:
    """The address of a page of the desk about the record: "summary", "change", "publish" …"""
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}"
    return reverse(name, args=[quote(record.pk), *args], **options)


class Pages:
    """For the admin of records: pages beside the form, each with an address of its own."""

    def page(self, name: str, view, rest: str = ""):
        """`<key>/<name>/<rest>`, for whoever may look at the record, which the view is given after the request."""

        def found(request, object_id, **rest_of_address):
            record = self.get_object(request, unquote(object_id))
            if record is None:
                raise Http404
            if not self.has_view_or_change_permission(request, record):
                raise PermissionDenied
            return view(request, record, **rest_of_address)

        return path(
            f"<path:object_id>/{name}/{rest}",
            self.admin_site.admin_view(found),
            name=f"{self.opts.app_label}_{self.opts.model_name}_{name}",
        )

    def page_context(self, request, record, title: str, **more) -> dict:
        """What every such page's template needs."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "media": self.media,
            **more,
        }
