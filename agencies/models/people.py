"""People, the organisations they plan for, and the role each has there."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.se import orgnr

from agencies.swedish import SearchTextField, in_swedish_order, sort_key


class UserManager(BaseUserManager):
    def create_user(self, email, name="", password=None, **fields):
        """A new person; without a password they cannot log in until they have set one from their invitation."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, name="", password=None, **fields):
        return self.create_user(email, name, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What a person may do in an organisation is decided by Membership, never by this row."""

    email = models.EmailField(_("e-postadress"), unique=True, error_messages={"unique": _("Adressen finns redan.")})
    name = models.CharField(_("namn"), max_length=120)
    is_coordinator = models.BooleanField(
        _("samordnare"),
        default=False,
        help_text=_("Håller de gemensamma registren och läser det som delas med alla. Skriver inte i någon plan."),
    )
    is_staff = models.BooleanField(
        _("administratör"), default=False, help_text=_("Kommer in i administrationen. Ger ingen rätt till någon plan.")
    )
    is_active = models.BooleanField(
        _("aktiv"), default=True, help_text=_("Ta bort bocken i stället för att radera den som har slutat.")
    )
    date_joined = models.DateTimeField(_("upplagd"), default=timezone.now, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = [in_swedish_order("name")]
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email_whatever_the_case")]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        super().clean()
        self.email = self.email.strip().lower()

    @property
    def initials(self):
        words = str(self).split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def first_name(self):
        return str(self).split()[0]

    @cached_property
    def own_memberships(self):
        """This person's memberships with their organisations, in Swedish order: one query a request."""
        memberships = self.memberships.select_related("agency")
        return sorted(memberships, key=lambda membership: sort_key(membership.agency.name))


def valid_organisation_number(value):
    """Ten digits with a valid check digit (python-stdnum), written NNNNNN-NNNN or without the hyphen."""
    try:
        orgnr.validate(value)
    except NotANumber as error:
        raise ValidationError(
            _("Organisationsnumret stämmer inte. Kontrollera siffrorna, till exempel 202100-5489.")
        ) from error


class AgencyQuerySet(models.QuerySet):
    def for_listing(self):
        return self.order_by(in_swedish_order("name"))


class Agency(models.Model):
    """A public organisation. Its identity is the organisationsnummer or the code, never the name, which changes."""

    class Kind(models.TextChoices):
        STATE_AGENCY = "state_agency", _("Myndighet")
        MUNICIPALITY = "municipality", _("Kommun")
        REGION = "region", _("Region")
        OTHER = "other", _("Annan offentlig organisation")

    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    name = models.CharField(_("namn"), max_length=200)
    short_name = models.CharField(_("kortnamn"), max_length=20, blank=True, help_text=_("Till exempel EXM."))
    slug = models.SlugField(
        _("adressnamn"),
        max_length=80,
        unique=True,
        help_text=_("Står i adressen: /arbeta/<adressnamn>/. Ändras det fungerar det gamla ändå."),
    )
    organisation_number = models.CharField(
        _("organisationsnummer"),
        max_length=11,
        blank=True,
        validators=[valid_organisation_number],
        help_text=_("Till exempel 202100-5489."),
    )
    code = models.CharField(
        _("kommun- eller länskod"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^(\d{2}|\d{4})$", _("Koden har fyra siffror för en kommun och två för ett län."))],
        help_text=_("Kommunkoden (fyra siffror) eller länskoden (två siffror), med inledande nolla."),
    )
    function_email = models.EmailField(
        _("funktionsadress"), blank=True, help_text=_("Dit andra kan höra av sig, till exempel registrator@….")
    )
    website = models.CharField(_("webbplats"), max_length=200, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("ersatt av"),
        help_text=_("När organisationen har gått upp i en annan. Planerna finns kvar."),
    )
    ended_on = models.DateField(_("upphörde"), null=True, blank=True)
    is_demo = models.BooleanField(_("exempeldata"), default=False, editable=False)
    search_text = SearchTextField(of=["name", "short_name", "organisation_number", "code"])

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = [in_swedish_order("name")]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_number"],
                condition=~Q(organisation_number=""),
                name="one_agency_per_organisation_number",
                violation_error_message=_("Det finns redan en organisation med det organisationsnumret."),
            ),
            models.UniqueConstraint(
                fields=["kind", "code"],
                condition=~Q(code=""),
                name="one_agency_per_kind_and_code",
                violation_error_message=_("Det finns redan en organisation av det slaget med den koden."),
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=models.F("pk")),
                name="an_agency_does_not_succeed_itself",
                violation_error_message=_("Organisationen kan inte ersättas av sig själv."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("followup:agency", args=[self.slug])

    def clean(self):
        super().clean()
        if self.organisation_number and not self._errors_in_number():
            digits = orgnr.compact(self.organisation_number)
            self.organisation_number = f"{digits[:6]}-{digits[6:]}"
        length = {self.Kind.MUNICIPALITY: 4, self.Kind.REGION: 2}.get(self.kind)
        if self.code and len(self.code) != length:
            raise ValidationError({"code": _("Koden har fyra siffror för en kommun, två för en region, annars ingen.")})

    def _errors_in_number(self):
        try:
            valid_organisation_number(self.organisation_number)
        except ValidationError as error:
            return error.messages
        return []

    @property
    def genitive(self):
        """The name as an owner: Exempelköpings kommuns, Boverkets, Region Västmanlands; an s at the end stays."""
        return self.name if self.name[-1:] in "sxz" else f"{self.name}s"


class FormerName(models.Model):
    """A name and an address an organisation has had. The address leads on to the new one for ever."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="former_names", verbose_name=_("organisation"))
    name = models.CharField(_("namn"), max_length=200)
    slug = models.SlugField(_("adressnamn"), max_length=80, unique=True, null=True, blank=True)
    ended_on = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        ordering = ["-ended_on", "pk"]
        verbose_name = _("tidigare namn")
        verbose_name_plural = _("tidigare namn")

    def __str__(self):
        return self.name


class Role(models.TextChoices):
    """What a person may do in an organisation; each role may also what those before it may (DESIGN section 2)."""

    READER = "reader", _("Läsare")
    PROJECT_LEAD = "project_lead", _("Projektledare")
    PLANNER = "planner", _("Planerare")
    MANAGER = "manager", _("Chef")


class Membership(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="memberships", verbose_name=_("organisation"))
    role = models.CharField(_("roll"), max_length=20, choices=Role, default=Role.READER)

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency"],
                name="one_membership_per_user_and_agency",
                violation_error_message=_("Personen är redan med i organisationen. Ändra rollen där i stället."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_has_a_known_role"),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display().lower()} i {self.agency}"
