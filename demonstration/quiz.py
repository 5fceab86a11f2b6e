"""Quiz questions from the text format of the demonstration school to the values of blocks.

Ids are made from the question's own id, so that they are the same in every language and every load.
"""

from uuid import UUID, uuid5

from assessments.authoring import question_content

NAMESPACE = UUID("6f0f4a3e-6d3b-5d0a-9c57-1b3d1c7c2f10")


def quiz_value(questions: list[dict], *, title: str = "", **settings) -> dict:
    """The raw value of a quiz block; ``settings`` are its ``tries``, ``pass_mark`` and ``explanations`` where given."""
    return {
        "title": title or "Quiz",
        "questions": [_question(question) for question in questions],
        "tries": settings.get("tries", 3),
        "pass_mark": settings.get("pass_mark", 60),
        "explanations": settings.get("explanations", "answered"),
    }


def _question(question: dict) -> dict:

    def make_id(path: str) -> str:
        return str(uuid5(NAMESPACE, f"{question['id']}/{path}"))

    return {
        "type": question["kind"],
        "id": make_id("question"),
        "value": {
            "stem": question["stem"],
            "hint": question.get("hint") or "",
            "feedback": question.get("feedback") or "",
            "source": question.get("source") or "",
            "points": int(question.get("points", 1)),
            **question_content(question, make_id),
        },
    }
