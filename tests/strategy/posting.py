"""What a browser would send back from a form's page."""

SCRIPT = "<script>alert(1)</script>"
NASTY = ("x" * 50_000, "a\x00b", SCRIPT, "\u202e😀", "   ")


def typed(client, url, /, **changes):
    """Every field of the form at url as it stands there, with some of them changed."""
    form = client.get(url).context["form"]
    posted = _values(form)
    for rows in form.row_sets:
        posted |= _values(rows.formset.management_form)
        for row in rows.formset:
            posted |= _values(row)
    return posted | changes


def _values(form):
    return {bound.html_name: _posted(bound) for bound in form if _posted(bound) is not None}


def _posted(bound):
    value = bound.value()
    if isinstance(value, (list, tuple)):
        return [str(getattr(one, "pk", one)) for one in value]
    if value is True:
        return "on"
    return None if value is False else "" if value is None else str(value)


def text(response):
    return response.content.decode()
