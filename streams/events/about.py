"""What an event is about: a person, an enterprise or a city. The fields that every such event has are said here once."""

from streams.events.contract import Event
from streams.events.fields import BirthMonth, City, CreditCode, PersonId, PersonName, Phone, Sex

EXAMPLE_ENTERPRISE = "91210100MA0EXA001D"
EXAMPLE_PERSON = {"person": "210102198503072316", "name": "王示例", "phone": "13800000000"}


class AboutPerson(Event):
    """An event in one person's life. The identity number becomes a token at the door, name and phone end there.

    Sex and birth month are read from the number at the door (docs/adr/0016), so senders leave them out.
    """

    subject_kind, subject_field = "person", "person"

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    sex: Sex | None = None
    birth_month: BirthMonth | None = None


class AboutEnterprise(Event):
    """An event in the life of one enterprise."""

    subject_kind, subject_field = "enterprise", "enterprise"

    enterprise: CreditCode
    city: City


class AboutCity(Event):
    """An event that concerns an assessed unit as a whole."""

    subject_kind, subject_field = "city", "city"

    city: City
