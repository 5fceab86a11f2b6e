"""What trainers see of what was handed in: who may, the counts, the clusters, the list, and how many queries it takes."""

import json
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from assessments import rules
from assessments.actions.grading import begin_marking, record_marks
from assessments.marking.runs import Run
from assessments.models import Attempt
from assessments.queries.submissions import (
    Audience,
    activity_screen,
    audience,
    may_open,
    present_versions,
    submission,
    wrong_in,
)
from school.founding import roles
from tests.assessments.conftest import answer, hand_in, published, quiz

pytestmark = pytest.mark.django_db

SHARE = answer(
    "share",
    "9.5",
    tolerance=0.01,
    mistakes=[{"value": "0.095", "tolerance": 0.0005, "feedback": "That is the proportion."}],
)
LABEL = answer("label", "census", kind="text")


@pytest.fixture
def version(write_exercise):
    exercise = write_exercise("T05", [SHARE, LABEL], {"share": 9.5, "label": "census"})
    return published(exercise.spec(), kind="notebook")


def screen_of(version, *, names: bool = True):
    everything = Attempt.objects.filter(activity=version.activity)
    return activity_screen(present_versions(version.activity_id), Audience(everything, names), "en")


def counts(row) -> dict:
    return {part.state: part.trainees for part in row.parts}


def given(row) -> list[tuple]:
    return [(cluster.shown, cluster.trainees, cluster.state, cluster.feedback) for cluster in row.clusters]


def test_numbers_count_people_once_and_tries_each(version, trainees):
    scope = uuid4()
    hand_in(version, trainees[0], {"share": 1}, scope=scope)
    hand_in(version, trainees[0], {"share": 9.5, "label": "census"}, scope=scope, number=2)
    hand_in(version, trainees[1])
    Attempt.objects.filter(pk=hand_in(version, trainees[2]).pk).update(state="failed")
    numbers = screen_of(version).numbers
    assert (numbers.tries, numbers.trainees, numbers.passed, numbers.waiting, numbers.failed) == (
        4,
        3,
        1,
        1,
        1,
    )


def test_where_they_stand_is_the_last_marked_try_and_wrong_values_are_those_of_all(version, trainees):
    scope = uuid4()
    hand_in(version, trainees[0], {"share": 0.095, "label": "Census"}, scope=scope)
    hand_in(version, trainees[0], {"share": 9.5, "label": "census"}, scope=scope, number=2)
    hand_in(version, trainees[0], scope=scope, number=3)
    hand_in(version, trainees[1], {"share": 0.0951, "label": None})
    hand_in(version, trainees[2], {"share": 4.0})
    share, label = screen_of(version).rows
    assert counts(share) == {"right": 1, "mistake": 1, "elsewhere": 0, "wrong": 1, "missing": 0}
    assert [round(part.percent) for part in share.parts] == [33, 33, 0, 33, 0]
    assert given(share) == [("0.095", 2, "mistake", "That is the proportion."), ("4", 1, "wrong", "")]
    assert counts(label) == {"right": 1, "mistake": 0, "elsewhere": 0, "wrong": 0, "missing": 2}
    assert label.clusters == []


def test_wrong_numbers_within_the_tolerance_are_one_value_and_each_trainee_counts_once(version, trainees):
    scope = uuid4()
    for number, value in enumerate((4.0, 4.005, 4.0), start=1):
        hand_in(version, trainees[0], {"share": value}, scope=scope, number=number)
    hand_in(version, trainees[1], {"share": 4.008})
    hand_in(version, trainees[2], {"share": 4.2})
    hand_in(version, trainees[3], {"share": float("1e30")})
    share = screen_of(version).rows[0]
    assert given(share) == [("4", 2, "wrong", ""), ("1e+30", 1, "wrong", ""), ("4.2", 1, "wrong", "")]


def test_the_same_value_in_two_languages_is_one(version, trainees, write_exercise):
    french = published(version.spec, key=version.activity.key, language="fr", kind="notebook")
    hand_in(version, trainees[0], {"share": 4.25, "label": "Études"})
    other = hand_in(french, trainees[1], {"share": 4.25, "label": "etudes"})
    assert other.marks["share"]["shown"] == "4,25"
    share, label = screen_of(version).rows
    assert given(share) == [("4.25", 2, "wrong", "")]
    assert [(cluster.trainees, cluster.state) for cluster in label.clusters] == [(2, "wrong")]


def test_a_value_that_gets_its_feedback_later_is_known_from_then_on(version, trainees):
    hand_in(version, trainees[0], {"share": 0.5})
    assert given(screen_of(version).rows[0]) == [("0.5", 1, "wrong", "")]
    spec = json.loads(json.dumps(version.spec))
    spec["answers"][0]["mistakes"].append({"value": 0.5, "tolerance": 0.01, "feedback": "That is half."})
    published(spec, key=version.activity.key, kind="notebook")
    assert given(screen_of(version).rows[0]) == [("0.5", 1, "mistake", "That is half.")]


def test_without_names_a_value_is_told_from_three_trainees_on(version, trainees):
    for trainee in trainees[:3]:
        hand_in(version, trainee, {"share": 4.0})
    hand_in(version, trainees[3], {"share": 6.0})
    share = screen_of(version, names=False).rows[0]
    assert (given(share), share.further) == ([("4", 3, "wrong", "")], 1)
    assert len(screen_of(version).rows[0].clusters) == 2


def test_a_right_value_that_was_typed_in_is_no_wrong_value(write_exercise, trainees):
    exercise = write_exercise("T06", [SHARE], {"share": 9.5}, {"share": 3.0})
    version = published(exercise.spec(), kind="notebook")
    attempt = hand_in(version, trainees[0])
    runs = [Run({"share": 9.5}), Run({"share": 9.5})]
    record_marks(begin_marking(attempt.pk), runs=runs, outcome={}, runtime="test", seconds=1)
    share = screen_of(version).rows[0]
    assert counts(share)["elsewhere"] == 1
    assert [(c.shown, c.state, "typing" in c.told) for c in share.clusters] == [("9.5", "elsewhere", True)]
    with translation.override("fr"):
        assert [cluster.shown for cluster in screen_of(version).rows[0].clusters] == ["9,5"]


def test_questions_of_a_quiz_are_spread_too(trainees, scopes):
    from assessments.actions.attempts import submit_quiz

    version = published(quiz())
    numeric = next(question for question in version.spec["questions"] if question["kind"] == "numeric")
    for trainee, text in zip(trainees, ("564738", "564,738", "17", "918273.645", ""), strict=False):
        submit_quiz(
            version=version,
            user=trainee,
            scope=scopes(trainee),
            token=uuid4(),
            answers={numeric["id"]: text} if text else {},
        )
    row = next(row for row in screen_of(version).rows if row.name == numeric["id"])
    assert counts(row) == {"right": 1, "mistake": 2, "elsewhere": 0, "wrong": 1, "missing": 1}
    assert [(c.trainees, c.state, c.feedback) for c in row.clusters] == [
        (2, "mistake", "ZEBRAFEEDBACK the other year"),
        (1, "wrong", ""),
    ]


def test_who_sees_what(version, trainees, teach, amina, bruno, chen, dalia, efua, admin):
    roles.set_up_roles()
    mine, other = uuid4(), uuid4()
    first, second = (
        hand_in(version, trainees[n], {"share": 1}, scope=s) for n, s in enumerate((mine, other))
    )
    teach(bruno, mine)
    teach(chen, uuid4())
    ada = User.objects.create_user("ada@example.org")
    ada.groups.add(Group.objects.get(name=roles.ADMINISTRATORS))
    for person in (admin, ada):
        seen = audience(person, version.activity)
        assert (seen.names, seen.attempts.count()) == (True, 2)
        assert submission(person, second.pk) == second
    seen = audience(bruno, version.activity)
    assert (seen.names, list(seen.attempts)) == (True, [first])
    assert submission(bruno, first.pk) == first
    seen = audience(dalia, version.activity)
    assert (seen.names, seen.attempts.count()) == (False, 2)
    for person in (amina, chen, efua, trainees[0]):
        with pytest.raises(PermissionDenied):
            audience(person, version.activity)
    for person in (amina, chen, efua, dalia, bruno, trainees[1]):
        with pytest.raises(PermissionDenied):
            submission(person, second.pk)
    with pytest.raises(PermissionDenied):
        submission(bruno, 10**9)
    bruno.is_active = False
    with pytest.raises(PermissionDenied):
        submission(bruno, first.pk)


def test_a_trainer_opens_an_activity_of_the_course_before_anything_was_handed_in(version, teach, bruno):
    roles.set_up_roles()
    assert may_open(bruno, [version.activity]) == set()
    teach(bruno, activities=[version.activity.key])
    assert may_open(bruno, [version.activity]) == {version.activity.pk}
    assert audience(bruno, version.activity).names


def test_the_list_is_filtered_by_state_and_by_what_was_wrong(client, version, trainees, admin):
    right = hand_in(version, trainees[0], {"share": 9.5, "label": "census"})
    wrong = hand_in(version, trainees[1], {"share": 9.5, "label": "survey"})
    waiting = hand_in(version, trainees[2])
    client.force_login(admin)
    url = reverse("activity_submissions", args=[version.activity.pk])

    def listed(query: str) -> set:
        return {row.pk for row in client.get(f"{url}?{query}").context["object_list"]}

    assert listed("") == {right.pk, wrong.pk, waiting.pk}
    assert listed("state=queued") == {waiting.pk}
    assert listed("passed=True") == {right.pk}
    assert listed("wrong=label") == {wrong.pk}
    assert listed("wrong=share") == set()
    assert listed("trainee=1+train") == {wrong.pk}
    assert listed("trainee=nobody") == listed("trainee=trainee1") == set()
    page = client.get(url).content.decode()
    assert "Trainee 1" in page and "1 of 2" in page and "test" in page
    # Who has given no name is found by what is shown instead, and nobody by an address.
    User.objects.filter(pk=trainees[1].pk).update(first_name="")
    assert listed("trainee=trainee1") == {wrong.pk}
    assert listed("trainee=trainee1@example.org") == set()


def test_unmarked_questions_are_not_taken_for_wrong(version, trainees):
    hand_in(version, trainees[0], {"share": 9.5, "label": "x"})
    attempt = Attempt.objects.get()
    attempt.marks["label"]["fraction"] = None
    attempt.save()
    assert not wrong_in(Attempt.objects.all(), "label").exists()


def many(version, trainees, count: int) -> None:
    """So many marked tries, a hundred different wrong values among them."""
    Attempt.objects.bulk_create(
        Attempt(
            activity=version.activity,
            version=version,
            user=trainees[n % len(trainees)],
            scope=uuid4(),
            number=1,
            idempotency_key=uuid4(),
            state="marked",
            score=0,
            max_score=2,
            marks={
                "share": {"fraction": 0, "points": 0, "feedback": [], "shown": f"{n % 100}.5"},
                "label": {"fraction": 0, "points": 0, "feedback": [], "shown": "survey", "code": ""},
            },
        )
        for n in range(count)
    )


#: Of these Wagtail's frame takes eight: session, person, profile, rights, languages, pages, collections.
MOST_QUERIES = {"activity": 14, "activity_submissions": 12}


@pytest.mark.parametrize("name", MOST_QUERIES)
def test_ten_thousand_tries_cost_a_trainer_as_many_queries_as_ten(
    client, version, trainees, teach, bruno, name
):
    roles.set_up_roles()
    client.force_login(bruno)
    url = reverse(name, args=[version.activity.pk])
    taken = []
    for count in (10, 9990):
        many(version, trainees, count)
        scopes = Attempt.objects.values("scope")
        teach(bruno, of=scopes, activities=[version.activity.key])
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url)
        assert page.status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1] <= MOST_QUERIES[name], "\n".join(q["sql"][:160] for q in queries)


def test_the_table_of_results_leads_to_what_may_be_opened_and_nowhere_else(
    client, version, trainees, teach, bruno, dalia
):
    roles.set_up_roles()
    scope = uuid4()
    hand_in(version, trainees[0], {"share": 4.0}, scope=scope)
    other = published(quiz())
    teach(bruno, scope)
    link = reverse("activity", args=[version.activity.pk])
    client.force_login(bruno)
    page = client.get(reverse("activity_results")).content.decode()
    assert link in page
    assert reverse("activity", args=[other.activity.pk]) not in page
    asked = f"{reverse('activity_results')}?exercise={version.activity.exercise_key}"
    assert [row.pk for row in client.get(asked).context["object_list"]] == [version.activity.pk]
    client.force_login(dalia)
    assert (
        reverse("activity", args=[other.activity.pk])
        in client.get(reverse("activity_results")).content.decode()
    )


def test_an_activity_is_named_with_its_lesson(client, version, trainees, admin, monkeypatch):
    attempt = hand_in(version, trainees[0], {"share": 4.0})
    monkeypatch.setattr(
        rules, "_places", [lambda language: {version.activity.key: f"M1 · 1.2 Shares ({language})"}]
    )
    client.force_login(admin)
    of = [version.activity.pk]
    for url in (
        reverse("activity_results"),
        reverse("activity", args=of),
        reverse("activity_submissions", args=of),
        reverse("submission", args=[attempt.pk]),
    ):
        assert "M1 · 1.2 Shares (en)" in client.get(url).content.decode()


def test_an_editor_sees_counts_and_no_name(client, version, trainees, dalia):
    roles.set_up_roles()
    for trainee in trainees[:3]:
        attempt = hand_in(version, trainee, {"share": 0.095, "label": "census"})
    client.force_login(dalia)
    page = client.get(reverse("activity", args=[version.activity.pk])).content.decode()
    assert "That is the proportion." in page and "0.095" in page
    assert "Trainee" not in page.replace("Trainees", "")
    assert reverse("activity_submissions", args=[version.activity.pk]) not in page
    for name, key in (
        ("activity_submissions", version.activity.pk),
        ("submission", attempt.pk),
        ("submission_file", attempt.pk),
    ):
        refused = client.get(reverse(name, args=[key]))
        assert (refused.status_code, refused["Location"]) == (302, "/cms/")


def test_a_wrong_value_without_feedback_leads_to_where_one_is_written(client, version, trainees, admin):
    hand_in(version, trainees[0], {"share": 4.0})
    client.force_login(admin)
    page = client.get(reverse("activity", args=[version.activity.pk])).content.decode()
    assert "No feedback of its own yet." in page
    assert "/cms/snippets/assessments/exercise/edit/" in page
