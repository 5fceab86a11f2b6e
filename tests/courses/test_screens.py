"""What each reader sees, and what it costs."""

import re
from uuid import uuid4

import brotli
import pytest
from django.test import Client

from courses import actions
from courses.models import CoursePage, CourseTeacher, LessonPage, ModulePage
from tests.courses.conftest import add_lesson, address, publish, quiz, text

pytestmark = pytest.mark.django_db

LESSON = "/en/courses/counting/concepts/stocks/"
#: Each screen with words of what is taught there, the first lesson by its text.
SCREENS = {
    "/en/courses/": "Counting people",
    "/en/courses/counting/": "Counting people",
    "/en/courses/counting/concepts/": "Stocks",
    LESSON: "A stock has a date.",
}


def html(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def queries(client, url: str, count) -> int:
    """Queries of a warm page."""
    client.get(url)
    with count() as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def count():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


@pytest.mark.parametrize("who", [None, "amina", "bruno", "chen", "dalia"])
@pytest.mark.parametrize("url", SCREENS)
def test_reading_is_open_to_everyone(client, request, lessons, url, who):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert SCREENS[url] in html(client, url)


def test_who_only_reads_is_invited_and_cannot_send(client, chen, lessons):
    for reader in (None, chen):
        if reader:
            client.force_login(reader)
        page = html(client, LESSON)
        assert "A stock has a date." in page
        assert "/answers/" not in page
        assert address("enrol", lessons[0].get_parent().get_parent().translation_key) in page
        assert "/learning/read/" not in page


def test_nobody_sees_the_progress_of_another(client, amina, chen, lessons, enrolled):
    actions.mark_read(amina, lessons[0].translation_key, "en")
    for reader in (None, chen):
        if reader:
            client.force_login(reader)
        assert "1 of 3 lessons read" not in html(client, "/en/courses/counting/")
        assert str(enrolled.scope) not in html(client, LESSON)
    client.force_login(amina)
    assert "1 of 3 lessons read" in html(client, "/en/courses/counting/")
    assert str(enrolled.scope) in html(client, LESSON)


def test_the_answer_is_not_in_what_the_browser_gets(client, amina, lessons, enrolled):
    client.force_login(amina)
    assert "SECRETFEEDBACK" not in html(client, LESSON)


def test_a_draft_is_not_found_and_not_named(client, amina, admin, course, enrolled, draft):
    for reader in (None, amina, admin):
        if reader:
            client.force_login(reader)
        assert client.get("/en/courses/counting/sources/thoughts/").status_code == 404
        for url in SCREENS:
            assert "Unpublished thoughts" not in html(client, url)


def test_a_draft_can_be_previewed_with_its_quiz(client, admin, modules):
    from wagtail.models import Page

    lesson = LessonPage(title="Draft", slug="draft", locale=modules[0].locale, live=False)
    lesson.body = LessonPage._meta.get_field("body").to_python([text("Draft words."), quiz("T9")])
    modules[0].add_child(instance=lesson)
    lesson.save_revision()
    client.force_login(admin)
    shown = client.get(f"/cms/pages/{lesson.pk}/view_draft/")
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "Draft words." in page and "A stock has a date." in page
    assert "/answers/" not in page and "/learning/visited/" not in page
    assert Page.objects.get(pk=lesson.pk).live is False


@pytest.mark.parametrize("model", ["course", "module"])
def test_drafts_of_courses_and_modules_can_be_previewed(client, admin, catalogue, course, model):
    if model == "course":
        page = CoursePage(
            title="New", slug="new", code="N1", hours=1, weeks=1, summary="New words", locale=course.locale
        )
        parent = catalogue
    else:
        page, parent = ModulePage(title="New", slug="new", summary="New words", locale=course.locale), course
    page.live = False
    parent.add_child(instance=page)
    page.save_revision()
    client.force_login(admin)
    assert "New words" in client.get(f"/cms/pages/{page.pk}/view_draft/").content.decode()


def test_a_lesson_in_another_language_says_so_and_marks_its_own(client, lessons):
    page = html(client, "/ar/courses/counting/concepts/stocks/")
    assert re.search(r'<article class="read" lang="en" dir="ltr">', page)
    assert '<html lang="ar" dir="rtl">' in page
    assert '<article class="read">' in html(client, LESSON)


def test_the_catalogue_narrows(client, catalogue, course, lessons):
    other = CoursePage(
        title="Estimating",
        slug="estimating",
        code="T301",
        level="advanced",
        hours=18,
        weeks=6,
        summary="Residual methods.",
        prerequisites="T101 and patience",
        locale=course.locale,
    )
    publish(catalogue, other)

    def shown(query: str) -> list[str]:
        return [found.code for found in client.get(f"/en/courses/{query}").context["screen"].courses]

    assert shown("") == ["T101", "T301"]
    assert shown("?level=advanced") == ["T301"]
    assert shown("?level=nonsense&order=nonsense") == ["T101", "T301"]
    assert shown("?language=en") == ["T101"]
    assert shown("?length=long") == ["T301"]
    assert shown("?q=residual") == ["T301"]
    assert shown("?q=census") == ["T101"]
    assert shown("?q=nothing-of-the-kind") == []
    assert '<a href="/en/courses/counting/" title="Counting people">T101</a>' in html(
        client, "/en/courses/estimating/"
    )


def test_my_learning_asks_for_an_account(client, lessons):
    assert client.get("/en/learning/").status_code == 302


def test_reading_a_screen_writes_nothing(client, amina, lessons, enrolled, count):
    client.force_login(amina)
    for url in [*SCREENS, "/en/learning/"]:
        client.get(url)
        with count() as captured:
            client.get(url)
        assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []


# --- What it costs -----------------------------------------------------------------------------------------


def more_lessons(module, number: int) -> None:
    for place in range(number):
        add_lesson(
            module, f"More {place}", f"more-{place}", [text("More."), quiz(f"M{place}"), quiz(f"N{place}")]
        )


@pytest.mark.parametrize(("url", "most"), [(LESSON, 8), ("/en/courses/counting/", 10), ("/en/learning/", 5)])
def test_queries_do_not_grow_with_the_course(client, amina, modules, lessons, enrolled, count, url, most):
    client.force_login(amina)
    few = queries(client, url, count)
    more_lessons(modules[0], 3)
    assert queries(client, url, count) == few
    assert few <= most


def test_queries_of_my_learning_do_not_grow_with_the_courses(
    client, amina, catalogue, lessons, enrolled, count
):
    client.force_login(amina)
    one = queries(client, "/en/learning/", count)
    for number in range(2):
        page = publish(
            catalogue,
            CoursePage(
                title=f"C{number}",
                slug=f"c{number}",
                code=f"C{number}",
                hours=1,
                weeks=1,
                summary="x",
                locale=catalogue.locale,
            ),
        )
        module = publish(page, ModulePage(title="M", slug="m", locale=page.locale))
        add_lesson(module, "L", "l", [quiz(f"Q{number}")])
        actions.enrol(amina, page.translation_key, "en")
    assert len(client.get("/en/learning/").context["courses"]) == 3
    assert queries(client, "/en/learning/", count) == one


def test_a_public_lesson_asks_one_query_and_no_session(client, lessons, count):
    client.get(LESSON)
    with count() as captured:
        client.get(LESSON)
    assert len(captured) == 1
    assert not [query for query in captured if "session" in query["sql"]]


def test_a_lesson_fits_its_budget(amina, lessons, enrolled):
    client = Client(headers={"accept-encoding": "br"})
    client.force_login(amina)
    response = client.get(LESSON)
    assert response["Content-Encoding"] == "br"
    assert len(response.content) < 10_000
    assert "A stock has a date." in brotli.decompress(response.content).decode()


# --- Nonsense ----------------------------------------------------------------------------------------------

NONSENSE = ["<script>alert(1)</script>", "' OR 1=1 --", "\u202eabc", "%00", "{{ 7*7 }}", "٣" * 300, "😀" * 80]


@pytest.mark.parametrize("words", NONSENSE)
def test_nonsense_in_the_search_is_shown_as_text(client, lessons, words):
    response = client.get("/en/courses/", {"q": words, "level": words, "language": words, "order": words})
    assert response.status_code == 200
    assert "<script>alert(1)" not in response.content.decode()


def test_keys_that_are_none_are_not_found(client, amina, lessons):
    client.force_login(amina)
    for name in ("enrol", "leave"):
        assert client.get(address(name, uuid4())).status_code == 404
        assert client.post(address(name, uuid4())).status_code == 404


def test_titles_that_are_too_long_are_refused_and_long_ones_are_shown(client, admin, modules):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        add_lesson(modules[0], "x" * 5000, "long")
    add_lesson(modules[0], "<b>" + "w" * 250, "fits", [text("y" * 5000)])
    page = html(client, "/en/courses/counting/concepts/fits/")
    assert "&lt;b&gt;www" in page and "<b>www" not in page


def test_a_course_names_its_trainers_as_they_are_called_today(client, bruno, course, lessons):
    """The names are kept with the course: they follow the person's account, not the next publishing."""
    course.teachers.set([CourseTeacher(user=bruno, about="Office of examples")])
    course.save_revision().publish()
    url = "/en/courses/counting/"
    assert "Bruno" in html(client, url)

    bruno.first_name = "Brunhilde"
    bruno.save()
    assert "Brunhilde" in html(client, url)
    assert "Bruno" not in html(client, url)

    bruno.is_active = False
    bruno.save()
    assert "Office of examples" not in html(client, url)

    bruno.is_active = True
    bruno.save()
    assert "Office of examples" in html(client, url)
    bruno.delete()
    assert "Office of examples" not in html(client, url)


def test_what_was_done_in_a_course_is_each_trainees_own(client, amina, chen, course, lessons):
    """What stands below the head is rendered once for all who stand alike, and for nobody else."""
    for trainee in (amina, chen):
        actions.enrol(trainee, course.translation_key, "en")
    actions.mark_read(amina, lessons[0].translation_key, "en")
    seen = {}
    for _time in range(2):
        for trainee in (amina, chen):
            client.force_login(trainee)
            seen[trainee] = html(client, "/en/courses/counting/")
        assert "Read 2 lessons" in seen[amina]
        assert "Read 3 lessons" in seen[chen]
    client.logout()
    assert "Read 3 lessons" not in html(client, "/en/courses/counting/")
