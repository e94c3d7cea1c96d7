"""Long texts: headings, lists and links, and nothing else."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.prose import prose


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        (None, ""),
        ("En rad\nen till", "<p>En rad<br>\nen till</p>\n"),
        ("# Vision", "<h3>Vision</h3>\n"),
        ("## Två\n\n#### Fyra", "<h3>Två</h3>\n<h4>Fyra</h4>\n"),
        ("- ett\n- två", "<ul>\n<li>ett</li>\n<li>två</li>\n</ul>\n"),
        ("[planen](https://exempel.se)", '<p><a rel="noreferrer" href="https://exempel.se">planen</a></p>\n'),
        ("[ond](javascript:alert(1))", "<p>[ond](javascript:alert(1))</p>\n"),
        ("<b>fet</b>", "<p>&lt;b&gt;fet&lt;/b&gt;</p>\n"),
        ("**fet** och `kod`", "<p>**fet** och `kod`</p>\n"),
    ],
)
def test_a_text_is_shown_with_what_is_allowed(typed, shown):
    assert prose(typed) == shown


class _Seen(HTMLParser):
    """The tags and addresses of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.addresses = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name not in ("rel",)]


@given(st.text(alphabet=st.sampled_from("<>&\"'#-*[]()!`\n :/javscriptdonl=å"), max_size=200))
def test_nothing_typed_becomes_any_other_markup(typed):
    seen = _Seen(str(prose(typed)))
    assert seen.tags <= {"p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "br"}
    assert not any(address.lower().startswith(("javascript:", "data:", "vbscript:")) for address in seen.addresses)
