"""What several forms of a strategic plan check alike."""

from django.utils.translation import gettext as _


def refuse_outside_plan(form, *names):
    """An error at each of these fields whose year the plan does not reach."""
    plan = form.instance.plan
    for name in names:
        year = form.cleaned_data.get(name)
        if year and not plan.first_year <= year <= plan.last_year:
            form.add_error(
                name,
                _("%(year)d ligger utanför planen. Ange ett år mellan %(first)d och %(last)d.")
                % {"year": year, "first": plan.first_year, "last": plan.last_year},
            )


def is_taken(form, name, rows):
    """Whether another of the rows has the name, whatever the case; not what an earlier press of this form made.

    Compared in Python, for SQLite does not know that Ö is ö.
    """
    draft = form.data.get("draft_uid")
    others = (row for row in rows if row.pk != form.instance.pk and str(row.uid) != draft)
    return any(row.name.casefold() == name.casefold() for row in others)
