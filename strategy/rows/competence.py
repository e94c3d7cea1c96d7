"""Finished rows of the competence strategy."""


def competence_summary(plan):
    """What the strategy says in one line; "" when it has no needs."""
    return f"{len(plan.listed_competence)} kompetenser" if plan.listed_competence else ""
