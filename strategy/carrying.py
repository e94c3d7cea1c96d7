"""Carries what a plan says over into a plan of another period. Origin is kept: every item keeps its uid.

It lives by itself because it touches every kind of item, and none of them should know of all the others.
"""

from collections.abc import Callable

from strategy.models import (
    BenefitEstimate,
    ChannelChoice,
    ChannelGroup,
    CompetenceAction,
    CompetenceNeed,
    CompetenceYear,
    Indicator,
    Initiative,
    LongTermGoal,
    Premise,
    SourcingDecision,
)
from workflow.clock import now, today

# What is chosen, by the name of its field: the model, in the order that links between them need.
KINDS = {
    "premises": Premise,
    "goals": LongTermGoal,
    "initiatives": Initiative,
    "channel_groups": ChannelGroup,
    "sourcing_decisions": SourcingDecision,
    "competence_needs": CompetenceNeed,
}


def carry_over(target, chosen, *, by, channel_strategy=None, e_strategy=None):
    """Copies the chosen rows, {name of KINDS: rows}, into a new, empty plan. The caller holds the transaction.

    What was measured or counted for the former period is left out, for it is not known of the new one: shares,
    full-time equivalents of today, years that have passed. So is a link to something that is not carried over.
    """
    copies = {name: _copied(target, chosen.get(name, ()), _CHANGES.get(name), by) for name in KINDS}
    _tie(copies)
    _copy_parts(target, copies)
    for row in (channel_strategy, e_strategy):
        if row is not None:
            _copy(row, plan=target, **_saved(by)).save()


def _saved(by):
    return {"edit_count": 0, "edited_at": now(), "edited_by": by}


def _copied(target, rows, changes: Callable | None, by):
    """New rows for old, {old pk: new pk}, in the order they stood."""
    old = sorted(rows, key=lambda row: (row.position, row.pk))
    new = [
        _copy(row, plan=target, position=place, **_saved(by), **(changes(row, target) if changes else {}))
        for place, row in enumerate(old)
    ]
    model = type(old[0]) if old else None
    made = model.objects.bulk_create(new) if model else []
    return {row.pk: copy.pk for row, copy in zip(old, made, strict=True)}


def _copy(row, **changes):
    """A new row that says the same, but for the changes; not saved."""
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and not {field.name, field.attname} & changes.keys()
    }
    return type(row)(**kept, **changes)


# What of an item belongs to its period --------------------------------------------------------------------------------
def _premise(row, target):
    return {"is_checked": False}


def _initiative(row, target):
    """The years that lie in the new period; none of an initiative that was to be finished before it."""
    first, last = row.first_year, row.last_year
    if last and last < target.first_year:
        return {"first_year": None, "last_year": None}
    return {
        "first_year": first and max(first, target.first_year),
        "last_year": last and min(last, target.last_year),
    }


def _sourcing(row, target):
    """A change whose year has come is what is so today; one that has not is still ahead."""
    if row.changes_in and row.changes_in <= today().year and row.form_later_id:
        return {"form_today": row.form_later, "changes_in": None}
    return {"changes_in": row.changes_in if (row.changes_in or 0) >= target.first_year else None}


def _competence(row, target):
    return {"fte_today": None}


_CHANGES = {
    "premises": _premise,
    "initiatives": _initiative,
    "sourcing_decisions": _sourcing,
    "competence_needs": _competence,
}

# Links: (model with the relation, its name, whose copies own it, whose copies it leads to). None: shared by all plans.
_LINKS = (
    (LongTermGoal, "premises", "goals", "premises"),
    (Indicator, "goals", None, "goals"),
    (Initiative, "goals", "initiatives", "goals"),
    *(
        (Initiative, name, "initiatives", None)
        for name in ("life_events", "target_groups", "service_types", "services", "citizen_problems", "principles")
    ),
    (CompetenceNeed, "initiatives", "competence_needs", "initiatives"),
)


def _tie(copies):
    """Copies the links between what is carried over, and from it to words and indicators."""
    for model, name, owner, other in _LINKS:
        relation = getattr(model, name)
        through = relation.through
        ends = [f"{relation.field.m2m_field_name()}_id", f"{relation.field.m2m_reverse_field_name()}_id"]
        maps = [copies[owner] if owner else None, copies[other] if other else None]
        rows = through.objects.all()
        for end, known in zip(ends, maps, strict=True):
            rows = rows if known is None else rows.filter(**{f"{end}__in": list(known)})
        through.objects.bulk_create(
            through(
                **{
                    end: value if known is None else known[value]
                    for end, value, known in zip(ends, pair, maps, strict=True)
                }
            )
            for pair in rows.values_list(*ends)
        )


def _copy_parts(target, copies):
    """Rows under the items: benefits whole, channels without shares, needs and measures of the new period."""
    _under(BenefitEstimate, "initiative", copies["initiatives"])
    _under(ChannelChoice, "group", copies["channel_groups"], share_today=None, share_target=None)
    years = CompetenceYear.objects.filter(year__range=(target.first_year, target.last_year))
    _under(CompetenceYear, "need", copies["competence_needs"], rows=years)
    actions = CompetenceAction.objects.exclude(year__lt=target.first_year)
    _under(CompetenceAction, "need", copies["competence_needs"], rows=actions)


def _under(model, parent, known, rows=None, **changes):
    found = (model.objects if rows is None else rows).filter(**{f"{parent}__in": list(known)}).order_by("pk")
    model.objects.bulk_create(
        _copy(row, **{f"{parent}_id": known[getattr(row, f"{parent}_id")]}, **changes) for row in found
    )
