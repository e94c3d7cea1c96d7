from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from strategy.forms import EStrategyForm
from strategy.links import address
from strategy.models import EStrategy
from strategy.views.shared import part_frame, plan_or_404
from workflow.prose import prose
from workflow.views import posted, require_open, require_planner, status_of


def e_strategy(request, agency_slug, first, last):
    """The e-strategi as a form for those who may write it now, else as text."""
    plan = plan_or_404(request, agency_slug, first, last)
    said = plan.said_e_strategy
    if request.method == "POST":
        require_planner(request.user, plan.agency)
        require_open(request, plan)
    context = part_frame(request, plan, "e_strategy", said=said, prose=prose(said.text) if said else "")
    if not (context["may_edit"] or request.method == "POST"):
        return render(request, "strategy/e_strategy.html", context)
    form = EStrategyForm(posted(request), instance=said or EStrategy(plan=plan))
    if request.method == "POST" and form.is_valid() and form.save_by(request.user):
        messages.success(request, _("E-strategin är sparad."))
        return redirect(address(plan, "e_strategy"))
    return render(request, "strategy/e_strategy.html", context | {"form": form}, status=status_of(form))
