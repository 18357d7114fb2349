"""A release as PDF: the same story, drawn from the same template as its page."""

from http import HTTPStatus

from csp.decorators import csp_exempt
from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from newsroom import errors, pdf
from newsroom.views_releases import ReleaseView
from projects.records.editions import edition

# After how many seconds to ask again for what could not be made at once.
LATER = 10


class ReleasePdf(ReleaseView):
    """Answers as the page does where there is nothing to print. Whatever else is asked is ignored."""

    as_known = None
    template_name = "newsroom/release_pdf.html"

    def get(self, request, *args, **kwargs):
        if hasattr(request, "preview"):  # a paper is passed on, and then says no longer that it was one
            raise Http404
        return super().get(request, *args, **kwargs)

    def render_to_response(self, context, **response):
        """Who has it already is told so before it is drawn."""
        request = self.request
        current = request.edition or edition(timezone.now())
        tag = current.tag(request.build_absolute_uri(request.path))
        answer = current.decided(request, tag) or self.printed(context)
        if answer.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            current.tell(answer, tag)
        else:
            patch_cache_control(answer, no_store=True)
        return answer

    def printed(self, context) -> HttpResponse:
        markup = render_to_string(self.template_name, {**context, "site_name": settings.SITE_NAME})
        try:
            document = pdf.printed(markup, self.address)
        except pdf.Missing:
            return self.unavailable(
                _("PDF files cannot be made here"),
                _("A library that they need is not installed on this server. The page holds the same text."),
            )
        except pdf.Busy:
            answer = self.unavailable(
                _("Too many PDF files at once"), _("Please ask for this one again in a few seconds.")
            )
            answer.headers["Retry-After"] = str(LATER)
            return answer
        return self.document(document)

    # A browser's own viewer is a page of its own making, which our policy would keep from its styles.
    @method_decorator(csp_exempt())
    def document(self, content: bytes) -> HttpResponse:
        return HttpResponse(
            content,
            content_type="application/pdf",
            headers={
                "Content-Disposition": content_disposition_header(False, f"{self.object.slug}.pdf"),
                "Link": f'<{self.address}>; rel="canonical"',
            },
        )

    def unavailable(self, title: str, detail: str) -> HttpResponse:
        return errors.answer(self.request, HTTPStatus.SERVICE_UNAVAILABLE, title, detail)
