"""What is missing, misspelt or unsafe in the environment stops the start, in a sentence that names the variable."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as current

SECRET = "a-secret-of-our-own-" + "x" * 40
PRODUCTION = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "samplan.example.se"}


def start(environment, then=""):
    """Django, started in a process of its own by these variables alone; `then` is what it does next."""
    code = f"import django; django.setup(); from django.conf import settings; {then}"
    nothing_else = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", code]
    env = nothing_else | environment
    return subprocess.run(command, cwd=current.BASE_DIR, env=env, capture_output=True, text=True)


def settings_of(environment, *names):
    shown = start(environment, f"import json; print(json.dumps([getattr(settings, name) for name in {names}]))")
    assert shown.returncode == 0, shown.stderr
    return json.loads(shown.stdout)


@pytest.mark.parametrize(
    ("environment", "variable"),
    [
        ({}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "samplan.example.se"}, "SECRET_KEY"),
        (PRODUCTION | {"SECRET_KEY": ""}, "SECRET_KEY"),
        (PRODUCTION | {"SECRET_KEY": "short"}, "SECRET_KEY"),
        (PRODUCTION | {"SECRET_KEY": "development-only-not-a-secret"}, "SECRET_KEY"),
        (PRODUCTION | {"SECRET_KEY": "demo-" + SECRET}, "SECRET_KEY"),
        (PRODUCTION | {"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": SECRET}, "ALLOWED_HOSTS"),
        ({"DEMO": "1"}, "SECRET_KEY"),
        (PRODUCTION | {"DEMO": "1", "DEBUG": "1"}, "DEMO and DEBUG"),
        (PRODUCTION | {"DEBUG": "kanske"}, "DEBUG"),
        (PRODUCTION | {"FOUR_EYES": "ture"}, "FOUR_EYES"),
        (PRODUCTION | {"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
        (PRODUCTION | {"ON_TRACK_FROM": "mycket"}, "ON_TRACK_FROM"),
        (PRODUCTION | {"AT_RISK_FROM": "60"}, "AT_RISK_FROM"),
        (PRODUCTION | {"SECURE_SSL_REDIRECT": "ja?"}, "SECURE_SSL_REDIRECT"),
        (PRODUCTION | {"SECURE_HSTS_SECONDS": "long"}, "SECURE_HSTS_SECONDS"),
        (PRODUCTION | {"TRUSTED_PROXY_COUNT": "one"}, "TRUSTED_PROXY_COUNT"),
        (PRODUCTION | {"DEMO_TODAY": "15 oktober"}, "DEMO_TODAY"),
        (PRODUCTION | {"DATABASE_URL": "samplan.sqlite3"}, "DATABASE_URL"),
        (PRODUCTION | {"DATABASE_URL": "mysql://somebody@localhost/samplan"}, "DATABASE_URL"),
        (PRODUCTION | {"DATABASE_URL": "postgresql://me:pass/word@localhost/samplan"}, "DATABASE_URL"),
        (PRODUCTION | {"DATABASE_URL": "postgresql://me@localhost/x", "DATABASE_POOL": "all"}, "DATABASE_POOL"),
        (PRODUCTION | {"EMAIL_URL": "mail.example.se"}, "EMAIL_URL"),
        (PRODUCTION | {"CACHE_URL": "fast"}, "CACHE_URL"),
    ],
)
def test_refuses_in_one_sentence_that_names_the_variable(environment, variable):
    refused = start(environment)
    assert refused.returncode != 0
    sentence = refused.stderr.splitlines()[-1].removeprefix("django.core.exceptions.ImproperlyConfigured: ")
    assert sentence.startswith(variable)
    assert "README" in sentence or "must" in sentence or "cannot" in sentence


def test_does_not_repeat_an_address_with_a_password_in_it():
    refused = start(PRODUCTION | {"DATABASE_URL": "postgresql://me:hem/lig@localhost/samplan"})
    assert "hem" not in refused.stderr
    assert "lig@" not in refused.stderr


def test_starts_in_production_with_a_secret_and_hosts():
    names = ["PRODUCTION", "DEBUG", "DEMO", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    assert settings_of(PRODUCTION, *names) == [True, False, False, True, True, True]


def test_starts_in_development_with_nothing_but_debug():
    assert settings_of({"DEBUG": "1"}, "PRODUCTION", "SECURE_SSL_REDIRECT") == [False, False]


def test_starts_in_demo_with_its_own_secret():
    demo = {"DEMO": "1", "SECRET_KEY": "demo-secret"}
    assert settings_of(demo, "PRODUCTION", "DEBUG", "SESSION_COOKIE_SECURE") == [False, False, False]


def test_takes_an_empty_variable_as_not_set():
    """An empty FOUR_EYES= in a file of settings must not turn the four eyes off."""
    empty = dict.fromkeys(
        ["DEBUG", "FOUR_EYES", "DATABASE_URL", "EMAIL_URL", "CACHE_URL", "DEMO_TODAY", "LOG_LEVEL"], ""
    )
    assert settings_of(PRODUCTION | empty, "PRODUCTION", "FOUR_EYES", "DEMO_TODAY") == [True, True, None]


def test_reads_the_file_that_env_file_names(tmp_path):
    file = tmp_path / "samplan.env"
    file.write_text(f"SECRET_KEY={SECRET}\nALLOWED_HOSTS=one.example.se,two.example.se\n")
    assert settings_of({"ENV_FILE": str(file)}, "ALLOWED_HOSTS") == [["one.example.se", "two.example.se"]]


def test_lets_the_environment_outweigh_the_file(tmp_path):
    file = tmp_path / "samplan.env"
    file.write_text("DEBUG=1\nALLOWED_HOSTS=one.example.se\n")
    assert settings_of(PRODUCTION | {"ENV_FILE": str(file), "DEBUG": "0"}, "PRODUCTION") == [True]
