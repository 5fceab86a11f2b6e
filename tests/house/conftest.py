"""A school with one of everything, and somebody's private things in each room: what could leak is there."""

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import CollectionViewRestriction, Locale, PageViewRestriction

from accounts.models import User
from assessments import api as assessments
from assessments.models import Activity, Attempt, SubmittedNotebook
from courses import actions as courses
from courses.models import CataloguePage, CoursePage, CourseTeacher, LessonPage, ModulePage
from demonstration.quiz import quiz_value
from foundation.models import Country, GlossaryTerm, Term
from network import actions as network
from network.models import SHARED_FIELDS, Office, PracticeIndexPage, PracticePage
from school.models import StandardPage
from tests.assessments.conftest import exercise, write_exercise  # noqa: F401  (fixtures)
from webinars import actions as webinars
from webinars.models import Recording, Track, WebinarIndexPage, WebinarPage

QUESTION = {
    "id": "T1",
    "kind": "true_false",
    "stem": "A stock has a date.",
    "answer": True,
    "feedback": "Yes.",
}


@dataclass
class World:
    """Everything that an address may name."""

    things: dict[str, object]
    people: dict[str, User]

    def path(self, template: str) -> str:
        """An address with the things in it."""
        return template.format(**self.things)


def _publish(parent, page):
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _course(bruno, exercise):  # noqa: F811
    catalogue = CataloguePage.objects.get(locale__language_code="en")
    pages = {}
    for code, teachers in (("T101", [CourseTeacher(user=bruno)]), ("T102", [])):
        course = CoursePage(
            title=code,
            slug=code.lower(),
            code=code,
            level="foundation",
            hours=6,
            weeks=2,
            summary="x",
            locale=catalogue.locale,
        )
        course.teachers = teachers
        _publish(catalogue, course)
        module = _publish(course, ModulePage(title="One", slug="one", locale=course.locale))
        lesson = LessonPage(title="Stocks", slug="stocks", locale=course.locale, minutes=20, lead="x")
        keys = [str(uuid4()) for _ in range(3)]
        table = {
            "title": "Migrants",
            "units": "persons",
            "cells": "Country\tMigrants\nGabon\t416651",
            "source": "UN",
            "edition": "2024",
        }
        body = [
            {"type": "quiz", "id": keys[0], "value": quiz_value([QUESTION], title="Check", tries=0)},
            {"type": "notebook", "id": keys[1], "value": {"exercise": exercise.pk}},
            {"type": "table", "id": keys[2], "value": table},
        ]
        lesson.body = LessonPage._meta.get_field("body").to_python(body)
        _publish(module, lesson)
        draft = LessonPage(title="Draft thoughts", slug="thoughts", locale=course.locale, live=False)
        module.add_child(instance=draft)
        draft.save_revision()
        pages[code] = (course, module, lesson, draft, keys)
    return pages


def _webinar(english):
    index = WebinarIndexPage.objects.get(locale=english)
    recording = Recording.objects.create(title="A talk", language="en")
    Track.objects.create(recording=recording, language="en", file=ContentFile(b"WEBVTT\n", "a.vtt"))
    fields = {"locale": english, "summary": "x", "body": "<p>x</p>", "language": "en"}
    now = timezone.now()
    coming = WebinarPage(
        title="Soon",
        slug="soon",
        starts_at=now + timedelta(minutes=5),
        joining_address="https://meet.example.org/s",
        **fields,
    )
    held = WebinarPage(
        title="Held", slug="held", starts_at=now - timedelta(days=7), recording=recording, **fields
    )
    return _publish(index, coming), _publish(index, held), recording


def _practice(english):
    office = Office.objects.create(name="Office of statistics")
    index = PracticeIndexPage.objects.get(locale=english)
    texts = {"context": "<p>x</p>", "what_was_done": "<p>x</p>", "result": "<p>x</p>", "lessons": "x"}
    return _publish(
        index, PracticePage(title="Practice", slug="practice", office=office, locale=english, **texts)
    )


def _member(user, audience: str, *, listed: bool):
    values = {
        "name": user.name,
        "show_profile": audience,
        **dict.fromkeys(SHARED_FIELDS.values(), audience),
        "country": None,
        "topics": [],
        "sources": [],
        "can_answer": True,
    }
    member = network.write_profile(user, values)
    if listed:
        network.accept_listing(member)
    return member


def _handed_in(user, scope, activity_key) -> Attempt:
    """A notebook that waits to be marked."""
    activity = Activity.objects.get(key=activity_key)
    attempt = Attempt.objects.create(
        activity=activity,
        version=activity.versions.first(),
        user=user,
        scope=scope,
        number=1,
        idempotency_key=uuid4(),
        state=Attempt.State.QUEUED,
    )
    SubmittedNotebook.objects.create(attempt=attempt, content={"nbformat": 4, "cells": []})
    return attempt


def _files():
    document = get_document_model()(title="Open", file_size=1)
    document.file.save("open.txt", ContentFile(b"open"), save=True)
    image = get_image_model().objects.create(title="Picture", file=get_test_image_file("p.png", size=(8, 8)))
    private = document.collection.add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    shut = get_document_model()(title="Shut", file_size=1, collection=private)
    shut.file.save("shut.txt", ContentFile(b"shut"), save=True)
    password = document.collection.add_child(name="By password")
    restriction = CollectionViewRestriction.objects.create(
        collection=password, restriction_type="password", password="sesame"
    )
    return document, shut, image, restriction


@pytest.fixture
def world(site_tree, exercise, amina, bruno, chen, dalia, efua, farah, admin) -> World:  # noqa: F811
    """One of everything; the private things are Amina's (enrolment, certificate, registration) and Farah's (profile).

    The key belongs to Gita, who has no role and asks nothing: to everybody here it is another person's.
    """
    english = Locale.objects.get(language_code="en")
    courses_by_code = _course(bruno, exercise)
    course, module, lesson, draft, keys = courses_by_code["T101"]
    other, _m, other_lesson, _d, _k = courses_by_code["T102"]
    enrolment = courses.enrol(amina, course.translation_key, "en")
    scope = getattr(enrolment, "scope", None) or enrolment.key
    certificate = assessments.issue_certificate(
        scope=scope,
        user_id=amina.pk,
        title="T101",
        course_code="T101",
        language="en",
        hours=6,
        issued_on=timezone.now().date(),
        is_demonstration=False,
    )
    coming, held, recording = _webinar(english)
    webinars.sign_up(amina, coming)
    Country.objects.get_or_create(iso3="GHA", defaults={"iso2": "GH", "name_en": "Ghana"})
    practice = _practice(english)
    listed = _member(farah, "members", listed=True)
    hidden = _member(amina, "members", listed=False)
    document, shut, image, collection_restriction = _files()
    page = _publish(
        site_tree["en"],
        StandardPage(title="By password", slug="by-password", text="<p>x</p>", locale=english),
    )
    page_restriction = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="sesame"
    )
    members_page = _publish(
        site_tree["en"], StandardPage(title="Inside", slug="inside", text="<p>x</p>", locale=english)
    )
    PageViewRestriction.objects.create(page=members_page, restriction_type="login")
    term = GlossaryTerm.objects.create(term="Stock", slug="stock", definition="x", locale=english)
    topic = Term.objects.create(kind="topic", code="remit", name_en="Remittances")
    gita = User.objects.create_user("gita@example.org", "correct horse battery", first_name="Gita")
    submission = _handed_in(amina, scope, keys[1])
    elsewhere = courses.enrol(gita, other.translation_key, "en")
    other_submission = _handed_in(gita, elsewhere.scope, courses_by_code["T102"][4][1])
    key = Authenticator.objects.create(user=gita, type="webauthn", data={"name": "hers", "credential": {}})
    things = {
        "course": course.pk,
        "course_key": course.translation_key,
        "module": module.pk,
        "lesson": lesson.pk,
        "lesson_key": lesson.translation_key,
        "draft": draft.pk,
        "other_course": other.pk,
        "other_lesson": other_lesson.pk,
        "quiz": keys[0],
        "notebook": keys[1],
        "table": keys[2],
        "scope": scope,
        "certificate": certificate.code,
        "coming": coming.translation_key,
        "coming_page": coming.pk,
        "held": held.translation_key,
        "recording": recording.pk,
        "practice": practice.pk,
        "listed": listed.slug,
        "member": listed.pk,
        "hidden": hidden.slug,
        "office": practice.office_id,
        "document": document.pk,
        "document_name": document.filename,
        "document_path": document.file.name,
        "shut": shut.pk,
        "shut_name": shut.filename,
        "shut_path": shut.file.name,
        "image": image.pk,
        "collection_restriction": collection_restriction.pk,
        "page_restriction": page_restriction.pk,
        "restricted_page": page.pk,
        "home": site_tree["en"].pk,
        "term": term.pk,
        "topic": topic.pk,
        "exercise": exercise.pk,
        "activity": submission.activity_id,
        "other_activity": other_submission.activity_id,
        "submission": submission.pk,
        "other_submission": other_submission.pk,
        "key": key.pk,
        "amina": amina.pk,
        "editors": Group.objects.get(name="Editors").pk,
        "token": UUID(int=1),
        "json": json.dumps({}),
    }
    people = {
        "nobody": None,
        "chen": chen,
        "amina": amina,
        "bruno": bruno,
        "dalia": dalia,
        "efua": efua,
        "farah": farah,
        "admin": admin,
    }
    return World(things, people)
