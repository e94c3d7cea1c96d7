#!/usr/bin/env python3
"""Two commands for a fresh machine: `python3 dev.py demo` and `python3 dev.py test`.

They need Python 3.11 and its pip, nothing else, and keep what they make in .venv/ and var/. What goes wrong is said in
one Swedish sentence. No syntax here is newer than Python 3.6, so that an old Python can say that it is too old.
The file is the demo server's gunicorn configuration too: gunicorn calls `when_ready`.
"""

import argparse
import contextlib
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
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
VAR = ROOT / "var"
REQUIREMENTS = ["requirements.txt", "requirements-dev.txt"]  # each holds all that the one before it holds
DEMO_DATABASE = "sqlite:///var/demo.sqlite3"  # its own file: the demo must never write in a database that is in use
DEMO_TODAY = "2026-10-15"
TEST_DATABASE = "sqlite:///var/test.sqlite3"  # names the kind; the tests' databases are made in memory
POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
NO_TESTS = 5  # pytest's exit code


def main():
    """Chooses the command; whatever ends it early ends with a sentence or an exit code, never a traceback."""
    if unfit(sys.version_info, os.name):
        sys.exit(unfit(sys.version_info, os.name))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    os.chdir(str(ROOT))
    try:
        if sys.argv[1:2] == ["test"]:
            sys.exit(test(sys.argv[2:]))
        demo(demo_options(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except OSError as error:
        sys.exit(f"Det gick inte: {error}.")


def unfit(version, system):
    """The sentence that says why Samplan cannot run here, or None."""
    if version < (3, 11):
        return f"Samplan behöver Python 3.11 eller nyare, men detta är Python {version[0]}.{version[1]}."
    return "Samplan körs på Linux och macOS, på Windows i WSL." if system == "nt" else None


def demo_options(arguments):
    parser = argparse.ArgumentParser(
        usage="python3 dev.py demo [--host NAMN] [--port NUMMER] [--no-serve]\n       python3 dev.py test [till pytest ...]",
        description="Samplan på egen dator: demo med påhittade organisationer, eller testerna.",
    )
    parser.add_argument("command", choices=["demo"], metavar="demo")
    parser.add_argument("--host", default="127.0.0.1", help="adress att lyssna på (127.0.0.1)")
    parser.add_argument("--port", default=8000, type=int, help="port att lyssna på (8000)")
    parser.add_argument("--no-serve", action="store_true", help="gör allt klart men starta ingen server")
    return parser.parse_args(arguments)


# Environment ----------------------------------------------------------------------------------------------------------
def install(requirements):
    """Gives .venv what `requirements` locks; does nothing when the stamp says it has that, or a file holding more."""
    if not python_version():
        print("Skapar .venv", flush=True)
        venv.create(str(VENV), with_pip=False, clear=True, symlinks=True)
    version, stamp = python_version(), VENV / "samplan-stamp"
    enough = [fingerprint([ROOT / name], version) for name in REQUIREMENTS[REQUIREMENTS.index(requirements) :]]
    if stamp.exists() and stamp.read_text() in enough:
        return
    pip = find_pip()
    print(f"Installerar {requirements}", flush=True)
    VAR.mkdir(exist_ok=True)
    log = VAR / "install.log"
    with log.open("wb") as output:
        flags = ["--python", PYTHON, "install", "--require-hashes", "-r", requirements]
        failed = run(pip, "-m", "pip", *flags, stdout=output, stderr=subprocess.STDOUT)
    if failed:
        errors = re.findall(r"(?m)^ERROR: (.*)", log.read_text(errors="replace")) or ["inget fel"]
        reason = f"kanske för att PyPI inte nås; pip säger: {errors[-1].strip()} (mer i var/install.log)."
        sys.exit(f"{requirements} kunde inte installeras, {reason}")
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
    parts = ["\0".join(words).encode()] + [str(file.relative_to(ROOT)).encode() + file.read_bytes() for file in files]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def run(*command, **options):
    """The exit code of one command, run to its end; if we are stopped, it and all that it has started stop too."""
    process = subprocess.Popen(command, start_new_session=True, **options)
    try:
        return process.wait()
    except BaseException:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        raise


# Demo -----------------------------------------------------------------------------------------------------------------
def demo(options):
    """From nothing to a running demo. Nothing that is already in order is done again; nothing is left behind."""
    if not options.no_serve:
        await_port(options.host, options.port)
    install("requirements.txt")
    os.environ.update(demo_environment(options.host))
    if not is_prepared():
        if not os.path.samefile(sys.prefix, str(VENV)):
            os.execv(PYTHON, [PYTHON, __file__, *sys.argv[1:]])  # the same once more, by the Python that has Django
        prepare()
    print((VAR / "demo-logins.txt").read_text(encoding="utf-8"), flush=True)
    if not options.no_serve:
        serve(options.host, options.port)


def demo_environment(host):
    """The settings of the demo; .env is left unread, for it may speak of a database in use."""
    hosts = {"localhost", "127.0.0.1", "[::1]", bracketed(host)} | set(os.environ.get("ALLOWED_HOSTS", "").split(","))
    return {
        "ENV_FILE": os.devnull,
        "DEMO": "1",
        "DEBUG": "0",
        "DEMO_TODAY": DEMO_TODAY,
        "SECRET_KEY": remembered("demo-secret", None, "demo-" + secrets.token_urlsafe(48)),
        "DEMO_PASSWORD": remembered("demo-password", os.environ.get("DEMO_PASSWORD"), secrets.token_urlsafe(9)),
        "ALLOWED_HOSTS": ",".join(sorted(hosts - {""})),
        "DATABASE_URL": os.environ.get("DATABASE_URL") or DEMO_DATABASE,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


def remembered(name, chosen, new):
    """The value that was chosen, else that of last time, else the new one; kept in var/ for next time."""
    file = VAR / name
    value = chosen or (file.read_text(encoding="utf-8") if file.exists() else "") or new
    keep(name, value)
    return value


def keep(name, text):
    """Writes var/`name` so that its owner alone can read it."""
    VAR.mkdir(exist_ok=True)
    (VAR / name).touch(mode=0o600)
    (VAR / name).chmod(0o600)
    (VAR / name).write_text(text, encoding="utf-8")


def demo_state():
    """A fingerprint of what the demo's database and static files are made from."""
    folders = [folder for folder in ROOT.iterdir() if folder.is_dir() and folder.name[0] != "." and folder != VAR]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    made_from = re.compile(r"migrations|codelist|demo|static|load_")
    sources = [file for file in files if made_from.search(str(file.relative_to(ROOT)))]
    words = os.environ["DATABASE_URL"], os.environ["DEMO_PASSWORD"]
    return fingerprint([ROOT / "requirements.txt", *sorted(sources)], *words)


def is_prepared():
    """Whether a start has got to its end with these very files, and its database is still there."""
    stamp = VAR / "demo-stamp"
    if not (stamp.exists() and stamp.read_text() == demo_state() and (VAR / "demo-logins.txt").exists()):
        return False
    if os.environ["DATABASE_URL"] == DEMO_DATABASE:
        return (VAR / "demo.sqlite3").exists()
    return run(PYTHON, "manage.py", "migrate", "--check", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def prepare():
    """Database, code lists, story and static files; in this process, so that stopping it leaves none running.

    Each step may be run again, so a start that was cut short is mended by the next.
    """
    import django  # noqa: PLC0415 (only .venv has it)
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    (VAR / "demo-stamp").unlink(missing_ok=True)
    for command, options in [
        ("migrate", {}),
        ("load_codelists", {}),
        ("collectstatic", {"interactive": False, "verbosity": 0}),
        ("load_demo", {}),
    ]:
        print(f"Kör {command}", flush=True)
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said):
                call_command(command, stdout=said, stderr=said, **options)
        except Exception as error:
            keep("demo.log", said.getvalue() + traceback.format_exc())
            reason = str(error).strip().split("\n")[0]
            sys.exit(f"{command} misslyckades: {reason} (mer i var/demo.log).")
    keep("demo-logins.txt", said.getvalue())
    keep("demo-stamp", demo_state())


def await_port(host, port):
    """Ends with a sentence when the port cannot be had, after two seconds in which a stopped server may let it go."""
    for _ in range(10):
        try:
            with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                return probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = error
        if getattr(reason, "errno", None) != errno.EADDRINUSE:
            break
        time.sleep(0.2)
    sys.exit(f"Det går inte att lyssna på {host}:{port} ({reason}): välj en annan port med --port.")


def serve(host, port):
    """Becomes gunicorn: one family of processes, stopped by Ctrl-C."""
    flags = "--worker-class gthread --workers 2 --threads 4 --max-requests 1000 --max-requests-jitter 100"
    flags += f" --no-control-socket --log-level warning --config dev.py --bind {bracketed(host)}:{port}"
    os.execv(PYTHON, [PYTHON, "-m", "gunicorn", "config.wsgi", *flags.split()])


def bracketed(host):
    """The host as it is written in an address."""
    return f"[{host}]" if ":" in host else host


def when_ready(server):
    """Gunicorn's hook: from now on the port answers."""
    print(f"Samplan: {server.LISTENERS[0]}/\nAvsluta med Ctrl-C.", flush=True)


# Test -----------------------------------------------------------------------------------------------------------------
def test(arguments):
    """The exit code of the whole suite: SQLite, PostgreSQL, browser. Says what it left out and how to get it."""
    install("requirements-dev.txt")
    os.environ.update(ENV_FILE=os.devnull, DEBUG="1", DEMO="0", DEMO_TODAY="", DATABASE_USE_POOL="0")
    units, left_out = ["-n", "2", "--dist", "loadgroup", "-m", "not browser"], []
    suites = {"Enhetstester på SQLite": (TEST_DATABASE, units)}
    postgres, chromium = find_postgres(), find_chromium()
    if postgres:  # where this file's own tests would say nothing new: the demo of the tests is on SQLite
        suites["Enhetstester på PostgreSQL"] = (postgres, [*units, "--ignore", "tests/test_dev.py"])
    else:
        left_out.append("PostgreSQL, för att ingen server svarade: starta en, eller sätt TEST_POSTGRES_URL.")
    if chromium:
        os.environ["CHROMIUM"] = chromium
        suites["Webbläsartester"] = (TEST_DATABASE, ["-m", "browser"])
    else:
        left_out.append("Webbläsartester, för att ingen Chromium fanns: installera chromium, eller sätt CHROMIUM.")
    failed = []
    for title, (database, flags) in suites.items():
        print(f"\n=== {title}", flush=True)
        code = run(PYTHON, "-m", "pytest", *flags, *arguments, env={**os.environ, "DATABASE_URL": database})
        if code == NO_TESTS and not arguments:
            left_out.append(f"{title}, för att det inte finns några.")
        elif code not in (0, NO_TESTS):
            failed.append(title)
    print("".join(f"\nUtelämnat: {sentence}" for sentence in left_out))
    print("Misslyckades: " + ", ".join(failed) if failed else "Allt som kördes gick bra.")
    return 1 if failed or (left_out and os.environ.get("REQUIRE_ALL") == "1") else 0


def find_postgres():
    """The address of a PostgreSQL server that answers, or None."""
    url = os.environ.get("TEST_POSTGRES_URL") or POSTGRES
    ask = "import os, psycopg; psycopg.connect(os.environ['URL'], connect_timeout=3)"
    answered = run(PYTHON, "-c", ask, env={**os.environ, "URL": url}, stderr=subprocess.DEVNULL) == 0
    return url if answered else None


def find_chromium():
    """The path of a Chromium, or None."""
    names = (
        [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else ["chromium", "chromium-browser", "google-chrome"]
    )
    return next(filter(None, map(shutil.which, names)), None)


if __name__ == "__main__":
    main()
