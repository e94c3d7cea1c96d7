"""TEMPORARY: holds the addresses of pages that are being built. Remove your route from here when your view exists."""

from django.shortcuts import render

from planning.views.shared import part_frame, plan_or_404


def unbuilt(request, agency_slug, year, name):
    plan = plan_or_404(request.user, agency_slug, year)
    return render(request, "workflow/part.html", part_frame(request, plan, name))
