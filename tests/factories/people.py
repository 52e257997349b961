from datetime import date

import factory
from factory.django import DjangoModelFactory

from plait.people.models import Agency, Merging, Partnership, PeopleSheet, Person, Post, SubjectSearch
from tests.conftest import THE_DAY


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership
        django_get_or_create = ("slug",)

    name = "Marlshire Safeguarding Children Partnership"
    slug = "marlshire"


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Agency {n}")
    short_name = ""
    slug = factory.Sequence(lambda n: f"agency-{n}")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    initials = "P"
    email = factory.Sequence(lambda n: f"person{n}@marlshire.example")


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    title = factory.Sequence(lambda n: f"Post {n}")
    agency = factory.SubFactory(AgencyFactory)
    holder = factory.SubFactory(PersonFactory)
    starts_on = date(2024, 1, 1)


class PeopleSheetFactory(DjangoModelFactory):
    class Meta:
        model = PeopleSheet

    name = "people.xlsx"
    checksum = factory.Sequence(lambda n: f"{n:064x}")
    added_at = THE_DAY


class MergingFactory(DjangoModelFactory):
    class Meta:
        model = Merging

    kept = factory.SubFactory(PersonFactory)
    merged = factory.SubFactory(PersonFactory)
    merged_at = THE_DAY


class SubjectSearchFactory(DjangoModelFactory):
    class Meta:
        model = SubjectSearch

    why = "A request of 3 March"
    at = THE_DAY
    found = 0
    hidden = 0
