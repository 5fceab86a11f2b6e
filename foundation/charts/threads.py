"""Threads from origin to destination: a matrix woven so that one thread is a round number of people."""

from django.utils.translation import gettext as _

from foundation.charts.canvas import Canvas, ChartError

WIDTH, TOP, GAP, STEP = 400, 34, 12, 3.1
LEFT, RIGHT = 104, 296
MOST_THREADS = 90
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
    canvas = Canvas(int(max(height_left, height_right)) + 8, language, width=WIDTH)
    canvas.text_at(_("Born in"), LEFT - 10, 16, "end")
    canvas.text_at(_("Living in"), RIGHT + 10, 16, "start")
    taken_left, taken_right = dict(starts), dict(ends)
    for origin, destination, threads in woven:
        title = f"{table.rows[origin][0]} → {table.columns[destination + 1].label}: {canvas.number(table.rows[origin][destination + 1])}"
        paths: list[tuple[float, float, float, float]] = []
        for _number in range(threads):
            y1, y2 = taken_left[origin], taken_right[destination]
            taken_left[origin], taken_right[destination] = y1 + STEP, y2 + STEP
            paths.append((LEFT, y1, RIGHT, y2))
        canvas.threads(COLOURS[origin % len(COLOURS)], paths, title)
    for origin, row in enumerate(table.rows):
        middle = (starts[origin] + taken_left[origin] - STEP) / 2
        canvas.text_at(str(row[0] or ""), LEFT - 10, middle + 5, "end", "t-ink")
    for destination in range(len(table.columns) - 1):
        middle = (ends[destination] + taken_right[destination] - STEP) / 2
        canvas.text_at(table.columns[destination + 1].label, RIGHT + 10, middle + 5, "start", "t-ink")
    return canvas


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
        y += max(threads * STEP, 14) + GAP
    return places, y
