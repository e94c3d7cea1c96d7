"""What each organisation offers, as it was when its planner last looked. Grannköping and Exempelverket have not said.

Their volumes add up to no more than the facts of UX.md 7.1, and about as many are digital throughout as indicator G5
says; what a project is still building is not.
"""

from dataclasses import dataclass

from strategy.models import BuildOut


@dataclass(frozen=True)
class Service:
    """A service, or a group of them: one that others are in. `types` and `level` are codes; `volume` errands a year."""

    agency: str
    name: str
    group: str = ""
    events: tuple = ()
    types: str = ""
    level: str = "organisation"
    build_out: BuildOut | None = None
    volume: int | None = None


# Who wrote them, and when.
SAVED = {
    "EXM": ("Amir Haddad", "2026-09-14 09.50"),
    "EXK": ("Petra Lind", "2026-09-16 13.40"),
    "REX": ("Elin Holm", "2026-09-15 16.10"),
    "EXI": ("Lars Öberg", "2024-09-03 10.05"),
}

# A group stands before those that are in it.
SERVICES = (
    Service("EXM", "Registrera företag"),
    Service(
        "EXM",
        "Nyregistrering av företag",
        "Registrera företag",
        ("Starta företag", "Starta restaurang"),
        "e_tjanst",
        build_out=BuildOut.WHOLE,
        volume=72_000,
    ),
    Service(
        "EXM",
        "Ändring av företagets uppgifter",
        "Registrera företag",
        types="e_tjanst",
        build_out=BuildOut.PREFILLED,
        volume=148_000,
    ),
    Service(
        "EXM",
        "Avregistrering av företag",
        "Registrera företag",
        ("Avsluta företag",),
        "e_tjanst",
        build_out=BuildOut.SUBMISSION,
        volume=31_000,
    ),
    Service("EXM", "Årsredovisning", types="e_tjanst", build_out=BuildOut.WHOLE, volume=128_000),
    Service(
        "EXM", "Bevis och utdrag", events=("Starta företag",), types="e_tjanst", build_out=BuildOut.WHOLE, volume=31_000
    ),
    Service(
        "EXM",
        "Företagsuppgifter till andra",
        events=("Starta företag", "Starta restaurang"),
        types="basinformation",
        level="forvaltning",
    ),
    Service("EXK", "Tillstånd"),
    Service(
        "EXK",
        "Bygglov",
        "Tillstånd",
        ("Bygga eller bygga om", "Starta restaurang"),
        "e_tjanst",
        build_out=BuildOut.SUBMISSION,
        volume=620,
    ),
    Service(
        "EXK",
        "Serveringstillstånd",
        "Tillstånd",
        ("Starta restaurang",),
        "e_tjanst",
        build_out=BuildOut.FORM,
        volume=45,
    ),
    Service(
        "EXK",
        "Livsmedelsanmälan",
        "Tillstånd",
        ("Starta restaurang",),
        "e_tjanst",
        build_out=BuildOut.WHOLE,
        volume=110,
    ),
    Service("EXK", "Skola"),
    Service(
        "EXK",
        "Plats i förskola",
        "Skola",
        ("Börja skolan", "Flytta"),
        "e_tjanst",
        build_out=BuildOut.WHOLE,
        volume=940,
    ),
    Service("EXK", "Skolval", "Skola", ("Börja skolan",), "e_tjanst", build_out=BuildOut.SUBMISSION, volume=480),
    Service(
        "EXK",
        "Ledighet från skolan",
        "Skola",
        ("Barn i förskola och skola",),
        "e_tjanst",
        build_out=BuildOut.WHOLE,
        volume=3_800,
    ),
    Service(
        "EXK", "Stöd i hemmet", events=("Få stöd som äldre",), types="e_tjanst", build_out=BuildOut.FORM, volume=1_150
    ),
    Service(
        "EXK",
        "Frågor och synpunkter",
        events=("Påverka och ta del",),
        types="informationstjanst",
        build_out=BuildOut.WHOLE,
    ),
    Service("REX", "Tidbokning", events=("Bli sjuk",), types="e_tjanst", build_out=BuildOut.WHOLE, volume=870_000),
    Service(
        "REX", "Journal och provsvar", events=("Bli sjuk",), types="e_tjanst", build_out=BuildOut.WHOLE, volume=410_000
    ),
    Service("REX", "Förnya recept", events=("Bli sjuk",), types="e_tjanst", build_out=BuildOut.WHOLE, volume=165_000),
    Service(
        "REX",
        "Inskrivning i mödravård",
        events=("Få barn",),
        types="e_tjanst",
        build_out=BuildOut.INFORMATION,
        volume=3_100,
    ),
    Service(
        "REX",
        "Gemensam vårdplan",
        events=("Få stöd som äldre",),
        types="sammansatt_bas",
        level="sektor",
        build_out=BuildOut.NONE,
        volume=5_400,
    ),
    Service(
        "REX",
        "Väntetider och öppettider",
        events=("Bli sjuk",),
        types="informationstjanst oppna_data",
        level="samhalle",
        build_out=BuildOut.INFORMATION,
    ),
    Service(
        "EXI",
        "Anmäla livsmedelsverksamhet",
        events=("Starta restaurang",),
        types="e_tjanst",
        build_out=BuildOut.FORM,
        volume=1_900,
    ),
    Service(
        "EXI", "Kontrollresultat", events=("Starta restaurang",), types="informationstjanst", build_out=BuildOut.NONE
    ),
)
