"""A real Chromium against a real server with the demo story, started once for all browser tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "tre-krogare-i-exempelkoping-2026"
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
PICTURES = ROOT / "var" / "pictures"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def story(tmp_path_factory):
    """The folder of a database with the demo story, told once; each site has a copy."""
    folder = tmp_path_factory.mktemp("story")
    for command in (["migrate", "-v0"], ["load_codelists"], ["load_demo"], ["collectstatic", "--no-input", "-v0"]):
        run = [sys.executable, "manage.py", *command]
        subprocess.run(run, cwd=ROOT, env=_environment(folder), check=True, stdout=subprocess.DEVNULL)
    return folder


def _environment(folder):
    return os.environ | {
        "DEMO": "1",
        "DEBUG": "0",
        "DEMO_TODAY": "2026-10-15",
        "DEMO_PASSWORD": PASSWORD,
        "SECRET_KEY": "demo-browser-tests",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "FILES_DIR": str(folder / "files"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


@pytest.fixture(scope="session")
def site(story, tmp_path_factory):
    """The address of a demo server that the tests share."""
    with _serving(story, tmp_path_factory.mktemp("sites") / "site") as address:
        yield address


@pytest.fixture
def own_site(story, tmp_path):
    """The same for one test alone, which does something that cannot be undone."""
    with _serving(story, tmp_path / "site") as address:
        yield address


@contextmanager
def _serving(story, folder):
    shutil.copytree(story, folder)
    port = _free_port()
    serve = ["gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4"]
    server = subprocess.Popen([sys.executable, "-m", *serve, "--no-control-socket"], cwd=ROOT, env=_environment(folder))
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(url):
    for _attempt in range(150):
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"Nothing answers at {url}.")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*flags, "--disable-sync", "--no-first-run"]
        )
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser: logs in, and counts what they click."""

    def __init__(self, page, site):
        self.page, self.site, self.clicks = page, site, 0
        self.faults = []
        page.on("console", lambda message: message.type == "error" and self._note(message.text, message.location))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _note(self, text, location):
        answers = ("status of 404", "status of 403", "status of 409")  # pages that are tried on purpose
        if not any(answer in text for answer in answers):
            self.faults.append(f"{text} {location.get('url', '')}")

    def go(self, path):
        self.page.goto(self.site + path)
        return self

    def log_in(self, email):
        self.go("/logga-in/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_url(lambda url: "/logga-in/" not in url)
        return self

    def click(self, target):
        """Clicks a link or a button by its words, or a locator; counted."""
        if isinstance(target, str):
            target = (
                self.page.locator("main")
                .get_by_role("link", name=target)
                .or_(self.page.locator("main").get_by_role("button", name=target))
                .first
            )
        target.click()
        self.page.wait_for_load_state()
        self.clicks += 1
        return self

    @contextmanager
    def click_budget(self, most):
        before = self.clicks
        yield
        assert self.clicks - before <= most, f"{self.clicks - before} clicks, {most} allowed"

    def text(self):
        return self.page.locator("main").inner_text().replace("\xa0", " ")

    def picture(self, name):
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


@pytest.fixture
def visitor(site, chromium):
    """visitor(width=1440, scripts=True): a new browser window with no history."""
    contexts = []

    def visitor(width=1440, scripts=True, site=site):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale="sv-SE", java_script_enabled=scripts
        )
        contexts.append(context)
        return Visitor(context.new_page(), site)

    yield visitor
    for context in contexts:
        context.close()
