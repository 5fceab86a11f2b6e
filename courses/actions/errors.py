"""What this room refuses, by name."""


class EnrolmentClosed(Exception):
    """The course has no lesson yet, or is not published."""


class NotEnrolled(Exception):
    """The person is not enrolled in the course."""


class NoSuchLesson(Exception):
    """The lesson is not published in a course."""
