"""Who we are, and the words we share."""

from agencies.models.codelists import (
    Channel,
    CitizenProblem,
    LifeEvent,
    ServiceLevel,
    ServiceType,
    TargetGroup,
    Term,
    fetch_together,
)
from agencies.models.people import Agency, FormerName, Membership, Role, User

__all__ = [
    "Agency",
    "Channel",
    "CitizenProblem",
    "FormerName",
    "LifeEvent",
    "Membership",
    "Role",
    "ServiceLevel",
    "ServiceType",
    "TargetGroup",
    "Term",
    "User",
    "fetch_together",
]
