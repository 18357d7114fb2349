"""Makes requests such as nobody means well with, out of a random number generator: the same for the same seed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote

from newsroom.api_urls import router
from projects.records.representations import FORMAT

LISTS = {prefix: viewset for prefix, viewset, _name in router.registry}
FIXED = ["", "openapi.json", "docs/", "changes/", "changes.ndjson", "nowhere/", "../../en/", "v1/"]
FEEDS = ["/en/news/feed.atom", "/fr/corrections/feed.atom"]
OF_ALL = [
    "page",
    "page_size",
    "cursor",
    "fields",
    "expand",
    "body",
    "format",
    "language",
    "facets",
    "since",
    "dialect",
]
FORMS = [
    "json",
    "csv",
    "ndjson",
    "geojson",
    "ics",
    "md",
    "timelinejs",
    "ninjs",
    "xml",
    "html",
    "api",
    "json.csv",
    "exe",
]
NUMBERS = [
    "0",
    "-1",
    "1000000000",
    "9" * 4300,
    "1e999",
    "-1e999",
    "1e-99999999",
    "NaN",
    "inf",
    "-Infinity",
    "0x10",
]
NUMBERS += [
    "1_000",
    "1.5",
    "½",
    "٣",
    "+1",
    "1e1",
    " 1",
    "00001",
    "2147483648",
    "9223372036854775808",
    "-0",
    "1,1,1",
]
DAYS = ["0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2025-02-30", "2025-12-11T25:00:00Z", "20251211"]
DAYS += [
    "2025-12-11T09:00:00+99:99",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:60Z",
    "now",
    "infinity",
    "epoch",
]
SIGNS = [
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    "%c0%af",
    "%e2%80%ae",
    "%f0%9f%92%a9",
    "%0d%0aSet-Cookie:%20a=b",
    "%252e%252e%2f",
]
SIGNS += [
    "%",
    "%%",
    "%u0041",
    "%2",
    "+",
    "%5c",
    "%27",
    "%22",
    "%3b",
    "%e2%80%8b",
    "%cc%81" * 50,
    "%f4%90%80%80",
    "e%CC%81",
]
TEXTS = [
    "' OR 1=1--",
    "1; DROP TABLE records_source",
    "') UNION SELECT password FROM auth_user--",
    "{{7*7}}",
    "{%x%}",
]
TEXTS += [
    "${jndi:ldap://a.example/}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "[]",
    "[[[[",
    "{}",
    '{"$gt":""}',
]
TEXTS += [
    "null",
    "None",
    "undefined",
    "true",
    "*",
    "_",
    "\\",
    "a" * 8000,
    "é" * 4000,
    "a b " * 900,
    "(a+)+$" * 20,
    "^.*",
]
LOOKUPS = [
    "__regex",
    "__in",
    "__iregex",
    "__gt",
    "__isnull",
    "__contains",
    "[]",
    "[a][b][c]",
    "[$ne]",
    ".x",
    "_",
    "%00",
]
LOOKUPS += ["__record_uuid", "__note_en", "__password", "__live_before__version__content"]
DEEP = [
    "a." * 900 + "a",
    "source." * 40 + "id",
    "title.title",
    "source.via.via.via",
    "project.part_of.part_of",
    ".",
    "..",
]
DEEP += [
    "*",
    "id,id,id",
    ",".join(["id"] * 900),
    "__class__",
    "projects.milestones.projects.milestones",
    "-id",
    "id,",
]
METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "CONNECT", "PROPFIND", "FOO", "G" * 500]
HEADERS = {
    "Accept": [
        "a" * 4096,
        ",".join(f"text/x{n};q=0.{n}" for n in range(300)),
        "*/*;q=nan",
        ";;;",
        "application/json;v=9",
    ],
    "Accept-Language": ["xx" * 900, "fr;q=9", "*", ",,,", "en-" + "a" * 900, "\xff"],
    "Accept-Encoding": ["gzip;q=0, *;q=0", "br" * 900],
    "If-None-Match": ['"' + "a" * 8000 + '"', ",".join(['"a"'] * 2000), "*", "W/", '"', "\xff", "W/" * 4000],
    "If-Match": ["*", '"', ",".join(['"a"'] * 2000)],
    "If-Modified-Since": ["now", "Thu, 99 Foo 9999 99:99:99 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "9" * 4000],
    "If-Unmodified-Since": ["Mon, 31 Dec 9999 23:59:59 GMT", "-1"],
    "Range": ["bytes=0-", "bytes=" + "0-," * 2000, "bytes=-1"],
    "Host": ["evil.example", "[", "testserver:99999", "a b"],
    "Cookie": ["sessionid=" + "a" * 4000, "sessionid=;;;=", "csrftoken=\xff"],
    "X-Forwarded-For": ["," * 4000, "::1", "a" * 4000],
    "X-HTTP-Method-Override": ["DELETE"],
    "Origin": ["null", "\xff", "a" * 4000],
    "Content-Length": ["-1", "abc"],
    "Content-Type": [
        "multipart/form-data",
        "multipart/form-data; boundary=" + "a" * 900,
        "application/json;charset=nope",
    ],
}


@dataclass(frozen=True)
class Request:
    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def __str__(self):
        return f"{self.method[:20]} {self.path[:300]} {str(self.headers)[:200]}"


class Attack:
    """One request after the other.

    `names` are slugs and ids to ask for; `tokens` are cursors and places in the feed of
    changes, each with the address that it is good for.
    """

    def __init__(self, seed: int, names: list[str], tokens: list[tuple[str, str]]):
        self.random, self.names, self.tokens = Random(seed), names, tokens
        self.kinds: list[Callable[[], Request]] = [
            self.values, self.values, self.values, self.lookups, self.repeated, self.altered, self.headers,
            self.paths, self.deep, self.writing, self.forms, self.of_nothing,
        ]  # fmt: skip

    def next(self) -> Request:
        return self.random.choice(self.kinds)()

    def values(self) -> Request:
        """Parameters that there are, with values that make no sense, or just too much."""
        prefix = self._list()
        asked = [f"{self._name(prefix)}={self._value()}" for _ in range(self.random.choice([1, 1, 1, 2, 3, 8]))]
        return Request(f"/api/v1/{prefix}/?{'&'.join(asked)}")

    def lookups(self) -> Request:
        prefix = self._list()
        name = self._name(prefix) + self.random.choice(LOOKUPS)
        return Request(f"/api/v1/{prefix}/?{name}={self._value()}")

    def repeated(self) -> Request:
        """The same again and again, up to the 8 kB that the server takes as an address, and past them."""
        prefix = self._list()
        name, value = self._name(prefix), self.random.choice([*self.names, "a", "1", "report", ""])
        times = self.random.choice([2, 100, 101, 900, 1500])
        words = (
            [f"{name}={value}"] * times if self.random.random() < 0.5 else [f"{name}=" + ",".join([value] * times)]
        )
        return Request(f"/api/v1/{prefix}/?{'&'.join(words)}")

    def altered(self) -> Request:
        """A place that there is, changed by a byte, cut, or asked for elsewhere."""
        path, token = self.random.choice(self.tokens)
        place = self.random.randrange(len(token))
        byte = self.random.choice(["A", "0", "-", ":", "%00", "%ff", "", token[place] * 2])
        token = self.random.choice([token[:place] + byte + token[place + 1 :], token[:place], token])
        path = self.random.choice([path, path, f"{self._list()}/?cursor=", "changes/?since="])
        return Request(f"/api/v1/{path}{token}")

    def headers(self) -> Request:
        names = self.random.sample(sorted(HEADERS), self.random.choice([1, 1, 2, 4]))
        path = self.random.choice([f"/api/v1/{self._list()}/?page_size=2", f"/api/v1/{self._item()}", *FEEDS])
        return Request(path, headers={name: self.random.choice(HEADERS[name]) for name in names})

    def paths(self) -> Request:
        """Addresses with something put in between."""
        path = f"/api/v1/{self.random.choice([self._item(), f'{self._list()}/', *FIXED])}"
        place = self.random.randrange(len("/api/"), len(path) + 1)
        middle = self.random.choice(
            [*SIGNS, "/", "//", "/./", "/../", ".", "..", "%2f", "%2e", "?", "#", ";a=b", "a" * 8000]
        )
        return Request((path[:place] + middle + path[place:]).replace("//", "/") or "/api/")

    def deep(self) -> Request:
        name = self.random.choice(["fields", "expand", "facets", "has", "missing", "ordering", "body"])
        value = self.random.choice([*DEEP, ",".join(self._name(self._list()) for _ in range(100))])
        path = self.random.choice([f"{self._list()}/", self._item()])
        return Request(f"/api/v1/{path}?{name}={quote(value, safe=',')}")

    def writing(self) -> Request:
        path = self.random.choice([self._item(), f"{self._list()}/", *FIXED])
        body = self.random.choice([b"", b"{}", b"[" * 5000, b"\xff\x00", b"--a\r\n", b"a=1&" * 5000])
        kind = {"Content-Type": self.random.choice(["application/json", *HEADERS["Content-Type"]])}
        return Request(f"/api/v1/{path}".replace("..", ""), self.random.choice(METHODS), kind, body)

    def forms(self) -> Request:
        """Forms that there are and are not, asked for in three ways at once."""
        path = self.random.choice([self._item().rstrip("/"), self._list()])
        suffix = self.random.choice(["", *(f".{form}" for form in FORMS)])
        asked = self.random.choice(
            [f"?{FORMAT}={form}" for form in FORMS] + ["?dialect=excel", "?page_size=1", "?"]
        )
        accept = self.random.choice(
            ["*/*", "text/csv", "text/html", "application/x-ndjson", "text/calendar;q=0.1"]
        )
        return Request(f"/api/v1/{path}{suffix or '/'}{asked}", headers={"Accept": accept})

    def of_nothing(self) -> Request:
        path = self.random.choice([*FIXED, self._item()]).replace("..", "")
        return Request(f"/api/v1/{path}?{self._name(self._list())}={self._value()}")

    def _list(self) -> str:
        return self.random.choice(sorted(LISTS))

    def _item(self) -> str:
        prefix = self.random.choice([prefix for prefix in sorted(LISTS) if hasattr(LISTS[prefix], "retrieve")])
        return f"{prefix}/{self.random.choice(self.names)}/"

    def _name(self, prefix: str) -> str:
        return self.random.choice([*sorted(LISTS[prefix].filterset_class.base_filters), *OF_ALL])

    def _value(self) -> str:
        kind = self.random.choice([NUMBERS, DAYS, SIGNS, TEXTS, self.names])
        value = self.random.choice(kind)
        return value if kind is SIGNS else quote(value)
