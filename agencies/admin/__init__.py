"""The administration of organisations, people and the words we share; what every room's admin builds on is in base."""

from agencies.admin.base import HouseAdmin, ReadOnlyAdmin, WrittenInSamplan
from agencies.admin.organisations import AgencyAdmin
from agencies.admin.people import UserAdmin
from agencies.admin.registers import LifeEventAdmin, TermAdmin

__all__ = [
    "AgencyAdmin",
    "HouseAdmin",
    "LifeEventAdmin",
    "ReadOnlyAdmin",
    "TermAdmin",
    "UserAdmin",
    "WrittenInSamplan",
]
