"""Reads the environment so that a missing or bad value is one sentence naming the variable."""

import datetime

import environ
from django.core.exceptions import ImproperlyConfigured


class Settings(environ.Env):
    """django-environ, with dates, and with every failure said in one sentence that names the variable."""

    def date(self, name, default=environ.Env.NOTSET):
        """A day as YYYY-MM-DD; `default` when the variable is not set or empty."""
        return self.get_value(name, cast=_day, default=default)

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        try:
            return super().get_value(var, cast=cast, default=default, parse_default=parse_default)
        except (ValueError, TypeError, KeyError) as error:
            raise ImproperlyConfigured(f"{var} has a value that cannot be read: {error}") from error
        except ImproperlyConfigured as error:
            raise ImproperlyConfigured(f"{var} must be set: see the table of variables in README.md.") from error


def _day(text):
    return datetime.date.fromisoformat(text) if text else None
