"""My learning: where to go on, and how far each course is."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import get_language

from assessments import api as assessments
from courses.queries import all_courses, learning_screen


@login_required
def show(request):
    """Show the reader's courses; to who has none, where to begin."""
    language = get_language() or request.user.language
    courses = learning_screen(request.user, language)
    certificates = {
        learning.progress.scope: assessments.certificate_for(learning.progress.scope)
        for learning in courses
        if learning.progress.completed_at
    }
    every = all_courses(language)
    context = {
        "courses": courses,
        "resume": next((learning for learning in courses if learning.go_on), None),
        "certificates": [
            (learning, certificates[learning.progress.scope])
            for learning in courses
            if certificates.get(learning.progress.scope)
        ],
        "catalogue": [course for course in every if course.lessons][:3] if not courses else [],
        "catalogue_url": every[0].catalogue[1] if every else "",
    }
    return render(request, "courses/my_learning.html", context)
