"""What one notebook may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    # What a notebook computes is measured by the processor's time: a busy machine must not cost a trainee the marks.
    processor_seconds: float = 30  # for each data set; starting Python is not counted
    seconds: float = 150  # on the clock, for each data set: for what only waits
    start_seconds: float = (
        120  # on the clock, until the interpreter and its packages are there: ours, not the trainee's
    )
    memory_mb: int = 1400  # of the whole process; a usual notebook takes 250 to 400
    heap_mb: int = 512  # for JavaScript's own objects
    output_bytes: int = 2_000_000  # that leave the process, for each data set
    printed_bytes: int = 20_000_000  # inside, for each data set; nothing of it is kept
    notebook_bytes: int = 10 * 1024 * 1024
    cells: int = 1000
    files_bytes: int = 20 * 1024 * 1024  # of one data set

    @property
    def wasm_pages(self) -> int:
        """The memory of Python itself, in pages of 64 KiB: six tenths of the whole."""
        return self.memory_mb * 9
