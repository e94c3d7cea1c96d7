"""Choices that several forms offer."""


def offer(field, rows, none):
    """The rows as choices, fetched once; a list without choices says so instead of how to choose."""
    field.queryset = rows
    field.choices = [(row.pk, str(row)) for row in rows]
    if not field.choices:
        field.help_text = none
