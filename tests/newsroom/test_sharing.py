"""Links by which a page is passed on."""

from urllib.parse import parse_qs, urlsplit

from newsroom import sharing

TITLE, ADDRESS = "Énergie & co: 100 % – “oui”?", "https://news.example/fr/news/opening/"


def test_links_carry_title_and_address_alone():
    for way in sharing.ways(TITLE, ADDRESS):
        parts = urlsplit(way["url"])
        said = " ".join(value for values in parse_qs(parts.query).values() for value in values)
        assert said.replace(TITLE, "").replace(ADDRESS, "").strip() == ""
        assert ADDRESS in said
        assert parts.fragment == ""


def test_mail_programs_are_given_spaces_that_they_read():
    mail = sharing.ways(TITLE, ADDRESS)[0]["url"]
    assert mail.startswith("mailto:?subject=%C3%89nergie%20%26%20co")
    assert "+" not in mail
