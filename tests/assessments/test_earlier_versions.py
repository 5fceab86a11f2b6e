"""Earlier versions of a draft: which are kept, how they thin out, who sees them, and that bringing one back loses nothing."""

import itertools
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.actions.attempts import save_draft
from assessments.actions.earlier_versions import KEPT, keep_earlier_version
from assessments.models import Draft, DraftVersion
from assessments.privacy import _drafts
from tests.assessments.conftest import notebook, published
from tests.assessments.test_notebooks import path

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(exercise):
    return published(exercise.spec(), kind="notebook")


@pytest.fixture
def desk(version, amina, scopes):
    return {"activity": version.activity, "user": amina, "scope": scopes(amina)}


def aged(minutes: float) -> None:
    """What is there was written so long ago."""
    then = timezone.now() - timedelta(minutes=minutes)
    Draft.objects.update(saved_at=then)


def sources(row) -> list[str]:
    return ["".join(cell["source"]) for cell in row.notebook["cells"]]


def test_what_is_saved_over_is_kept_once_a_minute(desk):
    save_draft(**desk, number=0, notebook=notebook("a"))
    aged(3)
    save_draft(**desk, number=1, notebook=notebook("b"))  # a, written three minutes ago
    save_draft(**desk, number=2, notebook=notebook("c"))  # b, a moment ago
    save_draft(**desk, number=3, notebook=notebook("d"))  # c, seconds after it: not kept
    assert [sources(row) for row in DraftVersion.objects.all()] == [["b"], ["a"]]


def test_running_cells_makes_no_version_and_no_output_is_kept(desk):
    ran = notebook("a")
    ran["cells"][0] |= {
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}],
        "execution_count": 1,
    }
    save_draft(**desk, number=0, notebook=notebook("a"))
    aged(3)
    save_draft(**desk, number=1, notebook=ran)
    assert not DraftVersion.objects.exists()
    save_draft(**desk, number=2, notebook=notebook("b"))
    assert DraftVersion.objects.get().notebook == notebook("a")


def test_before_all_of_it_is_replaced_it_is_kept_for_certain(desk):
    save_draft(**desk, number=0, notebook=notebook("a"))
    save_draft(**desk, number=1, notebook=notebook("b"))
    save_draft(**desk, number=2, notebook=notebook("starter"), milestone=True)
    assert [sources(row) for row in DraftVersion.objects.all()] == [["b"], ["a"]]


def test_versions_stay_few_with_the_first_and_the_latest_and_grow_sparse_with_age(desk):
    draft = save_draft(**desk, number=0, notebook=notebook("0"))
    start = timezone.now() - timedelta(hours=10)
    for minute in range(600):
        draft.notebook = notebook(str(minute))
        keep_earlier_version(draft, start + timedelta(minutes=minute), notebook("next"))
        assert draft.versions.count() <= KEPT
    kept = [int(sources(row)[0]) for row in draft.versions.order_by("written_at")]
    assert (len(kept), kept[0], kept[-1]) == (KEPT, 0, 599)
    gaps = [after - before for before, after in itertools.pairwise(kept)]
    assert max(gaps[-4:]) <= 5  # the last minutes
    assert sum(gaps[:5]) > 5 * sum(gaps[-5:])  # and the first hours


def test_the_list_and_a_version_are_their_writers_alone(client, amina, chen, desk, version):
    scope = desk["scope"]
    save_draft(**desk, number=0, notebook=notebook("a = 1\n\nb = 2"))
    aged(2)
    save_draft(**desk, number=1, notebook=notebook("c"))
    kept = DraftVersion.objects.get()
    client.force_login(amina)
    html = client.get(path(version, "versions", scope)).content.decode()
    assert "2 lines of code" in html
    assert f'data-version="{kept.pk}"' in html
    one = client.get(path(version, f"versions/{kept.pk}", scope))
    assert one.json() == {"notebook": notebook("a = 1\n\nb = 2")}
    assert client.get(path(version, f"versions/{kept.pk + 1}", scope)).status_code == 404
    client.force_login(chen)
    assert client.get(path(version, "versions", scope)).status_code == 403
    assert client.get(path(version, f"versions/{kept.pk}", scope)).status_code == 403


def test_nobody_reaches_a_version_through_an_enrolment_of_their_own(client, chen, desk, version, scopes):
    save_draft(**desk, number=0, notebook=notebook("a"))
    save_draft(**desk, number=1, notebook=notebook("b"), milestone=True)
    client.force_login(chen)
    address = path(version, f"versions/{DraftVersion.objects.get().pk}", scopes(chen))
    assert client.get(address).status_code == 404


def test_bringing_one_back_over_http_keeps_what_was_there(client, amina, desk, version):
    client.force_login(amina)
    draft = path(version, "draft", desk["scope"])
    for number, (text, milestone) in enumerate([("a", False), ("b", False), ("a", True)]):
        body = {"notebook": notebook(text), "version": number, "milestone": milestone}
        assert client.post(draft, json.dumps(body), content_type="application/json").status_code == 200
    assert Draft.objects.get().notebook == notebook("a")
    assert ["b"] in [sources(row) for row in DraftVersion.objects.all()]


def test_a_copy_of_ones_data_has_them_and_erasing_takes_them(amina, desk):
    save_draft(**desk, number=0, notebook=notebook("a"))
    save_draft(**desk, number=1, notebook=notebook("b"), milestone=True)
    (exported,) = _drafts(amina)
    assert [sorted(part) for part in exported["earlier"]] == [["notebook", "written"]]
    Draft.objects.filter(user=amina).delete()
    assert not DraftVersion.objects.exists()
