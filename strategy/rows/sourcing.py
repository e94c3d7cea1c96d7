"""Finished rows of the sourcing strategy."""


def sourcing_summary(plan):
    """What the strategy says in one line; "" when it has no processes."""
    return f"{len(plan.listed_sourcing)} processer" if plan.listed_sourcing else ""
