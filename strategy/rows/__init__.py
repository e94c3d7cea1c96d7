"""Finished rows for the plan's pages: what a template shows, with nothing left to decide or fetch."""

from strategy.rows.goals import goal_rows
from strategy.rows.initiatives import (
    benefit_charts,
    estimate_text,
    filter_chips,
    initiative_rows,
    joint_text,
    years_axis,
    years_bar,
)
from strategy.rows.parts import PARTS, parts, strategies_in_short
from strategy.rows.premises import premise_groups

__all__ = [
    "PARTS",
    "benefit_charts",
    "estimate_text",
    "filter_chips",
    "goal_rows",
    "initiative_rows",
    "joint_text",
    "parts",
    "premise_groups",
    "strategies_in_short",
    "years_axis",
    "years_bar",
]
