"""Reads the code lists that each room keeps in its `codelists/` folder. Can be run any number of times.

A list is a JSON file that names its own model, so that this room need not know the rooms above it:

    model           "strategy.IndicatorDefinition"
    key             the field that identifies a row: "code" (the default) or "key"
    issuer          how the source of every row begins; how we later know which terms came from this list
    only_new        fields that are set when a row is new and then left to the coordinator
    first_position  what the first row gets as position (1); the rows are numbered in the order they stand
    defaults        fields that all rows share
    rows            the terms; a reference to other terms is their key, or a list of keys

What the file says wins over what stands in the database; fields that no file names are left alone. A term that has
left its list is never deleted, only marked as no longer selectable; one that comes back says `"is_retired": false`.
Terms that people have added themselves have another source and are left alone.
"""

import json
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from agencies.tables import shown

TYPES = {
    "model": str, "key": str, "issuer": str, "only_new": list, "first_position": int, "defaults": dict, "rows": list
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    place: str
    key: str
    values: dict


@dataclass(frozen=True)
class CodeList:
    model: type
    key: str
    issuer: str
    only_new: frozenset
    rows: list


class Command(BaseCommand):
    help = "Läser in kodlistorna. Kan köras hur många gånger som helst."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, help="Bara de här filerna, i stället för rummens egna.")

    def handle(self, *args, files, **options):
        lists = [_read(file) for file in files or _shipped()]
        _refuse_twins(lists)
        with transaction.atomic():
            outcomes, retired = _load(lists)
        for model in dict.fromkeys(list_.model for list_ in lists):
            counts = Counter(outcome for (its_model, _), outcome in outcomes.items() if its_model is model)
            told = f"{counts['new']} nya, {counts['changed']} ändrade, {counts['unchanged']} oförändrade"
            self.stdout.write(f"{str(model._meta.verbose_name_plural).capitalize()}: {told}, {retired[model]} utgångna")


def _load(lists):
    """First the rows of every list, then what they refer to, then what has left. Returns what happened to each."""
    terms, outcomes = _existing(lists), {}
    for list_ in lists:
        for row in list_.rows:
            outcomes[list_.model, row.key] = _save(list_, row, terms[list_.model])
    if "new" in outcomes.values():
        terms = _existing(lists)
    for list_ in lists:
        for row in list_.rows:
            outcome = outcomes[list_.model, row.key]
            if _refer(list_, row, terms, is_new=outcome == "new") and outcome == "unchanged":
                outcomes[list_.model, row.key] = "changed"
    return outcomes, {model: _retire(model, lists, terms[model]) for model in {list_.model for list_ in lists}}


def _existing(lists):
    """What the database has of every model that the lists fill or refer to: {model: {key: term}}."""
    keys = {list_.model: list_.key for list_ in lists}
    for list_ in lists:
        named = {name for row in list_.rows for name in row.values}
        for field in _fields(list_.model):
            if field.is_relation and field.name in named:
                keys.setdefault(field.related_model, "code")
    return {
        model: model._default_manager.prefetch_related(*[field.name for field in model._meta.many_to_many]).in_bulk(
            field_name=key
        )
        for model, key in keys.items()
    }


def _save(list_, row, terms):
    """Creates or changes one row, its references apart; says which."""
    outcome = "unchanged" if row.key in terms else "new"
    term = terms.get(row.key) or list_.model()
    for name, value in row.values.items():
        field = _field(list_.model, name, row.place)
        if field.is_relation or (name in list_.only_new and outcome != "new"):
            continue
        if _put(term, field, value, row.place) and outcome == "unchanged":
            outcome = "changed"
    if outcome != "unchanged":
        _write(term, row.place)
        terms[row.key] = term
    return outcome


def _put(term, field, value, place):
    """Sets a field; true when that changed it."""
    if isinstance(value, list | dict) or _hidden(value):
        raise CommandError(
            f"{place}, {field.name}: «{shown(str(value))}» går inte att läsa. Skriv en text eller ett tal."
        )
    try:
        value = field.to_python(value)
    except ValidationError as error:
        raise CommandError(f"{place}, {field.name}: {' '.join(error.messages)}") from error
    if value == getattr(term, field.attname):
        return False
    setattr(term, field.attname, value)
    return True


def _write(term, place):
    try:
        term.full_clean(validate_unique=False, validate_constraints=False)
        term.save()
    except ValidationError as error:
        said = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        raise CommandError(f"{place}, {said}") from error
    except IntegrityError as error:
        raise CommandError(f"{place}: krockar med en rad som redan finns. Ge den en annan kod eller slug.") from error


def _refer(list_, row, terms, *, is_new):
    """Sets what a row refers to; true when that changed something."""
    term, changed = terms[list_.model][row.key], False
    for name, value in row.values.items():
        field = _field(list_.model, name, row.place)
        if name in list_.only_new and not is_new:
            continue
        if field.many_to_many:
            wanted = {other.pk for other in _others(field, value, terms, row.place)}
            if {other.pk for other in getattr(term, name).all()} != wanted:
                getattr(term, name).set(wanted)
                changed = True
        elif field.is_relation:
            other = None if value is None else _others(field, [value], terms, row.place)[0]
            if getattr(term, field.attname) != (other and other.pk):
                setattr(term, name, other)
                term.save(update_fields=[name])
                changed = True
    return changed


def _others(field, keys, terms, place):
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise CommandError(f"{place}, {field.name}: «{shown(str(keys))}» går inte att läsa. Skriv koder som text.")
    existing = terms[field.related_model]
    for key in keys:
        if key not in existing:
            raise CommandError(f"{place}, {field.name}: «{key}» finns inte. Skriv en kod som finns i en kodlista.")
    return [existing[key] for key in keys]


def _retire(model, lists, terms):
    """Marks the terms that one of these lists once gave and that no longer stand in any of them; says how many."""
    if not any(field.name == "is_retired" for field in model._meta.fields):
        return 0
    issuers = tuple(list_.issuer for list_ in lists if list_.model is model and list_.issuer)
    listed = {row.key for list_ in lists if list_.model is model for row in list_.rows}
    gone = [
        term.pk
        for key, term in terms.items()
        if key not in listed and not term.is_retired and term.source.startswith(issuers)
    ]
    return model._default_manager.filter(pk__in=gone).update(is_retired=True) if gone else 0


def _shipped():
    for app in apps.get_app_configs():
        yield from sorted((Path(app.path) / "codelists").glob("*.json"))


def _read(file):
    """A file as a CodeList. Whatever is wrong with its shape is said in one sentence."""
    place = str(file.relative_to(settings.BASE_DIR)) if file.is_relative_to(settings.BASE_DIR) else file.name
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"), object_pairs_hook=_no_twins)
    except OSError as error:
        raise CommandError(f"{place}: filen går inte att öppna ({error.strerror}).") from error
    except json.JSONDecodeError as error:
        where = f"rad {error.lineno}, tecken {error.colno}"
        raise CommandError(f"{place}: filen är inte riktig JSON ({where}). Rätta det tecknet.") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{place}: filen går inte att läsa ({error}). Den ska vara JSON i UTF-8.") from error
    if not isinstance(content, dict) or set(content) - set(TYPES) or not {"model", "rows"} <= set(content):
        raise CommandError(f"{place}: filen ska ha model och rows, och utöver dem bara {', '.join(TYPES)}.")
    for name, value in content.items():
        if not isinstance(value, TYPES[name]):
            raise CommandError(
                f"{place}, {name}: «{shown(str(value))}» har fel form. Se beskrivningen i load_codelists.py."
            )
    try:
        model = apps.get_model(content["model"])
        key = model._meta.get_field(content.get("key", "code"))
        if not key.unique:
            raise FieldDoesNotExist
    except (LookupError, ValueError, FieldDoesNotExist) as error:
        raise CommandError(f"{place}: model eller key finns inte. Skriv till exempel agencies.LifeEvent.") from error
    return CodeList(
        model=model,
        key=key.name,
        issuer=content.get("issuer", ""),
        only_new=frozenset(content.get("only_new", ())),
        rows=list(_rows(content, model, key.name, place)),
    )


def _rows(content, model, key, place):
    numbered = any(field.name == "position" for field in model._meta.fields)
    for number, values in enumerate(content["rows"], 1):
        here = f"{place}, post {number}"
        if not isinstance(values, dict) or not isinstance(values.get(key), str) or not values[key]:
            raise CommandError(f"{here}: posten saknar {key}. Varje post ska vara ett objekt med {key} som text.")
        here = f"{here} ({values[key]})"
        values = content.get("defaults", {}) | values
        if numbered:
            values.setdefault("position", content.get("first_position", 1) + number - 1)
        if not str(values.get("source", "")).startswith(content.get("issuer", "")):
            raise CommandError(f"{here}, source: «{values.get('source', '')}» ska börja med «{content['issuer']}».")
        yield Row(here, values[key], values)


def _no_twins(pairs):
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"«{max(names, key=names.count)}» står två gånger i samma objekt")
    return values


def _refuse_twins(lists):
    seen: dict[tuple, Row] = {}
    for list_ in lists:
        for row in list_.rows:
            first = seen.setdefault((list_.model, row.key), row)
            if first is not row:
                raise CommandError(f"{row.place}: koden finns redan i {first.place}. Varje kod ska stå en gång.")


def _fields(model):
    """What a list may fill: the model's own fields, but not the row's id."""
    return [field for field in [*model._meta.fields, *model._meta.many_to_many] if not field.primary_key]


def _field(model, name, place):
    for field in _fields(model):
        if field.name == name:
            return field
    raise CommandError(f"{place}: fältet «{name}» finns inte i {model._meta.label}. Rätta namnet eller ta bort det.")


def _hidden(value):
    return isinstance(value, str) and any(unicodedata.category(letter) == "Cc" for letter in value)
