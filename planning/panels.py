"""What planning shows on pages below: how the annual plans follow a strategic plan's goals and initiatives."""

from planning.reporting import followed_by, realised_by
from workflow.registry import Panel, panel


@panel("strategic_plan.main")
def annual_plans(plan):
    """Each initiative with its projects per year; an initiative that no year has taken up is a hole."""
    counts = realised_by(plan)
    rows = [(initiative, sorted(counts[initiative.pk].items())) for initiative in plan.listed_initiatives]
    return Panel("planning/_annual_plans.html", {"rows": rows, "agency": plan.agency}) if rows else None


@panel("strategic_plan.goal_list")
def short_term_goals(plan):
    """Each long-term goal with the short-term goals that follow it, year by year; nothing before there is any."""
    texts = followed_by(plan)
    if not texts:
        return None
    rows = [(goal, sorted(texts[goal.pk].items())) for goal in plan.listed_goals]
    return Panel("planning/_goals_by_year.html", {"rows": rows, "agency": plan.agency})
