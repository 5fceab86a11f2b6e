"""A notebook exercise: its task, its data, the laboratory, and what is marked."""

from uuid import uuid4

from django.conf import settings
from django.urls import reverse

from assessments.models import ActivityVersion, Attempt
from assessments.panels.marks import marks
from assessments.panels.reader import Reader, query_of
from assessments.spec.exercise import PROGRAMMING, languages_of


def notebook_context(version: ActivityVersion, attempts: list[Attempt], reader: Reader) -> dict:
    """What the panel of a notebook exercise shows."""
    spec, key = version.asked, version.activity.key
    data = [
        {**entry, "url": reverse("assessments:data_file", args=[spec["exercise"], entry["name"]])}
        for entry in spec["data"]
    ]
    query = query_of(version, reader)
    starter = f"{reverse('assessments:starter', args=[spec['exercise']])}?lang={version.language}"
    return {
        # Not the whole of it: it holds what is expected.
        "spec": {
            "exercise": spec["exercise"],
            "level": spec["level"],
            "minutes": spec["minutes"],
            "task": spec["task"],
            "method": spec["method"],
            "method_source": spec["method_source"],
        },
        "data": data,
        "points": sum(answer["points"] for answer in spec["answers"]),
        # What the laboratory's own template asks for.
        "LAB_ORIGIN": settings.LAB_ORIGIN,
        "notebook_url": f"{reverse('assessments:notebook', args=[key])}?{query}",
        "sheet_url": f"{reverse('assessments:sheet', args=[key])}?{query}",
        "starter_url": starter,
        "kernels": [
            {"value": kernel, "name": PROGRAMMING[kernel], "starter_url": f"{starter}&kernel={kernel}"}
            for kernel in languages_of(spec)
        ],
        "draft_url": f"{reverse('assessments:draft', args=[key])}?{query}" if reader.may_answer else "",
        "versions_url": f"{reverse('assessments:versions', args=[key])}?{query}" if reader.may_answer else "",
        "check_url": f"{reverse('assessments:check', args=[key])}?{query}" if reader.may_answer else "",
        "submit_url": f"{reverse('assessments:submit', args=[key])}?{query}" if reader.may_answer else "",
        "owner": reader.owner,
        "submission_key": uuid4(),
        "number": key.hex[:8],
        "result": marks(version, attempts, reader),
    }
