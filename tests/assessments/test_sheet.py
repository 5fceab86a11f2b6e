"""An exercise without a notebook: the data as tables, a form for the answers, practice where hidden data decide, marks where not."""

from uuid import uuid4

import pytest

from assessments.actions import practice
from assessments.models import AnswerSheet, Attempt
from assessments.panels.tables import COLUMNS, ROWS, data_tables
from assessments.privacy import _erase_sheets, _sheets
from tests.assessments.conftest import SECRETS, published
from tests.assessments.test_notebooks import path

pytestmark = pytest.mark.django_db

SPEC = {"exercise": "T01", "data": [{"name": "t.csv", "description": "Two numbers"}]}


@pytest.fixture(autouse=True)
def fresh_counts():
    practice.cache.clear()


@pytest.fixture
def version(exercise):
    """An exercise that other data decide."""
    return published({**exercise.spec(), "hidden": [{"t.csv": "a,b\n3,4\n"}]}, kind="notebook")


@pytest.fixture
def open_version(exercise):
    """An exercise of which all stands on the sheet."""
    return published(exercise.spec(), kind="notebook")


def send(client, version, scope, token=None, **typed):
    data = {f"answer-{name}": text for name, text in typed.items()} | {"token": str(token or uuid4())}
    return client.post(path(version, "sheet", scope), data)


def shown(client, version, scope=None) -> str:
    return client.get(path(version, "sheet", scope)).content.decode()


def test_whoever_may_read_sees_the_data_and_the_fields_and_nothing_that_is_expected(
    client, amina, scopes, version
):
    html = shown(client, version)
    assert "<caption" in html
    assert '<th scope="col" class="n">a</th>' in html
    assert "/data/t.csv" in html
    assert "Sign in and enrol" in html
    assert "Check the answers" not in html
    client.force_login(amina)
    html += shown(client, version, scopes(amina))
    assert "Check the answers" in html
    assert not [secret for secret in SECRETS if secret in html]


def test_typed_answers_are_practice_where_hidden_data_decide(client, amina, scopes, version):
    client.force_login(amina)
    scope = scopes(amina)
    answer = send(client, version, scope, share="918,273.65", label="something")
    assert (answer.status_code, answer["Location"].endswith("#answers")) == (302, True)
    html = shown(client, version, scope)
    assert "This is practice, not a mark" in html
    assert 'value="918,273.65"' in html
    assert html.count("Right.") == 1
    assert html.count("Not right yet.") == 1
    assert not Attempt.objects.exists()
    assert not [secret for secret in ("ZEBRAMODEL", "ZEBRAHINT", "918273.645") if secret in html]


def test_numbers_are_read_as_their_writer_writes_them(client, amina, scopes, version):
    client.force_login(amina)
    scope = scopes(amina)
    address = path(version, "sheet", scope).replace("/en/", "/ar/", 1)
    assert client.post(address, {"answer-share": "٩١٨٢٧٣٫٦٤", "token": str(uuid4())}).status_code == 302
    assert AnswerSheet.objects.get().said["share"]["fraction"] == 1


def test_what_is_no_number_is_said_at_its_field_and_nothing_is_kept(client, amina, scopes, version):
    client.force_login(amina)
    answer = send(client, version, scopes(amina), share="about nine")
    assert answer.status_code == 422
    assert "cannot be read as a number" in answer.content.decode()
    assert not AnswerSheet.objects.exists()


def test_too_many_values_are_not_looked_at(client, amina, scopes, version, monkeypatch):
    monkeypatch.setattr(practice, "PER_DAY", 2)
    client.force_login(amina)
    scope = scopes(amina)
    for value in ("1", "2", "3"):
        send(client, version, scope, share=value)
    assert "checked many values" in shown(client, version, scope)


def test_typed_answers_count_once_where_nothing_else_is_asked(client, amina, scopes, open_version):
    client.force_login(amina)
    scope, token = scopes(amina), uuid4()
    assert "is marked, like a notebook" in shown(client, open_version, scope)
    for _again in range(2):
        assert (
            send(client, open_version, scope, token, share="918273.645", label="Zebramodel").status_code
            == 302
        )
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.score, attempt.is_passed) == ("marked", 2, True)
    assert "2 of 2 answers are right" in shown(client, open_version, scope)


def test_while_a_notebook_is_being_marked_typed_answers_wait(client, amina, scopes, open_version):
    from tests.assessments.test_notebooks import hand_in

    client.force_login(amina)
    scope = scopes(amina)
    hand_in(client, open_version, scope, "x")
    answer = send(client, open_version, scope, share="5")
    assert answer.status_code == 409
    assert "not marked yet" in answer.content.decode()
    assert 'value="5"' in answer.content.decode()


def test_a_sheet_is_its_writers_alone(client, amina, chen, scopes, version):
    scope = scopes(amina)
    assert send(client, version, scope, share="1").status_code == 302  # to the door
    client.force_login(chen)
    assert send(client, version, scope, share="1").status_code == 403
    assert client.get(path(version, "sheet", scope)).status_code == 403
    assert not AnswerSheet.objects.exists()


def test_it_is_in_the_copy_of_ones_data_and_goes_with_it(client, amina, scopes, version):
    client.force_login(amina)
    send(client, version, scopes(amina), share="1")
    assert next(_sheets(amina))["typed"] == {"share": "1"}
    assert _erase_sheets(amina) == 1


@pytest.mark.parametrize(
    ("name", "text", "rows", "total"),
    [
        ("t.csv", "a,b\n1,2\n", 1, 1),
        ("t.csv", "a;b\n" + "1;2\n" * 3, 3, 3),
        ("t.csv", "a,b\n" + "1,2\n" * (ROWS + 5), ROWS, ROWS + 5),
        ("t.csv", "", 0, 0),
        ("t.csv", "a,b\n", 0, 0),
        ("t.csv", "a\n1,2,3\n", 1, 1),
        ("t.xlsx", "a,b\n1,2\n", 0, 0),
    ],
)
def test_of_a_file_the_first_rows_are_shown(name, text, rows, total):
    (table,) = data_tables(SPEC | {"data": [{"name": name, "description": ""}]}, {name: text}, "en")
    assert (len(table.rows), table.total, table.is_cut) == (rows, total, total > rows)


def test_a_wide_file_is_cut_and_numbers_stand_as_the_reader_writes_them():
    text = ",".join(f"c{place}" for place in range(40)) + "\n" + ",".join(["1234.5"] * 40) + "\n"
    (table,) = data_tables(SPEC, {"t.csv": text}, "fr")
    assert len(table.columns) == COLUMNS
    assert table.rows[0][1] == "1\u202f234,5"
