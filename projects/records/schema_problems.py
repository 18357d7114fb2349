"""What the OpenAPI document says of refusals: problem details by RFC 9457, with an example of each."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from projects.records import problems
from projects.records.schema_parts import several_of, shared, text, thing

_MISTAKE = {
    "parameter": "kind",
    "detail": "“gigafactry” is not possible here.",
    "allowed": ["centre", "cluster", "gigafactory"],
    "did_you_mean": "gigafactory",
}


class Refusal(NamedTuple):
    """The schema of its body, and an example of what that has beside what all have."""

    status: int
    name: str
    description: str
    schema: str
    detail: str
    members: dict = {}
    headers: tuple[str, ...] = ()


REFUSALS = [
    Refusal(
        400,
        "BadRequest",
        _("Parameters are unknown, repeated or malformed. Each is named, with what is allowed."),
        "Mistakes",
        problems.Refused.default_detail,
        {"errors": [_MISTAKE]},
    ),
    Refusal(
        404,
        "NotFound",
        _("There is nothing here, or a parameter leads nowhere; “errors” then names it."),
        "Problem",
        "Not found.",
    ),
    Refusal(
        406,
        "NotAcceptable",
        _("There is no such form of this. Those that there are stand in “available”."),
        "NoSuchForm",
        problems.NotAcceptable.default_detail,
        {
            "errors": [{"parameter": "format", "detail": "There is no such form here.", "allowed": ["json"]}],
            "available": {"json": "application/json"},
        },
    ),
    Refusal(
        410,
        "Gone",
        _("It was withdrawn; the reason is given."),
        "Withdrawn",
        "This was withdrawn: published by mistake",
        {"reason": "published by mistake", "withdrawn": "2025-12-11T09:00:00Z"},
    ),
    Refusal(
        410,
        "StartAnew",
        _("The token is of another time of this database, or of another one."),
        "NewStart",
        _("The token is of another time of this database, or of another one. Begin anew at “start”."),
        {"start": "https://newsroom.example.org/api/v1/changes/"},
    ),
    Refusal(
        412,
        "PreconditionFailed",
        _("It has changed since the state that If-Match or If-Unmodified-Since names."),
        "Problem",
        problems.PreconditionFailed.default_detail,
    ),
    Refusal(
        429,
        "TooManyRequests",
        _("There were too many requests; “Retry-After” says in how many seconds to come back."),
        "Problem",
        _("There were too many requests."),
        headers=("Retry-After",),
    ),
    Refusal(
        500,
        "ServerError",
        _("Something is broken on our side."),
        "Problem",
        _("Something is broken on our side."),
    ),
]


def responses() -> dict:
    return {refusal.name: _response(refusal) for refusal in REFUSALS}


def _response(refusal: Refusal) -> dict:
    example = problems.body(refusal.status, str(refusal.detail), **refusal.members)
    content = {"schema": shared("schemas", refusal.schema), "example": example}
    return {
        "description": str(refusal.description),
        "headers": {name: shared("headers", name) for name in refusal.headers},
        "content": {problems.MEDIA_TYPE: content},
    }


def schemas() -> dict:
    every = {
        "type": text(_("“about:blank”: the status says what kind of problem it is."), format="uri-reference"),
        "title": text(_("The status in words.")),
        "status": {"type": "integer", "description": str(_("The status of the answer."))},
        "detail": text(_("What is wrong, for people, in the language asked for.")),
    }
    errors = {"errors": several_of(shared("schemas", "Mistake"))}
    available = text(_("Its media type."))
    forms = {"available": {"type": "object", "additionalProperties": available}}
    moment_or_day = [{"format": "date-time"}, {"format": "date"}]
    reason = {
        "reason": text(_("Why, in the language asked for.")),
        "withdrawn": text(_("When; of a figure, on which day."), anyOf=moment_or_day),
    }
    start = {"start": text(_("Where to begin without a token."), format="uri")}
    mistake = {"parameter": text(_("Its name.")), "detail": text(_("What is wrong with it."))}
    perhaps = {
        "allowed": several_of(text(), _("What is allowed in its place.")),
        "did_you_mean": {"type": ["string", "null"], "description": str(_("The nearest of these."))},
    }
    return {
        "Mistake": thing(_("One parameter that was refused."), mistake, perhaps),
        "Problem": thing(_("A refusal."), every, errors),
        "Mistakes": thing(_("A refusal of parameters."), every | errors),
        "NoSuchForm": thing(_("A refusal, with each form that there is."), every | errors | forms),
        "NewStart": thing(_("A token that is good no longer."), every | start),
        "Withdrawn": thing(_("What was withdrawn, when and why."), every | reason),
    }
