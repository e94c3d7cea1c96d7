"""Addresses of the pages of a year's plan."""

from django.urls import reverse


def address(plan, name, *more):
    """The address of a page under the plan's: address(plan, "goals"), address(plan, "goal_edit", goal.pk)."""
    return reverse(f"planning:{name}", args=[plan.agency.slug, plan.year, *more])


def in_place(plan, name, row):
    """The address where a row of a part's page is changed where it stands."""
    return f"{address(plan, name)}?andra={row.pk}#rad-{row.pk}"
