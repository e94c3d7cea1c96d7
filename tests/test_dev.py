"""dev.py, as a newcomer meets it: a clean copy of the tree, no environment, a real server, and what goes wrong.

The tests share one first start, which installs for real, so they are kept together on one worker.
"""

import ast
import contextlib
import os
import re
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

import dev

pytestmark = pytest.mark.xdist_group("dev")

PYTHON = getattr(sys, "_base_executable", sys.executable)  # the Python outside .venv, which is what a newcomer has
PASSWORD = "ett lösenord för alla"


def surroundings(**more):
    """The environment of a newcomer's shell: no settings of ours, but the machine's way to its packages."""
    kept = re.compile(r"PATH|HOME|LANG|LC_.*|PIP_.*|SSL_.*|https?_proxy|no_proxy", re.IGNORECASE)
    return {name: value for name, value in os.environ.items() if kept.fullmatch(name)} | more


def clean_copy(folder):
    """What git would give a newcomer, and what is about to be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=dev.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (dev.ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(dev.ROOT / name, folder / name)
    return folder


def run(tree, *arguments, **more):
    command = [PYTHON, "dev.py", *arguments]
    return subprocess.run(command, cwd=tree, env=surroundings(**more), capture_output=True, text=True, timeout=300)


@contextlib.contextmanager
def starting(tree, *arguments, **options):
    """A start of the demo under way; whatever is left of it at the end is stopped."""
    command = [PYTHON, "dev.py", "demo", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=tree, env=surroundings(), **pipes, **options) as process:
        alarm = threading.Timer(120, process.kill)
        alarm.start()
        try:
            yield process
        finally:
            alarm.cancel()
            process.terminate()


def read_until(process, beginning):
    """What is printed up to and with the line that begins so."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith(beginning):
            return "".join(lines)
    pytest.fail(f"the demo ended before it said {beginning!r}: {''.join(lines)}")


def read_address(process):
    return re.search(r"^Samplan: (http://127\.0\.0\.1:\d+/)$", read_until(process, "Samplan: "), re.MULTILINE)[1]


def get(url):
    with urllib.request.urlopen(url, timeout=20) as response:
        return response.status, response.read().decode()


def port_of(url):
    return int(url.rstrip("/").rpartition(":")[2])


def is_held(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def soon(happens):
    """Whether it happens within ten seconds."""
    deadline = time.monotonic() + 10
    while not happens() and time.monotonic() < deadline:
        time.sleep(0.02)
    return happens()


def sound(tree):
    with contextlib.closing(sqlite3.connect(tree / "var" / "demo.sqlite3")) as database:
        return database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def remove_database(tree):
    for file in (tree / "var").glob("demo.sqlite3*"):
        file.unlink()


def is_one_sentence(text):
    return text.count("\n") == 1 and text.endswith(".\n") and "Traceback" not in text


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A clean copy, in which a developer's own .env speaks of a database that the demo must not touch."""
    folder = clean_copy(tmp_path_factory.mktemp("fresh") / "a folder + more")
    (folder / ".env").write_text("DEBUG=1\nDATABASE_URL=sqlite:///var/in-use.sqlite3\n")
    return folder


@pytest.fixture(scope="module")
def first_start(tree):
    return run(tree, "demo", "--no-serve", DEMO_PASSWORD=PASSWORD)


@pytest.fixture
def started(tree, first_start):
    """The tree after a first start that went well."""
    assert first_start.returncode == 0, first_start.stderr
    return tree


class TestTheFirstStart:
    def test_goes_from_nothing_to_logins(self, first_start):
        """Every person of the story is named with an address, and the password is told."""
        assert (first_start.returncode, first_start.stderr) == (0, "")
        assert f"Lösenord: {PASSWORD}" in first_start.stdout
        assert len(set(re.findall(r"\S+@\S+", first_start.stdout))) >= 4

    @pytest.mark.parametrize("name", ["demo-secret", "demo-password", "demo-logins.txt"])
    def test_keeps_secrets_for_their_owner_alone(self, started, name):
        assert stat.S_IMODE((started / "var" / name).stat().st_mode) == 0o600

    def test_leaves_other_databases_alone(self, started):
        """.env names a database in use, and settings have a default one: neither was made or touched."""
        assert [file.name for file in (started / "var").glob("*.sqlite3")] == ["demo.sqlite3"]

    @pytest.mark.parametrize("step", ["Kör migrate", "Kör load_demo"])
    def test_killed_half_way_is_mended_by_the_next(self, started, step):
        """kill -9 while the database is being made leaves nothing that the next start cannot finish."""
        remove_database(started)
        with starting(started, "--no-serve") as process:
            read_until(process, step)
            assert soon((started / "var" / "demo.sqlite3").exists)
            process.kill()
        mended = run(started, "demo", "--no-serve", DEMO_PASSWORD=PASSWORD)
        assert (mended.returncode, mended.stderr) == (0, "")
        assert step in mended.stdout
        assert f"Lösenord: {PASSWORD}" in mended.stdout
        assert sound(started)


class TestTheNextStart:
    def test_does_nothing_again_and_tells_the_logins_again(self, started, first_start):
        again = run(started, "demo", "--no-serve")
        assert again.returncode == 0
        assert "Installerar" not in again.stdout
        assert "Kör" not in again.stdout
        assert again.stdout.strip()
        assert first_start.stdout.endswith(again.stdout)

    def test_sets_a_new_password_when_one_is_chosen(self, started):
        assert "Lösenord: ett annat" in run(started, "demo", "--no-serve", DEMO_PASSWORD="ett annat").stdout
        assert "Lösenord: ett annat" in run(started, "demo", "--no-serve").stdout
        run(started, "demo", "--no-serve", DEMO_PASSWORD=PASSWORD)

    def test_makes_the_database_again_when_it_is_gone(self, started):
        remove_database(started)
        assert "Kör migrate" in run(started, "demo", "--no-serve").stdout
        assert sound(started)


class TestTheServer:
    def test_answers_when_it_says_so(self, started):
        """The health check, the first page, and the style sheet that the page asks for."""
        with starting(started, "--port", "0") as process:
            url = read_address(process)
            assert get(url + "healthz") == (200, "ok")
            status, page = get(url)
            assert status == 200
            style = re.search(r'href="/(static/[^"]+\.css)"', page)[1]
            assert get(url + style)[0] == 200

    @pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
    def test_stops_when_told_and_lets_go_of_the_port(self, started, sign):
        """Ctrl-C, which the terminal sends to the whole family of processes, and SIGTERM."""
        with starting(started, "--port", "0", start_new_session=True) as process:
            url = read_address(process)
            get(url)
            os.killpg(process.pid, sign)
            assert process.wait(timeout=20) in (0, 128 + sign)
            assert soon(lambda: not is_held(port_of(url)))
            assert "Traceback" not in process.stdout.read()

    def test_starts_again_on_the_same_port_after_being_killed(self, started):
        """kill -9 leaves a whole database and no process that keeps the port."""
        with starting(started, "--port", "0") as process:
            port = port_of(read_address(process))
            process.kill()
        assert sound(started)
        with starting(started, "--port", str(port)) as process:
            assert get(read_address(process) + "healthz") == (200, "ok")


class TestWhatGoesWrong:
    """Whatever goes wrong is one sentence on stderr and an exit code, never a traceback."""

    def test_a_taken_port(self, started):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            refused = run(started, "demo", "--port", str(port))
        assert refused.returncode == 1
        assert is_one_sentence(refused.stderr)
        assert f"127.0.0.1:{port}" in refused.stderr
        assert "upptagen" in refused.stderr

    def test_no_network(self, tmp_path):
        """No index, no cache, no files of packages: nothing of the machine helps."""
        nothing = {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": "http://127.0.0.1:9/",
            "PIP_EXTRA_INDEX_URL": "",
            "PIP_FIND_LINKS": "",
            "PIP_NO_CACHE_DIR": "1",
            "PIP_RETRIES": "0",
        }
        refused = run(clean_copy(tmp_path), "demo", "--no-serve", **nothing)
        assert refused.returncode == 1
        assert is_one_sentence(refused.stderr)
        assert "PyPI" in refused.stderr

    def test_no_pip(self, tmp_path):
        (tmp_path / "broken").mkdir()
        (tmp_path / "broken" / "pip.py").write_text("raise SystemExit(1)")
        refused = run(clean_copy(tmp_path), "demo", "--no-serve", PYTHONPATH=str(tmp_path / "broken"))
        assert refused.returncode == 1
        assert is_one_sentence(refused.stderr)
        assert "python3-pip" in refused.stderr

    def test_a_database_that_does_not_answer(self, started):
        refused = run(started, "demo", "--no-serve", DATABASE_URL="postgresql://nobody@127.0.0.1:9/nothing")
        assert refused.returncode == 1
        assert refused.stderr.startswith("migrate --no-input misslyckades: ")

    def test_a_python_that_is_too_old(self):
        assert "3.11" in dev.unfit((3, 10, 14), "posix")
        assert "3.10" in dev.unfit((3, 10, 14), "posix")
        assert dev.unfit((3, 11, 0), "posix") is None
        assert dev.unfit((4, 0, 0), "posix") is None

    def test_an_old_python_can_read_far_enough_to_say_so(self):
        assert ast.parse((dev.ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def _interrupted(*command, **options):
    raise KeyboardInterrupt


class TestInstalling:
    @pytest.fixture
    def installed(self, monkeypatch, tmp_path):
        """What pip was asked to install, on a machine where that always works."""
        asked = []
        monkeypatch.setattr(dev, "VENV", tmp_path)
        monkeypatch.setattr(dev, "VAR", tmp_path)
        monkeypatch.setattr(dev, "python_version", lambda: "3.11.2")
        monkeypatch.setattr(dev, "find_pip", lambda: PYTHON)
        monkeypatch.setattr(dev, "run", lambda *command, **options: asked.append(command[-1]))
        return asked

    def test_happens_once(self, installed):
        dev.install("requirements.txt")
        dev.install("requirements.txt")
        assert installed == ["requirements.txt"]

    def test_for_the_tests_is_enough_for_the_demo(self, installed):
        dev.install("requirements-dev.txt")
        dev.install("requirements.txt")
        assert installed == ["requirements-dev.txt"]

    def test_for_the_demo_is_not_enough_for_the_tests(self, installed):
        dev.install("requirements.txt")
        dev.install("requirements-dev.txt")
        assert installed == ["requirements.txt", "requirements-dev.txt"]

    def test_happens_again_with_another_python(self, installed, monkeypatch):
        dev.install("requirements.txt")
        monkeypatch.setattr(dev, "python_version", lambda: "3.13.1")
        dev.install("requirements.txt")
        assert installed == ["requirements.txt", "requirements.txt"]

    def test_begins_anew_when_the_last_was_cut_short(self, installed, monkeypatch):
        """Half a package may look whole to pip, so the environment is made again."""
        made = []
        monkeypatch.setattr(dev.venv, "create", lambda folder, **options: made.append(options["clear"]))
        with monkeypatch.context() as cut_short:
            cut_short.setattr(dev, "run", _interrupted)
            with pytest.raises(KeyboardInterrupt):
                dev.install("requirements.txt")
        dev.install("requirements.txt")
        dev.install("requirements.txt")
        assert (made, installed) == ([True], ["requirements.txt"])

    def test_keeps_the_environment_when_pip_itself_gives_up(self, installed, monkeypatch):
        made = []
        monkeypatch.setattr(dev.venv, "create", lambda folder, **options: made.append(folder))
        with monkeypatch.context() as failing:
            failing.setattr(dev, "run", lambda *command, **options: 1)
            with pytest.raises(SystemExit):
                dev.install("requirements.txt")
        dev.install("requirements.txt")
        assert (made, installed) == ([], ["requirements.txt"])

    def test_locks_for_the_tests_hold_all_that_the_demo_runs_on(self):
        """The very same versions: what is tested is what runs."""
        run_on, tested_with = [
            set(re.findall(r"(?m)^(\S+==\S+)", (Path(dev.ROOT) / name).read_text())) for name in dev.REQUIREMENTS
        ]
        assert run_on
        assert run_on <= tested_with


class TestTesting:
    """`dev.py test` says what it left out, and with REQUIRE_ALL leaving out is failing."""

    @pytest.fixture
    def suites(self, monkeypatch, capsys, tmp_path):
        """Runs the command with the given findings, where pytest answers as told; gives the exit code and the words."""
        environment = dict(os.environ, REQUIRE_ALL="0", CHROMIUM="")
        monkeypatch.setattr(os, "environ", environment)
        monkeypatch.setattr(dev, "install", lambda requirements: None)
        monkeypatch.setattr(dev, "VAR", tmp_path)

        def suites(*arguments, postgres=True, chromium=True, codes=(0, 0, 0), **more):
            answers = iter(codes)
            environment.update(more)
            monkeypatch.setattr(dev, "answers", lambda url: postgres)
            monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/chromium" if chromium else None)
            monkeypatch.setattr(dev, "run", lambda *command, **options: next(answers))
            return dev.test(list(arguments)), capsys.readouterr().out

        return suites

    def test_passes_when_all_was_run(self, suites):
        code, said = suites(REQUIRE_ALL="1")
        assert code == 0
        assert "Utelämnat" not in said

    @pytest.mark.parametrize(
        ("missing", "remedy"),
        [
            ({"postgres": False}, "TEST_POSTGRES_URL"),
            ({"chromium": False}, "CHROMIUM"),
            ({"codes": (0, 0, dev.NO_TESTS)}, "Webbläsartester"),
        ],
    )
    def test_tells_what_was_left_out(self, suites, missing, remedy):
        code, said = suites(**missing)
        assert code == 0
        assert remedy in re.search(r"(?m)^Utelämnat: .*\.$", said)[0]
        assert suites(**missing, REQUIRE_ALL="1")[0] == 1

    @pytest.mark.parametrize("codes", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 4)])
    def test_fails_when_any_suite_does(self, suites, codes):
        code, said = suites(codes=codes)
        assert code == 1
        assert "Misslyckades: " in said

    def test_lets_a_chosen_test_be_missing_from_some_suites(self, suites):
        assert suites("-k", "chosen", codes=(0, dev.NO_TESTS, dev.NO_TESTS), REQUIRE_ALL="1")[0] == 0

    def test_knows_a_postgres_that_does_not_answer(self, monkeypatch):
        monkeypatch.setattr(dev, "PYTHON", sys.executable)
        assert dev.answers("postgresql://nobody@127.0.0.1:9/nothing") is False
