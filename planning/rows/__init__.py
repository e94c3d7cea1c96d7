"""Finished rows for the pages of a year's plan: what a template shows, with nothing left to decide or fetch."""

from planning.rows.parts import PARTS, parts
from planning.rows.projects import bar, benefit_text, project_rows

__all__ = ["PARTS", "bar", "benefit_text", "parts", "project_rows"]
