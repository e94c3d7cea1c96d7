"""Safe saving for everything people write in a plan."""

import uuid
from contextlib import contextmanager

from django import forms
from django.db import IntegrityError, models
from django.forms.models import model_to_dict
from django.forms.utils import ErrorDict, ErrorList
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Term, fetch_together
from workflow.clock import now
from workflow.fields import as_typed
from workflow.forms.words import FaultsMixin, speak_swedish
from workflow.models import PlanClosed, PlanItem

_TRUE = models.Value(True, output_field=models.BooleanField())
_FALSE = models.Value(False, output_field=models.BooleanField())


class RowSet(forms.BaseInlineFormSet):
    """Rows under a form, in our words."""

    default_error_messages = {
        "missing_management_form": gettext_lazy("Raderna kom inte fram hela. Läs in sidan igen och fyll i dem på nytt.")
    }

    def total_form_count(self):
        """One empty row to begin with, but none beside rows that are there: a long form is long enough."""
        there = self.initial_form_count()
        return there if there and not self.is_bound else super().total_form_count()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Ta bort den här raden")
            if form.instance.pk is None:  # a new row that is left empty is never saved
                form.fields["DELETE"].widget = forms.HiddenInput()


class Rows:
    """A repeatable group of fields under a form, with its heading, and the word for one row."""

    def __init__(self, formset, heading, label, hint=""):
        self.formset, self.heading, self.label, self.hint = formset, heading, label, hint
        for number, row in enumerate(formset.forms, start=1):
            row.number = number


class SafeForm(FaultsMixin, forms.ModelForm):
    """A form that never overwrites what somebody else saved meanwhile, and saves once however often it is posted.

    `seen_count` is the row's edit_count when the form was shown. `draft_uid` is what a new row will be called, so a
    second post of the same form finds the first one's row; when it says something else (Back, and then Save) it is
    refused until the person has chosen. A refused save keeps everything typed.
    """

    seen_count = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    draft_uid = forms.UUIDField(widget=forms.HiddenInput, required=False)

    optional = ()
    internal = ()
    parts = ()
    row_classes = ()
    redraws = ("add_row",)
    other = ""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(typed_data(data), *args, **kwargs)
        speak_swedish(self)
        self.ticked = self.terms()
        self._offer()
        self.fields["seen_count"].initial = self.instance.edit_count
        if self.instance.pk is None:
            self.fields["draft_uid"].initial = uuid.uuid4
        for name in self.optional:
            self.fields[name].optional = True
        for name in self.internal:  # never shown outside the organisation: the field says so
            self.fields[name].internal = True
        self.row_sets = self._make_rows(self.data if self.is_bound else None)

    def terms(self):
        """The many-to-many fields: {name: queryset of what may be ticked}. They do not stand in Meta.fields."""
        return {}

    def single_terms(self):
        """The fields where one word of a code list is chosen: {name: queryset}. They stand in Meta.fields."""
        return {}

    def _offer(self):
        """Gives every field its choices: the code lists in one query, the plan's own rows in one each."""
        rows = {name: _with_chosen(self.instance, name, rows) for name, rows in self.ticked.items()}
        singles = {name: _with_the_one(self.instance, name, rows) for name, rows in self.single_terms().items()}
        fetched = self.fetch_offered(rows | singles)
        for name, queryset in rows.items():
            offered = _offered(fetched.get(name, queryset))
            self.fields[name].offer(offered)
            self.initial[name] = [row.pk for row in offered if row.is_chosen]
        for name, queryset in singles.items():
            offered = _offered(fetched[name])
            field = self.fields[name]
            field.queryset = queryset.model._default_manager.filter(pk__in=[row.pk for row in offered])
            field.choices = [("", _("Ingen vald")), *((row.pk, str(row)) for row in offered)]

    def fetch_offered(self, querysets):
        """The rows of those lists that are fetched together: {name: rows}. The code lists, unless a form has more."""
        return fetch_together({name: rows for name, rows in querysets.items() if issubclass(rows.model, Term)})

    def _make_rows(self, data):
        return [
            Rows(self._formset(formset_class, data, prefix), heading, label, hint)
            for prefix, formset_class, heading, label, hint in self.row_classes
        ]

    def _formset(self, formset_class, data, prefix):
        formset = formset_class(data, instance=self.instance, prefix=prefix)
        if data is not None and any(row.instance.pk is None for row in formset.initial_forms):
            self.data = data = _with_removed_rows_last(data, formset)
            formset = formset_class(data, instance=self.instance, prefix=prefix)
        return formset

    @property
    def listed_parts(self):
        """The form as numbered parts: heading, bound fields, and the rows that belong to the part."""
        for heading, names in self.parts:
            fields = [self[name] for name in names if name in self.fields]
            rows = [rows for rows in self.row_sets if rows.formset.prefix in names]
            yield {"heading": heading, "fields": fields, "rows": rows}

    def is_valid(self):
        valid = super().is_valid()
        rows_valid = [rows.formset.is_valid() for rows in self.row_sets]  # every one is asked, so that all errors show
        return all(rows_valid) and valid

    def clean(self):
        return super().clean() or self.cleaned_data

    def add_row(self, prefix):
        """One more empty row, nothing validated and nothing lost: what the button does without scripts."""
        self.data = self.data.copy()
        key = f"{prefix}-TOTAL_FORMS"
        total = self.data.get(key, "")[:4]
        self.data[key] = str(min(int(total) + 1, 100)) if total.isdecimal() else "1"
        self.redraw()

    def redraw(self):
        """Shows what is in `data` again without judging it: for buttons that change the form and write nothing."""
        self._errors = ErrorDict()
        self.row_sets = self._make_rows(self.data)
        for rows in self.row_sets:
            rows.formset._errors = [ErrorDict() for _form in rows.formset.forms]
            rows.formset._non_form_errors = ErrorList()
            for row in rows.formset.forms:
                row._errors = ErrorDict()

    @contextmanager
    def guarded(self, by):
        """The transaction a save runs in; a plan's items also lock their plan and require it to be open."""
        with self.instance.plan.editing(by):
            yield

    def twin(self):
        """The row that an earlier post of this very form made, if any."""
        uid = self.cleaned_data.get("draft_uid")
        return uid and type(self.instance).objects.filter(plan=self.instance.plan, uid=uid).first()

    def save_by(self, by):
        """Writes everything, or nothing. False when refused; then the form says why and keeps what was typed."""
        try:
            with self.guarded(by):
                return self._write(by)
        except PlanClosed as closed:
            self.conflict = True
            self.add_error(None, _("%s Det du skrev står kvar här men är inte sparat.") % closed)
        except IntegrityError:
            twin = self.twin() if self.instance.pk is None else None
            if twin:
                return self._same_as(twin)
            self.conflict = True
            self.add_error(
                None, _("Det gick inte att spara, för att något annat redan heter så. Ändra och välj Spara igen.")
            )
        return False

    def _write(self, by):
        row = self.instance
        if row.pk is None:
            twin = self.twin()
            if twin:
                return self._same_as(twin)
            draft = self.cleaned_data.get("draft_uid")
            if draft and not type(row)._default_manager.filter(uid=draft).exists():
                row.uid = draft
            if isinstance(row, PlanItem):
                row.stand_last()
        else:
            seen = self.cleaned_data.get("seen_count")
            claimed = type(row).objects.filter(pk=row.pk, edit_count=-1 if seen is None else seen)
            if not claimed.update(edit_count=models.F("edit_count") + 1):
                self._refuse_stale()
                return False
            row.edit_count = seen + 1
        row.edited_at, row.edited_by = now(), by
        self.save()
        for name in self.ticked:
            getattr(row, name).set(self.cleaned_data[name])
        for rows in self.row_sets:
            rows.formset.instance = row
            rows.formset.save()
        self.after_save(by)
        return True

    def _same_as(self, twin):
        """True when this is the same press again. Otherwise the form is refused, and the next press makes a new row."""
        fields = self._meta.fields
        rows = [(_row_values(rows.formset), list(_saved_rows(rows.formset, twin))) for rows in self.row_sets]
        same = model_to_dict(self.instance, fields) == model_to_dict(twin, fields)
        same = same and all(
            {row.pk for row in self.cleaned_data[name]} == {row.pk for row in getattr(twin, name).all()}
            for name in self.ticked
        )
        if same and all(typed == saved for typed, saved in rows):
            self.instance = twin
            return True
        self.conflict = True
        self.data = self.data.copy()
        self.data[self.add_prefix("draft_uid")] = str(uuid.uuid4())
        self.add_error(
            None,
            _(
                "”%s” är redan sparat. Det du skrev nu står kvar men är inte sparat. Ska det bli ett till, välj Spara "
                "igen. Ville du ändra det första, öppna det och ändra där."
            )
            % twin,
        )
        return False

    def after_save(self, by):
        """What else is written in the same transaction; nothing, unless a form says so."""

    def _refuse_stale(self):
        """Tells who was faster and shows, at each field that differs, what they saved."""
        self.conflict = True
        fresh = type(self.instance)._default_manager.select_related("edited_by").filter(pk=self.instance.pk).first()
        if fresh is None:
            self.refuse_gone()
            return
        self.other = str(fresh.edited_by or _("Någon annan"))
        theirs = self.like(fresh)
        for bound in self.visible_fields():
            saved, typed = shown_value(theirs[bound.name]), shown_value(bound)
            if saved != typed:
                bound.theirs = saved
        for mine, saved in zip(self.row_sets, theirs.row_sets, strict=True):
            _show_their_rows(mine.formset, saved.formset, self.other)
        clock = timezone.localtime(fresh.edited_at).strftime("%H.%M")
        self.add_error(
            None,
            _(
                "%(who)s sparade kl. %(clock)s medan du skrev. Inget är överskrivet och det du skrev står kvar. "
                "Jämför fälten nedan och välj Spara igen när allt är som det ska."
            )
            % {"who": self.other, "clock": clock},
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_count")] = str(fresh.edit_count)

    def refuse_gone(self):
        """Somebody has removed the row meanwhile: nothing is saved, and what was typed stays to be copied."""
        self.conflict = True
        self.add_error(
            None,
            _(
                "Någon annan har tagit bort det här. Det du skrev står kvar men går inte att spara här. Kopiera det du "
                "vill ha kvar och lägg till det på nytt."
            ),
        )

    def like(self, instance):
        """The same kind of form for another row; override when the form takes more than an instance."""
        return type(self)(instance=instance)


class OnePerPlanForm(SafeForm):
    """A row that a plan has one of, made when somebody first writes it: whoever saves second is told what stands there.

    The plan itself tells one such row from another, so it needs no uid; and no count that somebody has seen of a row
    that was not there is the right one.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["draft_uid"]
        if self.instance.pk is None:
            self.fields["seen_count"].initial = None

    def twin(self):
        return None

    def _write(self, by):
        saved = type(self.instance)._default_manager.filter(plan=self.instance.plan).first()
        if saved and model_to_dict(saved, self._meta.fields) == model_to_dict(self.instance, self._meta.fields):
            self.instance = saved
            return True
        if saved:
            self.instance.pk = saved.pk
        return super()._write(by)


def _row_values(formset):
    """What the kept rows of a validated formset say, in their order."""
    kept = [row for row in formset.forms if row.has_changed() and not row.cleaned_data.get("DELETE")]
    return [_values(formset, row.instance) for row in kept]


def _saved_rows(formset, parent):
    for row in formset.model._default_manager.filter(**{formset.fk.name: parent}).order_by("pk"):
        yield _values(formset, row)


def _values(formset, row):
    return model_to_dict(row, exclude=[formset.model._meta.pk.name, formset.fk.name])


def typed_data(data):
    """What was posted, as a person would have typed it: cleaned before anything is compared or judged, rows too."""
    if data is None:
        return None
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [as_typed(value) for value in values])
    return cleaned


def _with_chosen(instance, name, rows):
    """The rows of a many-to-many field, each told whether the instance has it: choices and initial value at once."""
    relation = getattr(type(instance), name)
    ends = [relation.field.m2m_field_name(), relation.field.m2m_reverse_field_name()]
    own, other = reversed(ends) if relation.reverse else ends
    links = relation.through.objects.filter(**{own: instance.pk, other: models.OuterRef("pk")})
    return rows.annotate(is_chosen=models.Exists(links) if instance.pk else _FALSE)


def _with_the_one(instance, name, rows):
    """The same for a field of one word."""
    chosen = getattr(instance, f"{name}_id")
    is_it = models.Case(models.When(pk=chosen, then=_TRUE), default=_FALSE) if chosen else _FALSE
    return rows.annotate(is_chosen=is_it)


def _offered(rows):
    """A retired row is offered only where it is already chosen."""
    return [row for row in rows if row.is_chosen or not getattr(row, "is_retired", False)]


def _with_removed_rows_last(data, formset):
    """Posted rows that somebody else removed meanwhile, as new rows after the others, so that nothing typed is lost."""
    prefix = formset.prefix
    removed = [place for place, row in enumerate(formset.initial_forms) if row.instance.pk is None]
    order = [place for place in range(formset.total_form_count()) if place not in removed] + removed
    moved = data.copy()
    for key in [key for key in data if key.startswith(tuple(f"{prefix}-{place}-" for place in order))]:
        del moved[key]
    for place, old in enumerate(order):
        for key in [key for key in data if key.startswith(f"{prefix}-{old}-")]:
            moved.setlist(key.replace(f"{prefix}-{old}-", f"{prefix}-{place}-", 1), data.getlist(key))
        if old in removed:
            moved[f"{prefix}-{place}-{formset.model._meta.pk.name}"] = ""
    moved[f"{prefix}-INITIAL_FORMS"] = str(formset.initial_form_count() - len(removed))
    return moved


def _show_their_rows(mine, theirs, who):
    """At each field of a row that somebody else saved otherwise, what they saved."""
    saved = {row.instance.pk: row for row in theirs.initial_forms}
    for row in mine.initial_forms:
        row.other = who
        for bound in row.visible_fields():
            other = saved.get(row.instance.pk)
            if other and bound.name in other.fields and shown_value(other[bound.name]) != shown_value(bound):
                bound.theirs = shown_value(other[bound.name])


def shown_value(bound):
    """A field's value as a person reads it."""
    value = bound.value()
    field = bound.field
    if isinstance(field, forms.ModelMultipleChoiceField):
        chosen = {str(getattr(one, "pk", one)) for one in value or []}
        return ", ".join(str(row) for row in field.queryset if str(row.pk) in chosen)
    if isinstance(field, forms.ModelChoiceField):
        return next((str(row) for row in field.queryset if str(row.pk) == str(value)), "")
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(str(label) for code, label in field.choices if code in (value or []))
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or ""))
    if isinstance(field, forms.BooleanField):
        return _("ja") if value and value != "False" else _("nej")
    return str("" if value is None else value).replace("\r\n", "\n").strip()
