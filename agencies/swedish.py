"""Swedish order and Swedish search, the same on SQLite and PostgreSQL.

Both databases put Ä before Å when left alone, and SQLite's icontains does not know that ä is Ä in small.
"""

import re

from django.db import models
from django.db.models.functions import Collate

COLLATION = "sv-SE-x-icu"
# å, ä and ö become three characters that no text has and that come after z, but before the letters of other alphabets.
_ALPHABET = {"å": "\x7f", "ä": "\x80", "æ": "\x80", "ö": "\x81", "ø": "\x81", "é": "e", "ü": "y"}


def in_swedish_order(field):
    """An expression for order_by: a–z, å, ä, ö; capitals and small letters alike."""
    return Collate(field, COLLATION)


def sort_key(text):
    """What Python's sorted() needs to give the same order as the database."""
    return "".join(_ALPHABET.get(letter, letter) for letter in text.casefold())


def register_collation(sender, connection, **kwargs):
    """Teaches a new SQLite connection the collation that PostgreSQL has built in."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _compare)


def _compare(one, other):
    first, second = sort_key(one), sort_key(other)
    return (first > second) - (first < second)


class SearchTextField(models.TextField):
    """The casefolded words of some other fields, kept up at every save, for search that knows å, ä and ö.

    Search with `filter(search_text__contains=word.casefold())` for each word. Rows changed by `update()` keep their
    old words; nothing of ours changes a searchable field that way.
    """

    def __init__(self, *args, of=(), **kwargs):
        self.of = tuple(of)
        kwargs |= {"editable": False, "default": "", "blank": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, _kwargs = super().deconstruct()
        return name, path, args, {"of": self.of}

    def pre_save(self, model_instance, add):
        text = " ".join(str(getattr(model_instance, field) or "") for field in self.of).casefold()
        setattr(model_instance, self.attname, text)
        return text


def matching(queryset, words):
    """The rows whose search_text has every one of the words."""
    for word in words.casefold().split():
        queryset = queryset.filter(search_text__contains=word)
    return queryset


def containing(field, word):
    """A condition: the field has the word in it, capitals and small letters alike.

    SQLite only knows that A is a, and PostgreSQL asks its locale, so other fields than a casefolded search_text are
    matched against each letter both ways: no index helps, so not for large tables.
    """
    if field.endswith("search_text"):
        return models.Q(**{f"{field}__contains": word.casefold()})
    letters = (f"[{letter.lower()}{letter.upper()}]" if letter.isalpha() else re.escape(letter) for letter in word)
    return models.Q(**{f"{field}__regex": "".join(letters)})
