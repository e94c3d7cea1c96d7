from django.utils.translation import gettext as _

from planning.rows.check import summary
from planning.views.shared import frame, plan_or_404
from workflow.transitions import TRANSITIONS
from workflow.views import check_and_submit


def check(request, agency_slug, year):
    """The whole plan in short, what it lacks, and the button that hands it in."""
    plan = plan_or_404(request.user, agency_slug, year)
    plan.fetch_contents()
    label = TRANSITIONS["submit"].label
    heading = _("%(step)s %(plan)s") % {"step": label, "plan": str(plan).lower()}
    return check_and_submit(request, plan, frame(plan, (label,), heading=heading, summary=summary(plan)))
