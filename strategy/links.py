"""Addresses of a strategic plan's pages and parts."""

from django.urls import reverse


def address(plan, name, *more):
    """The address of a page under the plan's: address(plan, "goal_edit", goal.pk)."""
    return reverse(f"strategy:{name}", args=[plan.agency.slug, plan.first_year, plan.last_year, *more])


def part(plan, anchor):
    """The address of a part of the plan's own page."""
    return f"{plan.get_absolute_url()}#{anchor}"
