"""Finished rows for the plan's pages: what a template shows, with nothing left to decide or fetch."""

from strategy.rows.goals import goal_rows
from strategy.rows.initiatives import estimate_text, initiative_rows, joint_text, years_axis, years_bar
from strategy.rows.parts import PARTS, parts
from strategy.rows.premises import premise_groups

__all__ = [
    "PARTS",
    "estimate_text",
    "goal_rows",
    "initiative_rows",
    "joint_text",
    "parts",
    "premise_groups",
    "years_axis",
    "years_bar",
]
