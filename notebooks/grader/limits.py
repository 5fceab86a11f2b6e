"""What one notebook may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    # What a notebook computes is measured by the processor's time: a busy machine must not cost a trainee the marks.
    processor_seconds: float = 30  # start included; Python with pandas takes three, with matplotlib six
    seconds: float = 150  # on the clock: for what only waits
    memory_mb: int = 1400  # of the whole process; a usual notebook takes 320 to 420
    wasm_pages: int = 12_288  # of 64 KiB: 768 MB for Python itself
    heap_mb: int = 512  # for JavaScript's own objects
    output_bytes: int = 2_000_000
    notebook_bytes: int = 10 * 1024 * 1024
    cells: int = 1000
    files_bytes: int = 20 * 1024 * 1024
