"""Hidden data sets: typed-in numbers do not pass, and nothing of what is hidden reaches a trainee."""

import json
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from assessments.api import ActivitySpec, publish_activities
from assessments.models import ActivityVersion, Attempt, Exercise
from tests.assessments.conftest import ANSWERS, HIDDEN, SECRETS, hidden_set, notebook, published
from tests.assessments.test_notebooks import hand_in, html_of, marked, path, save

pytestmark = pytest.mark.django_db

RIGHT = {"share": 918273.645, "label": "zebramodel"}
ELSEWHERE = {"share": 564738.25, "label": "zebraaccept"}


@pytest.fixture
def version(hidden_exercise):
    return published(hidden_exercise.spec(), kind="notebook")


def test_a_version_holds_what_the_solution_gave_on_each_data_set(version):
    spec = version.spec
    assert spec["hidden"] == [{"t.csv": HIDDEN}]
    share, label = spec["answers"]
    assert (share["expected"], share["hidden"]) == (918273.645, [564738.25])
    assert (label["expected"], label["hidden"]) == (["ZEBRAMODEL"], ["ZEBRAACCEPT"])
    assert spec["notebooks"]["python"].keys() == {"starter", "solution"}


def test_what_is_computed_passes_and_what_is_typed_does_not(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    hand_in(client, version, scope, "typed")
    typed = marked(Attempt.objects.get(), RIGHT, RIGHT)
    assert (typed.score, typed.marks["share"]["code"]) == (0, "typed_in")
    html = html_of(version, amina, scope)
    assert "Compute it from the data instead of typing the number." in html
    assert "564738" not in html
    hand_in(client, version, scope, "computed")
    computed = marked(Attempt.objects.get(number=2), RIGHT, ELSEWHERE)
    assert (computed.score, computed.is_passed) == (2, True)
    # Values of hidden runs are not kept anywhere.
    assert "564738" not in json.dumps([computed.marks, computed.outcome, typed.marks, typed.outcome])


def test_nothing_that_is_hidden_or_expected_reaches_a_trainee(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    save(client, version, scope, 0, "share = 1")
    asked = [
        client.get(path(version, "notebook", scope)),
        client.get(path(version, "notebook", scope) + "&kernel=r"),
        client.get(path(version, "status", scope)),
        client.get("/en/exercises/T02/starter.ipynb"),
        client.get("/en/exercises/T02/starter.ipynb?kernel=r&lang=fr"),
        client.get("/en/exercises/T02/data/t.csv"),
        save(client, version, scope, 7, "a conflict"),
        hand_in(client, version, scope, "share = 1"),
        hand_in(client, version, scope, "too soon"),
    ]
    pages = [response.getvalue().decode() for response in asked]
    marked(Attempt.objects.get(), {"share": 1, "label": "no"}, {"share": 1, "label": "no"})
    pages += [html_of(version, amina, scope), client.get(path(version, "status", scope)).content.decode()]
    # The first hint is theirs by now.
    pages = [page.replace("ZEBRAHINT one", "") for page in pages]
    pages += [
        html_of(version, amina, None),
        client.get("/en/account/privacy/copy/").getvalue().decode("latin-1"),
    ]
    for page in pages:
        for secret in (*SECRETS, "564738.25"):
            assert secret not in page
    assert all("T02" in page or "share" in page or "a,b" in page for page in pages[:6])


@pytest.mark.parametrize("name", ["starter", "solution"])
def test_the_notebooks_are_not_served_as_media(client, admin, hidden_exercise, name):
    client.force_login(admin)
    assert client.get(f"/media/{getattr(hidden_exercise, name).name}").status_code == 404


def test_hints_come_one_by_one_and_a_blank_releases_none(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    for number, values, told in [
        (1, {"label": "x"}, []),
        (2, {"share": "<ellipsis>", "label": "x"}, []),
        (3, {"share": 1, "label": "x"}, ["one"]),
        (4, {"share": 2, "label": "x"}, ["one", "two"]),
        (5, {"share": 3, "label": "x"}, ["one", "two"]),
    ]:
        hand_in(client, version, scope, f"try {number}")
        attempt = marked(Attempt.objects.get(number=number), values, values)
        assert attempt.marks["share"].get("hints", []) == [f"ZEBRAHINT {word}" for word in told]
    html = html_of(version, amina, scope)
    assert "Hint 1" in html
    assert html.count("ZEBRAHINT two") == 2  # of the last notebook, and among the earlier ones


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        ("a,c\n3,4\n", "t.csv", "lacks b and has c"),
        ("a\n3\n", "t.csv", "lacks b."),
        ("a,b,c\n3,4,5\n", "t.csv", "has no column c"),
        ("b,a\n3,4\n", "t.csv", "another order"),
        ("a,b\n3,4\n", "other.csv", "no data file other.csv"),
    ],
)
def test_a_hidden_file_must_have_the_shape_of_the_visible_one(hidden_exercise, content, name, told):
    import json

    hidden_exercise.hidden = json.dumps([hidden_set(HIDDEN), hidden_set(content, name)])
    with pytest.raises(ValidationError) as refused:
        hidden_exercise.full_clean()
    assert "Hidden data set 2" in refused.value.message_dict["hidden"][0]
    assert told in refused.value.message_dict["hidden"][0]


def test_line_ends_and_signs_at_the_front_make_no_other_content(hidden_exercise):
    before = hidden_exercise.definition()
    hidden_exercise.hidden = json.dumps([hidden_set("\ufeffa,b\r\n3,ZEBRAHIDDEN\r\n\r\n")])
    hidden_exercise.full_clean()
    assert hidden_exercise.definition() == before


def test_two_answers_with_one_name_are_refused(write_exercise):
    with pytest.raises(ValidationError) as refused:
        write_exercise("T03", [ANSWERS[0], ANSWERS[0]], publish=False)
    assert "share" in refused.value.message_dict["answers"][0]


def test_an_exercise_that_was_not_tried_is_not_asked(write_exercise, hidden_exercise):
    from assessments.blocks.activities import NotebookBlock
    from assessments.spec.activity import specs_from_body

    class Child:
        def __init__(self, exercise):
            self.block, self.id, self.value = NotebookBlock(), str(uuid4()), {"exercise": exercise}

    draft = write_exercise("T04", ANSWERS, publish=False)
    specs = specs_from_body([Child(draft), Child(hidden_exercise)])
    assert [spec.is_ready for spec in specs] == [False, True]
    publish_activities(language="en", activities=specs)
    assert ActivityVersion.objects.get().spec["exercise"] == "T02"
    # Published, and changed since without a trial: the version before stays.
    Exercise.objects.filter(pk=hidden_exercise.pk).update(solution="", method="other")
    changed = Exercise.objects.get(pk=hidden_exercise.pk)
    publish_activities(
        language="en",
        activities=[
            ActivitySpec(
                specs[1].key, "notebook", "x", changed.spec(), specs_from_body([Child(changed)])[0].is_ready
            )
        ],
    )
    assert ActivityVersion.objects.count() == 1


def test_a_draft_for_each_programming_language(client, amina, scopes, exercise):
    spec = exercise.spec()
    spec["notebooks"]["r"] = spec["notebooks"]["python"]
    both, scope = published(spec, kind="notebook"), scopes(amina)
    client.force_login(amina)
    save(client, both, scope, 0, "in Python")
    body = json.dumps({"notebook": notebook("in R"), "version": 0})
    kept = client.post(path(both, "draft", scope) + "&kernel=r", body, content_type="application/json")
    assert kept.json() == {"version": 1}
    for kernel, source in (("python", "in Python"), ("r", "in R"), ("fortran", "in Python")):
        opened = client.get(path(both, "notebook", scope) + f"&kernel={kernel}").json()
        assert opened["draft"]["cells"][0]["source"] == source
        assert opened["kernel"] == ("r" if kernel == "r" else "python")
    html = html_of(both, amina, scope)
    assert "kernel=r" in html
    assert "kernel=python" in html


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({}, "python"),
        ({"kernelspec": {"language": "R", "name": "webr"}}, "r"),
        ({"kernelspec": {"name": "ir"}}, "r"),
        ({"language_info": {"name": "R"}}, "r"),
        ({"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}}, "python"),
        ({"kernelspec": {"language": "julia"}}, "python"),
        ({"kernelspec": "r"}, "python"),
        ("r", "python"),
    ],
)
def test_the_language_of_a_notebook_is_read_from_it(metadata, language):
    from assessments.spec.exercise import language_of

    assert language_of({"metadata": metadata}, {"notebooks": {"python": {}, "r": {}}}) == language
    assert language_of({"metadata": metadata}, {"notebooks": {"r": {}}}) == "r"
