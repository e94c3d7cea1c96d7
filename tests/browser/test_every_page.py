"""Every page of ours, as each of the story's people sees it: accessible, within its width, and without faults."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve

PEOPLE = {
    "nobody": None,
    "petra": "petra.lind@exk.example",
    "karin": "karin.aberg@exm.example",
    "lars": "lars.oberg@exi.example",
}
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SKIPPED = ("/admin/", "/logga-ut/", "/static/")


def kind(path):
    """What the address shows: two projects are one kind of page."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def explore(visitor):
    """One address of each kind of page that can be reached by links."""
    found, queue = {}, ["/", "/stil/", "/hem/", "/hem/att-gora/", "/hem/lage/", "/finns-inte/"]
    while queue:
        path = queue.pop(0)
        name = kind(path) or "404"
        if name in found or path.startswith(SKIPPED):
            continue
        response = visitor.page.goto(visitor.site + path)
        found[name] = path
        if response.status < 400:
            links = visitor.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
            queue += [urlsplit(link).path for link in links if link.startswith(visitor.site)]
    return found


def faults(visitor, path):
    """What is wrong with a page at the window's width."""
    visitor.go(path)
    wide = visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    results = Axe().run(visitor.page, options=OPTIONS).response["violations"]
    for violation in results:
        for node in violation["nodes"][:3]:
            yield f"{path}: {violation['id']}: {node['html'][:160]}"
    if wide > 0:
        yield f"{path}: {wide} px wider than the window"
    if not visitor.page.title().endswith("Samplan"):
        yield f"{path}: title {visitor.page.title()!r}"


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_is_accessible_and_fits_at_1440_and_320(visitor, who):
    wide, narrow = visitor(1440), visitor(320)
    for one in (wide, narrow):
        if PEOPLE[who]:
            one.log_in(PEOPLE[who])
    pages = explore(wide)
    assert len(pages) >= (3 if who == "nobody" else 20), pages
    found = []
    for name, path in pages.items():
        found += [f"1440 {fault}" for fault in faults(wide, path)]
        found += [f"320 {fault}" for fault in faults(narrow, path)]
        slug = re.sub(r"\W+", "-", name)
        wide.picture(f"{who}-{slug}-1440")
        narrow.picture(f"{who}-{slug}-320")
    assert not found, "\n".join(found)
    assert not wide.faults + narrow.faults, "\n".join(wide.faults + narrow.faults)


def test_every_page_reads_without_scripts(visitor):
    petra = visitor(scripts=False).log_in("petra.lind@exk.example")
    for path in explore(visitor().log_in("petra.lind@exk.example")).values():
        petra.go(path)
        assert petra.page.locator("h1").count() == 1, path
