"""Threads from origin to destination: a matrix woven so that one thread is a round number of people."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.charts.canvas import Canvas, ChartError, room, wrapped

TOP, GAP, STEP = 30, 12, 3.1
MOST_THREADS = 90
#: The most that the names of one side may take of the width, and the letters of their lines.
MOST_ROOM, LETTERS = 36, 14
COLOURS = ("t1", "t2", "t3", "t4", "t5")


def draw(table, language: str) -> Canvas:
    """Draw the threads. The first column names the origins (born in); the other columns are the destinations (living in)."""
    if len(table.columns) < 3 or not all(column.is_numeric for column in table.columns[1:]):
        raise ChartError(
            _(
                "Threads need a matrix: origins in the first column, then one column of numbers for each destination."
            )
        )
    flows = [
        (origin, destination, float(row[destination + 1] or 0))
        for origin, row in enumerate(table.rows)
        for destination in range(len(table.columns) - 1)
    ]
    unit = thread_size(sum(people for _origin, _destination, people in flows))
    woven = [(o, d, round(people / unit)) for o, d, people in flows if round(people / unit)]
    starts, height_left = _stacks(woven, 0, len(table.rows))
    ends, height_right = _stacks(woven, 1, len(table.columns) - 1)
    canvas = Canvas(max(height_left, height_right) + 6, language)
    origins = [str(row[0] or "") for row in table.rows]
    destinations = [column.label for column in table.columns[1:]]
    left, right = room(origins, least=20, most=MOST_ROOM), 100 - room(destinations, least=20, most=MOST_ROOM)
    canvas.text(_("Born in"), left - 2, 14, "end")
    canvas.text(_("Living in"), right + 2, 14, "start")
    taken_left, taken_right = dict(starts), dict(ends)
    for origin, destination, threads in woven:
        title = f"{origins[origin]} → {destinations[destination]}: {canvas.number(table.rows[origin][destination + 1])}"
        ends_of_threads: list[tuple[float, float]] = []
        for _number in range(threads):
            ends_of_threads.append((taken_left[origin], taken_right[destination]))
            taken_left[origin] += STEP
            taken_right[destination] += STEP
        canvas.curves(COLOURS[origin % len(COLOURS)], left, right, ends_of_threads, title)
    for place, name in enumerate(origins):
        _name(canvas, name, left - 2, (starts[place] + taken_left[place] - STEP) / 2, "end")
    for place, name in enumerate(destinations):
        _name(canvas, name, right + 2, (ends[place] + taken_right[place] - STEP) / 2, "start")
    return canvas


def legend(table, language: str) -> list[tuple[str, str]]:
    """How many people one thread is."""
    size = thread_size(sum(float(cell or 0) for row in table.rows for cell in row[1:]))
    words = ngettext("1 thread is %(size)s person", "1 thread is %(size)s persons", size)
    return [('<path class="l1" d="M0 7H28"/>', words % {"size": Canvas(0, language).number(size)})]


def _name(canvas: Canvas, name: str, x: float, middle: float, anchor: str) -> None:
    lines = wrapped(name, LETTERS, 3)
    for number, line in enumerate(lines):
        canvas.text(line, x, middle + 4.5 + 14 * (number - (len(lines) - 1) / 2), anchor, "t-ink")


def thread_size(total: float) -> int:
    """How many people one thread is: the round number that gives at most ninety threads."""
    size = 1
    while total / size > MOST_THREADS:
        for factor in (2, 4, 5, 10):
            if total / (size * factor) <= MOST_THREADS:
                return size * factor
        size *= 10
    return size


def _stacks(woven, side: int, count: int) -> tuple[dict[int, float], float]:
    """Where the threads of each place begin, from top to bottom, and where the last one ends."""
    places: dict[int, float] = {}
    y = float(TOP)
    for place in range(count):
        places[place] = y
        threads = sum(flow[2] for flow in woven if flow[side] == place)
        y += max(threads * STEP, 24) + GAP
    return places, y
