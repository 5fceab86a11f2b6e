"""A line between a browser and the school, on loopback: counts what comes down, and can be as slow as a real one."""

import contextlib
import socket
import threading
import time

CHUNK = 16_384


class Line:
    """Hands every connection to the port `listens` on to the port `serves`, as long as the process lives."""

    def __init__(self, listens: int, serves: int):
        self.serves = serves
        self.came = 0  # bytes from the school to the browser
        self.bits_per_second = 0  # what all connections together may bring down; 0 for no limit
        self._lock = threading.Lock()
        self._free_at = 0.0
        self._socket = socket.create_server(("127.0.0.1", listens))
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            browser, _ = self._socket.accept()
            with contextlib.suppress(OSError):
                school = socket.create_connection(("127.0.0.1", self.serves))
                threading.Thread(target=self._hand_on, args=(browser, school, False), daemon=True).start()
                threading.Thread(target=self._hand_on, args=(school, browser, True), daemon=True).start()

    def _hand_on(self, giver: socket.socket, taker: socket.socket, down: bool) -> None:
        with contextlib.suppress(OSError), giver, taker:
            while chunk := giver.recv(CHUNK):
                if down:
                    self._count(len(chunk))
                taker.sendall(chunk)
            taker.shutdown(socket.SHUT_RDWR)

    def _count(self, size: int) -> None:
        with self._lock:
            self.came += size
            if not self.bits_per_second:
                return
            now = time.monotonic()
            self._free_at = max(now, self._free_at) + size * 8 / self.bits_per_second
            waits = self._free_at - now
        time.sleep(waits)
