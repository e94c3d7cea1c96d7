"""Breadcrumbs: the organisation first, the page last (UX.md 1.4)."""


def trail(agency, *steps):
    """Steps are (label, url) pairs; the last one is the page itself and its url may be left out."""
    own = [(agency.name, agency.get_absolute_url())] if agency else []
    return [{"label": step[0], "url": step[1] if len(step) > 1 else ""} for step in (*own, *steps)]
