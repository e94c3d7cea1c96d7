"""The national register of premises: everybody who is logged in reads it, coordinators keep it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.access import may_keep_registers, require
from agencies.crumbs import trail
from strategy.forms import PremiseSourceForm
from strategy.models import PremiseKind, PremiseSource
from strategy.rows.register import source_rows
from workflow.clock import today
from workflow.views import posted, status_of


def register(request):
    asked = {name: request.GET.get(name, "").replace("\0", "").strip()[:100] for name in ("sok", "slag", "visa")}
    asked["slag"] = asked["slag"] if asked["slag"] in PremiseKind.values else ""
    sources = PremiseSource.objects.for_register(asked["sok"], asked["slag"])
    sources = sources if asked["visa"] == "alla" else sources.current(today())
    context = _frame(
        rows=source_rows(sources, today()),
        kinds=PremiseKind.choices,
        asked=asked,
        is_filtered=any(asked.values()),
        may_edit=may_keep_registers(request.user),
    )
    return render(request, "strategy/register.html", context)


def register_add(request):
    _require_keeper(request.user)
    return _source_form(request, PremiseSource(), _("Lägg till i registret"))


def register_edit(request, pk):
    _require_keeper(request.user)
    source = get_object_or_404(PremiseSource, pk=pk)
    return _source_form(request, source, _("Ändra i registret"))


def _source_form(request, source, heading):
    form = PremiseSourceForm(posted(request), instance=source)
    back = reverse("register:premises")
    if request.method == "POST" and form.is_valid() and form.save_once():
        messages.success(request, _said(form))
        return redirect(f"{back}?visa=alla#rad-{form.instance.pk}")
    plans = source.count_plans() if source.pk else 0
    lead = ngettext("%d plan använder den.", "%d planer använder den.", plans) % plans if plans else ""
    context = _frame((heading,), form=form, heading=heading, back=back, lead=lead)
    return render(request, "workflow/item_form.html", context, status=status_of(form))


def _said(form):
    """What was saved; and when it is replaced, whom that concerns."""
    source, saved = form.instance, _("%s är sparad.") % form.instance
    if not form.newly_replaced:
        return saved
    plans = source.count_plans()
    told = ngettext(
        "%d plan använder den och får nu veta att den är ersatt.",
        "%d planer använder den och får nu veta att den är ersatt.",
        plans,
    )
    return f"{saved} {told % plans if plans else _('Ingen plan använder den.')}"


def _require_keeper(user):
    require(
        may_keep_registers(user),
        _("Bara samordnare ändrar i det gemensamma registret. Skriv till en samordnare om något saknas eller är fel."),
    )


def _frame(*steps, **context):
    listing = (_("Gemensamma förutsättningar"), reverse("register:premises"))
    crumbs = trail(None, (_("Hem"), reverse("followup:home")), listing, *steps)
    return {"crumbs": crumbs, "nav": "", "nav_label": _("Register")} | context
