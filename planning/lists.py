"""Rows of several short lists in one query: a form or a page that shows many of them would else ask for each."""

from django.db import models
from django.db.models.functions import Cast


def fetch_lists(lists):
    """{name: (queryset, names of columns)} to {name: rows}, each row bare: its pk and those columns only.

    Rows come in the order of their `position`, then as they were made. An annotation `is_chosen` comes along, False
    where a queryset has none. Columns that have the same name must be of the same kind in all lists.
    """
    fields = {}
    for rows, columns in lists.values():
        fields |= {name: rows.model._meta.get_field(name.removesuffix("_id")) for name in columns}
    parts = [_columns(name, rows, columns, fields) for name, (rows, columns) in lists.items()]
    found = {name: [] for name in lists}
    for name, pk, is_chosen, *values in parts[0].union(*parts[1:], all=True):
        rows, columns = lists[name]
        row = rows.model(pk=pk, **{key: value for key, value in zip(fields, values, strict=True) if key in columns})
        row._state.adding, row.is_chosen = False, bool(is_chosen)
        found[name].append(row)
    return {name: sorted(rows, key=lambda row: (getattr(row, "position", 0), row.pk)) for name, rows in found.items()}


def _columns(name, rows, columns, fields):
    """A part of the union: the list's name, the pk, whether chosen, and every column; those it lacks as NULL."""
    if "is_chosen" not in rows.query.annotations:
        rows = rows.annotate(is_chosen=models.Value(False, output_field=models.BooleanField()))
    own = [key if key in columns else Cast(models.Value(None), field) for key, field in fields.items()]
    return rows.order_by().values_list(models.Value(name, output_field=models.CharField()), "pk", "is_chosen", *own)
