"""Addresses of a strategic plan's pages."""

from django.urls import reverse


def address(plan, name, *more):
    """The address of a page under the plan's: address(plan, "goals"), address(plan, "goal_edit", goal.pk)."""
    return reverse(f"strategy:{name}", args=[plan.agency.slug, plan.first_year, plan.last_year, *more])


def in_place(plan, name, row):
    """The address where a row of a part's page is changed where it stands."""
    return f"{address(plan, name)}?andra={row.pk}#rad-{row.pk}"
