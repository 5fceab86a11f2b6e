from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from network import actions
from network.jobs import send_question
from network.models import Member, Question

TEXT = "How did you word the question on arrival, and in which languages?"


@pytest.fixture
def asked(make_member) -> Member:
    return make_member("Farah of Nairobi", country="KEN", can_answer=True)


def test_a_question_reaches_the_member_and_the_answer_the_asker(client, asked, amina):
    client.force_login(amina)
    answer = client.post(f"/en/network/members/{asked.slug}/ask/", {"text": TEXT, "consent": "on"})
    assert answer.status_code == 302
    question = Question.objects.get()
    send_question.func(question.pk)
    send_question.func(question.pk)
    (message,) = mail.outbox
    assert message.to == [asked.user.email]
    assert message.reply_to == [amina.email]
    assert TEXT in message.body
    question.refresh_from_db()
    assert (question.text, question.sent_at is not None) == ("", True)


def test_the_address_of_the_member_is_on_no_page(client, asked, amina):
    client.force_login(amina)
    for path in (
        f"/en/network/members/{asked.slug}/",
        f"/en/network/members/{asked.slug}/ask/",
        "/en/network/members/",
    ):
        assert asked.user.email not in client.get(path).content.decode()


def test_without_consent_nothing_is_sent(client, asked, amina):
    client.force_login(amina)
    assert client.post(f"/en/network/members/{asked.slug}/ask/", {"text": TEXT}).status_code == 422
    assert Question.objects.count() == 0


def test_a_guest_signs_in_first(client, asked):
    assert client.get(f"/en/network/members/{asked.slug}/ask/").status_code == 302


@pytest.mark.parametrize(
    "fields",
    [
        {"can_answer": False},
        {"can_answer": True, "show_availability": "hidden"},
        {"can_answer": True, "listed": False},
    ],
)
def test_who_does_not_offer_answers_cannot_be_asked(fields, make_member, client, amina):
    member = make_member("Quiet", country="KEN", **fields)
    client.force_login(amina)
    assert client.get(f"/en/network/members/{member.slug}/ask/").status_code == 404
    with pytest.raises(actions.NotAsked):
        actions.ask(amina, member, TEXT)


def test_nobody_asks_themselves(make_member, amina):
    with pytest.raises(actions.NotAsked):
        actions.ask(amina, make_member("Amina", user=amina, can_answer=True), TEXT)


def test_five_questions_a_day_and_one_to_the_same_member(make_member, amina, asked):
    actions.ask(amina, asked, TEXT)
    with pytest.raises(actions.NotAsked):
        actions.ask(amina, asked, TEXT)
    for number in range(4):
        actions.ask(amina, make_member(f"Other {number}", can_answer=True), TEXT)
    with pytest.raises(actions.NotAsked):
        actions.ask(amina, make_member("Sixth", can_answer=True), TEXT)
    Question.objects.update(asked_at=timezone.now() - timedelta(days=2))
    actions.ask(amina, asked, TEXT)


def test_a_fictional_member_is_not_written_to(make_member, amina):
    from accounts.models import User

    fictional = User.objects.create_user("demo01@example.org", None, is_demonstration=True)
    with pytest.raises(actions.NotAsked):
        actions.ask(amina, make_member("Fictional", user=fictional, can_answer=True), TEXT)
    assert Question.objects.count() == 0


def test_a_name_with_line_breaks_does_not_break_the_mail(asked, amina):
    amina.first_name = "Amina\r\nBcc: all@example.org"
    amina.save()
    send_question.func(actions.ask(amina, asked, TEXT).pk)
    assert mail.outbox[0].subject == "A question from Amina Bcc: all@example.org"
    assert mail.outbox[0].recipients() == [asked.user.email]
