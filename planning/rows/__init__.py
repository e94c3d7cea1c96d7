"""Finished rows for the pages of a year's plan: what a template shows, with nothing left to decide or fetch."""

from planning.rows.goals import goal_rows, goals_lacking
from planning.rows.parts import PARTS, parts
from planning.rows.premises import premise_groups
from planning.rows.projects import bar, benefit_text, project_rows, row_of, tree, uids_of

__all__ = [
    "PARTS",
    "bar",
    "benefit_text",
    "goal_rows",
    "goals_lacking",
    "parts",
    "premise_groups",
    "project_rows",
    "row_of",
    "tree",
    "uids_of",
]
