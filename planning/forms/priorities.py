"""What projects are ranked by, and the points each project is given."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planning.models import PriorityCriterion, ProjectScore
from planning.ranking import HIGHEST
from workflow.fields import as_typed
from workflow.forms import SafeForm
from workflow.models import PlanClosed

SUGGESTED = (
    (gettext_lazy("Nytta för dem vi finns till för"), 3),
    (gettext_lazy("Laglig skyldighet"), 3),
    (gettext_lazy("Genomförbarhet"), 2),
)


class CriterionForm(SafeForm):
    """A prioriteringsgrund and how heavily it weighs."""

    class Meta:
        model = PriorityCriterion
        fields = ["name", "weight"]
        labels = {"weight": gettext_lazy("vikt")}
        help_texts = {
            "name": gettext_lazy("Det ni väger projekten mot, till exempel nytta för dem ni finns till för."),
            "weight": gettext_lazy("1 väger lättast, 5 tyngst."),
        }
        error_messages = {
            "name": {"required": gettext_lazy("Skriv vad projekten ska vägas mot.")},
            "weight": {
                "required": gettext_lazy("Ange en vikt från 1 till 5."),
                "invalid": gettext_lazy("Ange vikten som ett helt tal från 1 till 5."),
                "min_value": gettext_lazy("Ange en vikt från 1 till 5."),
                "max_value": gettext_lazy("Ange en vikt från 1 till 5."),
            },
        }

    parts = (("", ("name", "weight")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["weight"]
        field.widget.input_type = "text"
        field.widget.attrs = {"inputmode": "numeric", "size": "4", "autocomplete": "off"}
        for validator in field.validators:
            validator.message = _("Ange en vikt från 1 till 5.")


@dataclass
class Cell:
    """The points of one project on one criterion, as they are typed."""

    name: str
    criterion: str
    label: str
    typed: str
    fault: str = ""
    theirs: str | None = None


class ScoresForm:
    """The whole table of points, saved at once; each cell is merged by itself with what others have saved meanwhile.

    A row carries what stood in it when it was shown. A cell that only the other changed keeps theirs, one that only
    this person changed gets the new points, and one that both changed differently is shown with both and not saved.
    """

    def __init__(self, plan, criteria, projects, points, data=None):
        self.plan, self.criteria, self.projects, self.points = plan, criteria, projects, points
        self.data = data
        self.conflict = False
        self.rows = [(project, self._seen_text(project), self._cells(project)) for project in projects]

    def _seen_text(self, project):
        given = self.points.get(project.pk, {})
        return " ".join(f"{one.pk}={given[one.pk]}" for one in self.criteria if one.pk in given)

    def _cells(self, project):
        given = self.points.get(project.pk, {})
        cells = []
        for one in self.criteria:
            name = f"p{project.pk}-{one.pk}"
            saved = str(given.get(one.pk, ""))
            typed = saved if self.data is None else as_typed(self.data.get(name, saved)).strip()[:20]
            label = _("%(project)s, %(criterion)s") % {"project": project, "criterion": one}
            cells.append(Cell(name, one.name, label, typed))
        return cells

    @property
    def faults(self):
        return [cell for _project, _seen, cells in self.rows for cell in cells if cell.fault or cell.theirs is not None]

    def is_valid(self):
        """Every cell is empty or a whole number from 0 to 5; otherwise it says so."""
        for _project, _seen, cells in self.rows:
            for cell in cells:
                if cell.typed and cell.typed not in {str(number) for number in range(HIGHEST + 1)}:
                    cell.fault = _("Ange ett helt tal från 0 till 5.")
        return not self.faults

    def save_by(self, by):
        """Writes what can be written. False when something could not; then the cells say what and why."""
        try:
            with self.plan.editing(by):
                self._merge()
        except PlanClosed as closed:
            self.conflict, self.said = True, _("%s Det du skrev står kvar här men är inte sparat.") % closed
            return False
        count = len(self.faults)
        self.conflict = bool(count)
        self.said = (
            ngettext(
                "Någon annan har ändrat %d poäng som du också ändrade. Resten är sparat. Välj vad som ska gälla och "
                "spara igen.",
                "Någon annan har ändrat %d poäng som du också ändrade. Resten är sparat. Välj vad som ska gälla och "
                "spara igen.",
                count,
            )
            % count
        )
        return not count

    def _merge(self):
        saved = {
            (score.project_id, score.criterion_id): score
            for score in ProjectScore.objects.filter(project__plan=self.plan).select_for_update()
        }
        criteria = {*self.plan.criteria.values_list("pk", flat=True)}
        projects = {*self.plan.projects.values_list("pk", flat=True)}
        new, changed, gone = [], [], []
        for project, _seen, cells in self.rows:
            seen = self._seen(project)
            for one, cell in zip(self.criteria, cells, strict=True):
                if one.pk not in criteria or project.pk not in projects:
                    continue  # removed while this save waited for its turn
                score = saved.get((project.pk, one.pk))
                now, before = (str(score.points) if score else ""), seen.get(str(one.pk), "")
                if cell.typed in (now, before):
                    continue
                if now != before:
                    cell.theirs = now or _("tomt")
                elif not cell.typed:
                    gone.append(score.pk)
                elif score:
                    score.points = int(cell.typed)
                    changed.append(score)
                else:
                    new.append(ProjectScore(project=project, criterion=one, points=int(cell.typed)))
        ProjectScore.objects.filter(pk__in=gone).delete()
        ProjectScore.objects.bulk_update(changed, ["points"])
        ProjectScore.objects.bulk_create(new)

    def _seen(self, project):
        pairs = self.data.get(f"seen-{project.pk}", "").split()
        return dict(pair.split("=", 1) for pair in pairs if "=" in pair)
