"""Reads the environment so that a missing or bad value is one sentence naming the variable."""

import datetime
from decimal import Decimal, InvalidOperation

import environ
from django.core.exceptions import ImproperlyConfigured

TRUTHS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class Settings(environ.Env):
    """django-environ, with dates, and with every failure said in one sentence that names the variable.

    A variable that is set but empty counts as not set.
    """

    def bool(self, var, default=environ.Env.NOTSET):
        """Yes or no; anything else is refused, so that a misspelt yes never turns a protection off."""
        return self.get_value(var, cast=_truth, default=default)

    def date(self, var, default=environ.Env.NOTSET):
        """A day as YYYY-MM-DD."""
        return self.get_value(var, cast=datetime.date.fromisoformat, default=default)

    def share(self, var, default):
        """A part of a whole, as a Decimal between 0 and 1."""
        return self.get_value(var, cast=_share, default=default)

    def choice(self, var, choices, default):
        """One of a few words, in capitals."""
        return self.get_value(var, cast=lambda text: _one_of(choices, text), default=default)

    def db(self, var, default):
        """A database, of one of the two kinds that Samplan is tested on."""
        return self._address(var, default, self.db_url_config, ["sqlite", "postgres", "postgresql"])

    def cache(self, var, default):
        return self._address(var, default, self.cache_url_config, self.CACHE_SCHEMES)

    def email(self, var, default):
        return self._address(var, default, self.email_url_config, self.EMAIL_SCHEMES)

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        if default is not self.NOTSET and self.ENVIRON.get(var) == "":
            return default
        try:
            return super().get_value(var, cast=cast, default=default, parse_default=parse_default)
        except (ValueError, TypeError, KeyError) as error:
            raise ImproperlyConfigured(f"{var} has a value that cannot be read: {error}") from error
        except ImproperlyConfigured as error:
            raise ImproperlyConfigured(f"{var} must be set: see the table of variables in README.md.") from error

    def _address(self, var, default, parse, schemes):
        """What an address like postgresql://… says. A bad one is not repeated: there may be a password in it."""
        address = self.str(var, default=default)
        try:
            if address.partition("://")[0] in schemes:
                return parse(address)
        except (ValueError, ImproperlyConfigured):
            pass
        raise ImproperlyConfigured(f"{var} has a value that cannot be read: it must be an address, as in README.md.")


def _share(text):
    try:
        share = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is not a number") from error
    if not 0 < share < 1:
        raise ValueError(f"{text!r} is not between 0 and 1")
    return share


def _one_of(choices, text):
    if text not in choices:
        raise ValueError(f"{text!r} is none of {', '.join(choices)}")
    return text


def _truth(text):
    if text.strip().lower() not in TRUTHS:
        raise ValueError(f"{text!r} is neither 1 nor 0")
    return TRUTHS[text.strip().lower()]
