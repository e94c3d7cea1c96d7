"""What planning shows on pages below: which annual plans realise a strategic plan's initiatives."""

from planning.reporting import realised_by
from workflow.registry import Panel, panel


@panel("strategic_plan.main")
def annual_plans(plan):
    """Each initiative with its projects per year; an initiative that no year has taken up is a hole."""
    counts = realised_by(plan)
    rows = [(initiative, sorted(counts[initiative.pk].items())) for initiative in plan.listed_initiatives]
    return Panel("planning/_annual_plans.html", {"rows": rows, "agency": plan.agency}) if rows else None
