"""The verksamhetsplaner of 2026 and 2027 and their projects (UX.md 7.5), a file for each organisation.

Exempelinspektionen has no plan for 2027. That is the point. The numbers of the projects are those of UX.md; 23 is an
insats in the strategic plan, and 30 is the fifth project of Exempelmyndigheten 2027, which UX.md gives no number.
"""

from followup.demo.annual import exi, exk, exm, light, rex

_ORGANISATIONS = (exm, exk, rex, exi, light)

PROJECTS = {project.number: project for one in _ORGANISATIONS for project in one.PROJECTS}

# A plan comes after those it revises, and after the year before, that it may link to.
PLANS = tuple(sorted((plan for one in _ORGANISATIONS for plan in one.PLANS), key=lambda plan: plan.year))
