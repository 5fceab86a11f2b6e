"""The health check that a supervisor asks: the database answers, and can be written to."""

from django.db import connection
from django.http import JsonResponse


def show(request):
    """Answer 200 and ``{"status": "ok"}`` when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
