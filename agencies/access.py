"""Who may do what in an organisation. The only module that knows roles (DESIGN section 3).

Getting an object through here *is* the check: a stranger gets 404, for they must not learn that it exists; a reader
who tries to write gets 403. *When* something may be done is said by the plan itself (`plan.is_open`).
"""

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.http import Http404

from agencies.models import Membership, Role
from agencies.swedish import sort_key

_RANK = {role: rank for rank, role in enumerate(Role.values)}


def agency_or_404(user, slug):
    """The organisation at this address, when the person belongs to it."""
    for membership in _memberships(user):
        if membership.agency.slug == slug:
            return membership.agency
    raise Http404("Not an agency of this person.")


def agencies_of(user):
    """The organisations a person belongs to, in Swedish order."""
    return [membership.agency for membership in _memberships(user)]


def agencies_managed_by(user):
    """The organisations where the person decides plans."""
    return [membership.agency for membership in _memberships(user) if membership.role == Role.MANAGER]


def role_in(user, agency):
    """The person's role there, None for a stranger."""
    for membership in _memberships(user):
        if membership.agency_id == agency.pk:
            return Role(membership.role)
    return None


def may_read(user, agency):
    return role_in(user, agency) is not None


def may_plan(user, agency):
    """Edit everything in open plans, submit and withdraw."""
    return _has(user, agency, Role.PLANNER)


def may_decide(user, agency):
    """Return, decide, publish and close."""
    return _has(user, agency, Role.MANAGER)


def may_edit_own(user, agency, owner_id):
    """Edit something that has an owner: planners all of it, project leads what is theirs."""
    return may_plan(user, agency) or (_has(user, agency, Role.PROJECT_LEAD) and owner_id == user.pk)


def may_keep_registers(user):
    """Add to and change what all organisations share, such as the national register of premises: coordinators."""
    return user.is_authenticated and user.is_coordinator


def people(agency, at_least=Role.READER):
    """Active people of an organisation with at least this role, to ask, to tell or to choose as responsible."""
    roles = [role for role in Role.values if _RANK[role] >= _RANK[at_least]]
    users = [m.user for m in agency.memberships.filter(role__in=roles, user__is_active=True).select_related("user")]
    return sorted(users, key=lambda user: sort_key(user.name))


def people_by_role(agency):
    """Active people of an organisation under what they may do, those who decide first: (label, names) pairs."""
    names = defaultdict(list)
    for membership in agency.memberships.filter(user__is_active=True).select_related("user"):
        names[membership.role].append(membership.user.name)
    return [(role.label, sorted(names[role], key=sort_key)) for role in reversed(Role) if names[role]]


def somebody_plans_and_somebody_decides():
    """Whether any organisation can get through a plan yet: what the administration's first steps ask."""
    return {Role.PLANNER, Role.MANAGER} <= set(Membership.objects.values_list("role", flat=True).distinct())


def planners(agency):
    return people(agency, at_least=Role.PLANNER)


def managers(agency):
    return people(agency, at_least=Role.MANAGER)


def require(allowed, because=""):
    """Stops with 403 and says, in Swedish, why; `because` is shown to the person."""
    if not allowed:
        raise PermissionDenied(because)


def _memberships(user):
    return user.own_memberships if user.is_authenticated else []


def _has(user, agency, least):
    role = role_in(user, agency)
    return role is not None and _RANK[role] >= _RANK[least]
