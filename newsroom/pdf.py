"""Markup as PDF: tagged as PDF/UA-1 asks, made once for each text, one at a time."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from os.path import isfile
from urllib.parse import unquote, urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.core.exceptions import SuspiciousFileOperation

# For how many seconds somebody waits while others' are made.
PATIENCE = 20

_making = threading.Lock()


class Missing(Exception):
    """The engine is not installed, or the libraries of the system that it needs."""


class Busy(Exception):
    """So many were asked for at once that this one has to be asked for again."""


def printed(markup: str, address: str) -> bytes:
    """The document, kept as long as its markup stays the same; what is relative in it is so to the address.

    Raises Missing or Busy.
    """
    key = hashlib.blake2b(f"{address}\n{markup}".encode(), digest_size=20).hexdigest()
    kept = caches["printed"]
    document = kept.get(key)
    if document is None:
        with _in_turn():
            document = kept.get(key)  # whoever was before may have made it
            if document is None:
                document = made(markup, address, key)
                kept.set(key, document)
    return document


@contextmanager
def _in_turn() -> Iterator[None]:
    """It takes a whole core and some memory: a crowd must not take more."""
    if not _making.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _making.release()


def engine():
    """WeasyPrint, imported where it is used: it is heavy, and needs libraries that a machine may not have."""
    try:
        import weasyprint  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise Missing from error
    return weasyprint


def made(markup: str, address: str, identifier: str) -> bytes:
    """The same bytes each time."""
    weasyprint = engine()
    files = OurFiles(address, weasyprint.urls.URLFetcherResponse)
    document = weasyprint.HTML(string=markup, base_url=address, url_fetcher=files)
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode())


class OurFiles:
    """Opens our static files for the engine, and nothing else: whatever else a text asks for is left out."""

    _fail_on_errors = False  # the engine asks for it

    def __init__(self, address: str, response: type):
        self.base, self.response = urljoin(address, settings.STATIC_URL), response

    def __call__(self, url: str):
        name = unquote(url.partition("?")[0].partition("#")[0].removeprefix(self.base))
        path = self._path(name) if url.startswith(self.base) else None
        if path is None:
            raise ValueError(f"Not one of our files: {url}")
        with open(path, "rb") as file:
            return self.response(url, file.read(), {"Content-Type": _kind(name)})

    def _path(self, name: str) -> str | None:
        """Of the file in our code, or as it was collected, where its name has a mark of its content."""
        try:
            found = finders.find(name) or staticfiles_storage.path(name)
        except SuspiciousFileOperation:  # it leads out of where the files are
            return None
        return found if isfile(found) else None


def _kind(name: str) -> str:
    return "text/css" if name.endswith(".css") else "application/octet-stream"
