#!/usr/bin/env python3
# ruff: noqa: S603, S606 (starting programs is what this file is for)
"""Two commands for a fresh machine: `python3 dev.py demo` and `python3 dev.py test`.

They need Python 3.11 and its pip, nothing else, and keep what they make in .venv/ and var/. What goes wrong is said in
one Swedish sentence. No syntax here is newer than Python 3.6, so that an old Python can say that it is too old.
The file is the demo server's gunicorn configuration too: gunicorn calls `when_ready` and `post_fork`.
"""

import argparse
import contextlib
import ctypes
import errno
import hashlib
import io
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import traceback
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV, VAR = ROOT / ".venv", ROOT / "var"
PYTHON = str(VENV / "bin" / "python")
UNFINISHED = "unfinished"  # what an installation that was cut short leaves in the stamp of .venv
REQUIREMENTS = ["requirements.txt", "requirements-dev.txt"]  # each holds all that the one before it holds
DEMO_DATABASE = "sqlite:///var/demo.sqlite3"  # its own file: the demo must never write in a database that is in use
DEMO_TODAY = "2026-10-15"
STATIC = "collectstatic --no-input"
TEST_DATABASE = "sqlite:///var/test.sqlite3"  # says the kind only: the settings say where tests have theirs
TEST_POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
NO_TESTS = 5  # pytest's exit code
GUNICORN = (
    "-m gunicorn config.wsgi --config dev.py --worker-class gthread --workers 2 --threads 4"
    " --max-requests 1000 --max-requests-jitter 100 --no-control-socket --log-level warning --bind"
)


def main():
    """Chooses the command; what ends it early is a sentence or an exit code, never a traceback."""
    if unfit(sys.version_info, os.name):
        sys.exit(unfit(sys.version_info, os.name))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    os.chdir(str(ROOT))
    try:
        sys.exit(test(sys.argv[2:]) if sys.argv[1:2] == ["test"] else demo(demo_options()))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except OSError as error:
        sys.exit(f"Det gick inte: {error}.")


def unfit(version, system):
    """The sentence that says why Samplan cannot run here, or None."""
    if version < (3, 11):
        return f"Samplan behöver Python 3.11 eller nyare, men detta är Python {version[0]}.{version[1]}."
    return "Samplan körs på Linux och macOS, på Windows i WSL." if system == "nt" else None


def demo_options():
    parser = argparse.ArgumentParser(description="Visar Samplan med påhittade organisationer. `test` kör testerna.")
    parser.add_argument("command", choices=["demo", "test"])
    parser.add_argument("--host", default="127.0.0.1", help="adress att lyssna på; ge fler namn i ALLOWED_HOSTS")
    parser.add_argument("--port", default=8000, type=int, help="port att lyssna på, 8000 om inget sägs")
    parser.add_argument("--no-serve", action="store_true", help="gör allt klart men starta ingen server")
    return parser.parse_args()


# Environment ----------------------------------------------------------------------------------------------------------
def install(requirements):
    """Gives .venv what `requirements` locks; does nothing when the stamp says it has that, or a file holding more."""
    stamp = VENV / "samplan-stamp"
    if not python_version() or (stamp.exists() and stamp.read_text() == UNFINISHED):
        print("Skapar .venv", flush=True)
        venv.create(str(VENV), with_pip=False, clear=True, symlinks=True)
    version = python_version()
    enough = [fingerprint([ROOT / name], version) for name in REQUIREMENTS[REQUIREMENTS.index(requirements) :]]
    if stamp.exists() and stamp.read_text() in enough:
        return
    pip = [find_pip(), "-m", "pip", "--python", PYTHON]
    print(f"Installerar {requirements}", flush=True)
    VAR.mkdir(exist_ok=True)
    stamp.write_text(UNFINISHED)
    with (VAR / "install.log").open("w+", errors="replace") as log:
        failed = run(*pip, "install", "--require-hashes", "-r", requirements, stdout=log, stderr=log)
        log.seek(0)
        errors = re.findall(r"ERROR: (.*)", log.read())
    if failed:
        stamp.unlink()
        said = f"pip säger: {errors[-1]}" if errors else "pip säger inte varför"
        sys.exit(f"{requirements} gick inte att installera, kanske nås inte PyPI; {said} (mer i var/install.log).")
    stamp.write_text(enough[0])


def python_version():
    """What .venv's Python calls itself; empty when there is none, or one that is broken or too old."""
    ask = "import sys; print(sys.version if sys.version_info >= (3, 11) else '')"
    try:
        return subprocess.run([PYTHON, "-c", ask], stdout=subprocess.PIPE).stdout.decode().strip()
    except OSError:
        return ""


def find_pip():
    """A Python whose pip can install into .venv: this one, the one it was made from, or .venv's own."""
    for python in [sys.executable, getattr(sys, "_base_executable", sys.executable), PYTHON]:
        asked = subprocess.run([python, "-m", "pip", "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        version = re.match(r"pip (\d+)\.(\d+)", asked.stdout.decode())
        if version and tuple(map(int, version.groups())) >= (22, 3):
            return python
    sys.exit(f"{sys.executable} har inget pip från 22.3 eller senare: på Debian ger `apt install python3-pip` det.")


def fingerprint(files, *words):
    """One word that changes when any of the files or words does."""
    parts = [*map(str.encode, words), *(str(file.relative_to(ROOT)).encode() + file.read_bytes() for file in files)]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


@contextlib.contextmanager
def alone():
    """Waits until no other dev.py of this folder is making anything, and keeps others waiting meanwhile."""
    import fcntl  # noqa: PLC0415 (not on Windows, which has been told so by now)

    VAR.mkdir(exist_ok=True)
    with (VAR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(*command, **options):
    """The exit code of one command, run to its end; if we are stopped, so is it and all that it has started."""
    process = subprocess.Popen(command, start_new_session=True, **options)
    try:
        return process.wait()
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGTERM)


# Demo -----------------------------------------------------------------------------------------------------------------
def demo(options):
    """From nothing to a running demo; what is in order already is not done again."""
    if not options.no_serve:
        await_port(options.host, options.port)
    with alone():
        install("requirements.txt")
        environment = {**os.environ, **demo_environment(options.host)}
        os.environ.update(environment, DATABASE_USE_POOL="0")  # a pool takes half a minute to say that none answers
        marks = demo_marks()
        done = finished(marks)
        if done != set(marks.values()):
            if not os.path.samefile(sys.prefix, str(VENV)):
                os.execve(PYTHON, [PYTHON, "dev.py", *sys.argv[1:]], environment)  # again, by the Python with Django
            prepare(marks, done)
    print((VAR / "demo-logins.txt").read_text(encoding="utf-8"), flush=True)
    if not options.no_serve:
        # Becoming gunicorn, rather than starting it, leaves one family of processes, which Ctrl-C stops.
        os.execve(PYTHON, [PYTHON, *GUNICORN.split(), address(options.host, options.port)], environment)


def demo_environment(host):
    """The settings of the demo. It leaves .env unread, which may speak of a database in use."""
    hosts = ["localhost", "127.0.0.1", "[::1]", address(host), *os.environ.get("ALLOWED_HOSTS", "").split(",")]
    return {
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEMO": "1",
        "DEBUG": "0",
        "DEMO_TODAY": DEMO_TODAY,
        "DATABASE_URL": os.environ.get("DATABASE_URL") or DEMO_DATABASE,
        "ALLOWED_HOSTS": ",".join(sorted(set(filter(None, hosts)))),
        "SECRET_KEY": remembered("demo-secret", None, "demo-" + secrets.token_urlsafe(48)),
        "DEMO_PASSWORD": remembered("demo-password", os.environ.get("DEMO_PASSWORD"), secrets.token_urlsafe(9)),
    }


def remembered(name, chosen, new):
    """What was chosen, else what it was last time, else the new; kept in var/ for next time."""
    value = chosen or ((VAR / name).read_text(encoding="utf-8") if (VAR / name).exists() else "") or new
    keep(name, value)
    return value


def keep(name, text):
    """Writes var/`name` so that its owner alone can read it."""
    VAR.mkdir(exist_ok=True)
    (VAR / name).touch(mode=0o600)
    (VAR / name).chmod(0o600)
    (VAR / name).write_text(text, encoding="utf-8")


def demo_marks():
    """For each step of making the demo, a mark that changes with the files it is made from, database and password."""
    folders = [folder for folder in ROOT.iterdir() if folder.is_dir() and folder.name[0] != "." and folder != VAR]
    files = sorted(
        file for folder in folders for file in folder.rglob("*.*") if file.is_file() and file.suffix != ".pyc"
    )
    made_from = {
        "migrate --no-input": "/migrations/",
        "load_codelists": "/migrations/|codelist",
        "load_demo": "/migrations/|codelist|demo",
        STATIC: "/static/",
    }
    marks = {}
    for step, pattern in made_from.items():
        sources = [file for file in files if re.search(pattern, f"/{file.relative_to(ROOT)}")]
        words = [] if step == STATIC else [os.environ["DATABASE_URL"], os.environ["DEMO_PASSWORD"]]
        marks[step] = fingerprint([ROOT / "requirements.txt", *sources], step, *words)
    return marks


def finished(marks):
    """The marks of the steps that need not be taken again."""
    stamp, logins = VAR / "demo-stamp", VAR / "demo-logins.txt"
    done = set(stamp.read_text().split()) if stamp.exists() else set()
    return done & set(marks.values() if logins.exists() and has_database() else [marks[STATIC]])


def has_database():
    """Whether the demo's database has not been taken away since the last start."""
    if os.environ["DATABASE_URL"] == DEMO_DATABASE:
        return (VAR / "demo.sqlite3").exists()
    return run(PYTHON, "manage.py", "migrate", "--check", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def prepare(marks, done):
    """Takes the steps that are not done, in this process, so that stopping it leaves nothing running.

    Each step can be taken again, so what a stopped start left half-made is mended by the next.
    """
    import django  # noqa: PLC0415 (only .venv has it)
    from django.core.management import call_command  # noqa: PLC0415

    keep("demo-stamp", "\n".join(done))
    step, said = "Django", io.StringIO()
    try:
        django.setup()
        for step in [step for step in marks if marks[step] not in done]:
            print(f"Kör {step}", flush=True)
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                call_command(*step.split(), stdout=said)
            if step == "load_demo":
                keep("demo-logins.txt", said.getvalue())
            done.add(marks[step])
            keep("demo-stamp", "\n".join(done))
    except Exception as error:
        keep("demo.log", said.getvalue() + traceback.format_exc())
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        sys.exit(f"{step} misslyckades: {reason} (mer i var/demo.log).")


def await_port(host, port):
    """Ends with a sentence when the port cannot be had, after two seconds in which a stopped server may let it go."""
    for attempt in range(10):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                return probe.bind((host, port))
            except (OSError, OverflowError) as error:
                taken = getattr(error, "errno", None) == errno.EADDRINUSE
                if attempt == 9 or not taken:
                    reason = "är upptagen" if taken else f"kan inte användas ({error})"
                    sys.exit(f"Adressen {address(host, port)} {reason}: välj en annan med --port eller --host.")
        time.sleep(0.2)


def address(host, *port):
    """The host, and the port if there is one, as they are written in an address."""
    return ":".join([f"[{host}]" if ":" in host else host, *map(str, port)])


def when_ready(server):
    """Gunicorn's hook: from now on the port answers."""
    print(f"Samplan: {server.LISTENERS[0]}/\nAvsluta med Ctrl-C.", flush=True)


def post_fork(server, worker):
    """Gunicorn's hook: on Linux a worker ends when its server is killed, so that none is left to keep the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # 1 is PR_SET_PDEATHSIG


# Test -----------------------------------------------------------------------------------------------------------------
def test(arguments):
    """The exit code of the whole suite: SQLite, PostgreSQL, browser. Says what it left out and how to get it."""
    with alone():
        install("requirements-dev.txt")
    os.environ.update(ENV_FILE=os.devnull, DEBUG="1", DEMO="0", DEMO_TODAY="", DATABASE_USE_POOL="0")
    units, left_out, failed = ["-n", "2", "--dist", "loadgroup", "-m", "not browser"], [], []
    suites = {"Enhetstester på SQLite": (TEST_DATABASE, units)}
    postgres = os.environ.get("TEST_POSTGRES_URL") or TEST_POSTGRES
    if answers(postgres):  # this file's own tests bring their own database, so once is enough
        suites["Enhetstester på PostgreSQL"] = (postgres, [*units, "--ignore", "tests/test_dev.py"])
    else:
        left_out.append("PostgreSQL, för att ingen server svarade: starta en, eller sätt TEST_POSTGRES_URL.")
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    chromium = next(filter(None, map(shutil.which, filter(None, names))), None)
    if chromium:
        os.environ["CHROMIUM"] = chromium
        suites["Webbläsartester"] = (TEST_DATABASE, ["-m", "browser"])
    else:
        left_out.append("Webbläsartester, för att ingen Chromium fanns: installera chromium, eller sätt CHROMIUM.")
    for title, (database, flags) in suites.items():
        print(f"\n=== {title}", flush=True)
        code = run(PYTHON, "-m", "pytest", *flags, *arguments, env={**os.environ, "DATABASE_URL": database})
        if code == NO_TESTS and not arguments:
            left_out.append(f"{title}, för att det inte finns några.")
        elif code not in (0, NO_TESTS):
            failed.append(title)
    for sentence in left_out:
        print(f"Utelämnat: {sentence}")
    print("Misslyckades: " + ", ".join(failed) if failed else "Det som kördes gick bra.")
    return int(bool(failed) or (bool(left_out) and os.environ.get("REQUIRE_ALL") == "1"))


def answers(url):
    """Whether a PostgreSQL server answers there."""
    ask = "import os, psycopg; psycopg.connect(os.environ['URL'], connect_timeout=3)"
    return run(PYTHON, "-c", ask, env={**os.environ, "URL": url}, stderr=subprocess.DEVNULL) == 0


if __name__ == "__main__":
    main()
