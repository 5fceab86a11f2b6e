from school.models import HomePage
from school.setup import lay_out


def test_a_new_school_has_a_home_in_five_languages(site_tree, client):
    assert {code: home.get_url() for code, home in site_tree.items()} == {
        code: f"/{code}/" for code in ("en", "fr", "pt", "es", "ar")
    }
    for code in site_tree:
        response = client.get(f"/{code}/")
        assert response.status_code == 200
        assert f'lang="{code}"' in response.content.decode()


def test_laying_out_twice_adds_nothing(site_tree):
    lay_out()
    assert HomePage.objects.count() == 5
