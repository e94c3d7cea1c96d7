"""One's own account: name, roles, how one logs in, and the address to the calendar."""

from copy import copy

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies.crumbs import trail
from followup.forms import NameForm
from planning.models import CalendarKey
from workflow.views import posted


def account(request):
    """Everybody's own page. The address to log in with is changed by an administrator, who invited the person."""
    # A copy: what is refused shall not stand as the name at the top of the page.
    form = NameForm(posted(request), instance=copy(request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Namnet är sparat."))
        return redirect("followup:account")
    context = {
        "form": form,
        "memberships": request.user.own_memberships,
        "has_calendar_key": CalendarKey.objects.filter(user=request.user).exists(),
        "crumbs": trail(None, (_("Mitt konto"),)),
        "nav": "",
        "nav_label": _("Mitt konto"),
    }
    return render(request, "followup/account.html", context)
