"""Röda tråden in a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def thread_summary(threads, loose):
    """How many threads there are, how many have a hole, and what hangs loose: "4 trådar, 1 med lucka." """
    if not threads:
        return _("Inga trådar än.")
    broken = sum(thread.gaps > 0 for thread in threads)
    said = ngettext("%d tråd", "%d trådar", len(threads)) % len(threads)
    if not broken:
        holes = _("utan luckor")
    elif len(threads) == 1:
        holes = _("med lucka")
    else:
        holes = _("%d med lucka") % broken
    sentences = [f"{said}, {holes}."]
    if loose.projects:
        sentences.append(_("%d projekt saknar mål.") % len(loose.projects))
    without = sum(not thread.projects for thread in threads)
    if without:
        sentences.append(_("%d mål saknar projekt.") % without)
    return " ".join(sentences)
