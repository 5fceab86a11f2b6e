"""``python -m school.demo.signins ORIGIN``: print the demonstration sign-ins, where they exist."""

import sys


def lines(origin: str) -> list[str]:
    """The sign-ins as lines of text; none where the demonstration school was not loaded."""
    import django

    django.setup()
    from accounts.models import User
    from school.demo import people

    known = {user.email for user in User.objects.filter(is_demonstration=True)}
    rows = [f"  {role:<14} {email}" for role, email in people.signins() if email in known]
    if not rows:
        return []
    return [f"Demonstration sign-ins at {origin}/en/account/login/ (password: {people.PASSWORD}):", *rows]


if __name__ == "__main__":
    for line in lines(sys.argv[1]):
        print(line)  # noqa: T201
