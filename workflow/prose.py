"""What people write at length, shown with headings, lists and links, and nothing else.

It lives in workflow because every room's items may have such texts. A text is kept as it was typed; pasted HTML is
shown as the characters it is.
"""

from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

HINT = "Börja en rad med # så blir den en rubrik, och med - så blir den en punkt i en lista."
_HIGHEST = 3  # the page has its h1, and the card its h2

# "zero" knows paragraphs only; the library itself refuses addresses like javascript:.
_reader = MarkdownIt("zero", {"html": False, "breaks": True}).enable(
    ["heading", "list", "link", "newline", "escape", "autolink"]
)


def prose(text):
    """The text as safe HTML; "" for no text. Headings start at h3, whatever number of # somebody typed."""
    tokens = _reader.parse(text or "")
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(_HIGHEST + levels.index(token.tag), 6)}"
    html = _reader.renderer.render(tokens, _reader.options, {})
    return mark_safe(html.replace("<a href=", '<a rel="noreferrer" href='))  # noqa: S308 (made by the reader above)
