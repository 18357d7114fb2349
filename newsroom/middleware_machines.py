"""What every public page has for programs that read it, whichever floor it is of."""

from django.utils.cache import patch_vary_headers

from newsroom.middleware_pages import Described
from newsroom.views_markdown import IN_MARKDOWN, is_markdown_wanted, markdown


class ForMachines:
    """Answers in Markdown at the address of a page whoever prefers it. What there is no such answer for, the page
    itself says. And gives pages what their heads tell programs, but for those of an earlier day or text."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.view_name in IN_MARKDOWN:
            patch_vary_headers(response, ["Accept"])
        return response

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        if name in IN_MARKDOWN and request.method in ("GET", "HEAD") and is_markdown_wanted(request):
            return markdown(request, name, kwargs["slug"])
        return None

    def process_template_response(self, request, response):
        context = response.context_data or {}
        is_public = getattr(context.get("view"), "is_public_page", False)
        is_earlier = context.get("as_known") or request.resolver_match.view_name.endswith("-version")
        if is_public and response.status_code == 200 and not is_earlier:
            context["described"] = Described(request, context)
        return response
