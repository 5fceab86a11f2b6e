"""A new school, before its first course."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_empty_catalogue_says_so(client, site_tree, language):
    response = client.get(f"/{language}/courses/")
    assert response.status_code == 200
    assert response.context["screen"].every == ()
    assert 'class="empty"' in response.content.decode()


def test_my_learning_of_a_newcomer_says_where_to_begin(client, amina, site_tree):
    client.force_login(amina)
    response = client.get("/en/learning/")
    assert "You are not enrolled in a course yet" in response.content.decode()
