"""The organisations of the story and the people in them (UX.md 7.1)."""

from dataclasses import dataclass

from agencies.models import Agency, Role


@dataclass(frozen=True)
class Organisation:
    code: str
    name: str
    slug: str
    kind: str

    @property
    def domain(self):
        return f"{self.code.lower()}.example"


@dataclass(frozen=True)
class Person:
    """Somebody with a role in one or several organisations; `roles` is organisation code to role."""

    name: str
    email: str
    roles: dict
    is_coordinator: bool = False
    is_administrator: bool = False


ORGANISATIONS = (
    Organisation("EXM", "Exempelmyndigheten", "exempelmyndigheten", Agency.Kind.STATE_AGENCY),
    Organisation("EXK", "Exempelköpings kommun", "exempelkopings-kommun", Agency.Kind.MUNICIPALITY),
    Organisation("REX", "Region Exempel", "region-exempel", Agency.Kind.REGION),
    Organisation("EXI", "Exempelinspektionen", "exempelinspektionen", Agency.Kind.STATE_AGENCY),
    Organisation("GRK", "Grannköpings kommun", "grannkopings-kommun", Agency.Kind.MUNICIPALITY),
    Organisation("EXV", "Exempelverket", "exempelverket", Agency.Kind.STATE_AGENCY),
)

# In the order the command prints them: the most interesting first. UX.md does not name the last three: a reader for
# the demonstration, and somebody who can decide the plans of the two organisations that are only sketched.
PEOPLE = (
    Person("Petra Lind", "petra.lind@exk.example", {"EXK": Role.PLANNER}),
    Person(
        "Karin Åberg",
        "karin.aberg@exm.example",
        {"EXM": Role.MANAGER, "EXK": Role.MANAGER, "REX": Role.MANAGER, "EXI": Role.MANAGER},
        is_coordinator=True,
    ),
    Person("Admin Samplan", "admin@samplan.example", {}, is_administrator=True),
    Person("Jonas Ek", "jonas.ek@exk.example", {"EXK": Role.MANAGER}),
    Person("Omar Salim", "omar.salim@exk.example", {"EXK": Role.PROJECT_LEAD}),
    Person("Lars Öberg", "lars.oberg@exi.example", {"EXI": Role.PLANNER}),
    Person("Amir Haddad", "amir.haddad@exm.example", {"EXM": Role.PLANNER}),
    Person("Gunilla Berg", "gunilla.berg@exm.example", {"EXM": Role.MANAGER}),
    Person("Elin Holm", "elin.holm@rex.example", {"REX": Role.PLANNER}),
    Person("Sven Dahl", "sven.dahl@rex.example", {"REX": Role.MANAGER}),
    Person("Sara Nilsson", "sara.nilsson@grk.example", {"GRK": Role.PLANNER}),
    Person("Mei Lindqvist", "mei.lindqvist@exv.example", {"EXV": Role.PLANNER}),
    Person("Rut Ek", "rut.ek@exk.example", {"EXK": Role.READER}),
    Person("Bo Sand", "bo.sand@grk.example", {"GRK": Role.MANAGER}),
    Person("Tuva Hedlund", "tuva.hedlund@exv.example", {"EXV": Role.MANAGER}),
)
