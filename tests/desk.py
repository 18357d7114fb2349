"""Fills in the desk's forms as a browser would: what the page shows is sent back, with some of it changed."""

from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse


class _Form(HTMLParser):
    """What a browser would send of the form in which the page is edited."""

    def __init__(self):
        super().__init__()
        self.data, self._chosen, self._area, self._inside = {}, None, None, False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self._inside = attrs.get("method") == "post" and attrs.get("id") != "logout-form"
        if not self._inside:
            return
        getattr(self, f"_{tag}", lambda attrs: None)(attrs)

    def _input(self, attrs):
        unchecked = attrs.get("type") in ("checkbox", "radio") and "checked" not in attrs
        if "name" in attrs and attrs.get("type") != "submit" and not unchecked:
            self._put(attrs["name"], attrs.get("value", "on" if attrs.get("type") == "checkbox" else ""))

    def _select(self, attrs):
        self._chosen = attrs.get("name")

    def _option(self, attrs):
        if "selected" in attrs and self._chosen:
            self._put(self._chosen, attrs.get("value", ""))

    def _textarea(self, attrs):
        self._area = attrs["name"]
        self._put(self._area, "")

    def handle_data(self, data):
        if self._area:
            self.data[self._area][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None
        if tag == "form":
            self._inside = False

    def _put(self, name, value):
        self.data.setdefault(name, []).append(value)


def form_of(response) -> dict[str, list[str]]:
    form = _Form()
    form.feed(response.content.decode())
    # The first line break of a textarea belongs to the markup.
    return {name: [value.lstrip("\r\n") for value in values] for name, values in form.data.items()}


def added(inline: str, **fields) -> dict[str, str]:
    """One more row of an inline that has none yet."""
    return {f"{inline}-TOTAL_FORMS": "1"} | {f"{inline}-0-{name}": value for name, value in fields.items()}


def admin_url(record, page: str = "change") -> str:
    """A page of the desk: about a record, or about its kind ("changelist", "add")."""
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}"
    return reverse(name, args=[] if isinstance(record, type) else [record.pk])


def send(client: Client, url: str, **changes):
    """Opens the form, changes some of it, sends it."""
    return client.post(url, {**form_of(client.get(url)), **changes})


def errors_of(response) -> str:
    """All that the page's form complains about, in one text."""
    context = response.context
    found = [*context["errors"]] if "adminform" in context else [*context["form"].errors.values()]
    return " ".join(str(line) for line in found)
