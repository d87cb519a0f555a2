"""How an attack is carried out, and how it can end."""

import select
import socket
import time
from concurrent import futures

from wire import DATA, END_STREAM, GOAWAY, HEADERS, RST_STREAM

# After so many seconds an attack gives up: it was not cut off.
PATIENCE = 12


class CutOff:
    """The server hung up, or ended all calls of the attacker, after so many seconds.

    `seconds` is None if it never did.
    """

    def __init__(self, seconds, sent, words):
        self.seconds, self.sent, self.words = seconds, sent, words

    def faults(self, limit):
        if self.seconds is None:
            return ["the attacker was not cut off"]
        if self.seconds > limit:
            return [f"the attacker was cut off only after {self.seconds:.1f} s"]
        return []

    def __str__(self):
        if self.seconds is None:
            return f"not cut off, {self.sent:,} bytes taken"
        return f"{self.words} after {self.seconds:.2f} s and {self.sent:,} bytes"


class Contained:
    """The attacker may go on, since it gains nothing; `problem` says if it did."""

    def __init__(self, text, problem=None):
        self.text, self.problem = text, problem

    def faults(self, _):
        return [self.problem] if self.problem else []

    def __str__(self):
        return self.text


class Together:
    """Several attacks ended, each in its own way."""

    def __init__(self, ends):
        self.ends = ends

    def faults(self, limit):
        return [
            f"{name}: {fault}" for name, end in self.ends.items() for fault in end.faults(limit)]

    def __str__(self):
        return "".join(f"\n    {name}: {end}" for name, end in self.ends.items()) + "\n    together"


def at_once(patterns):
    """All of some named patterns at the same time."""
    def run(path):
        with futures.ThreadPoolExecutor(len(patterns)) as pool:
            runs = {name: pool.submit(pattern, path) for name, pattern in patterns.items()}
        return Together({name: run.result() for name, run in runs.items()})
    return run


def attack(start, then=None, pause=0.0, reads=True, calls=()):
    """Sends `start`, then `then(0)`, `then(1)`, … with pauses between, or nothing more.

    Meanwhile it reads what comes, or lets it lie, and ends when the server hangs up or has ended
    the named calls, so that they no longer cost it anything.
    """
    def run(path):
        attacker = Attacker(path, reads, calls)
        piece, number = start, 0
        while not attacker.is_over():
            piece = piece[attacker.send(piece):]
            if not piece:
                attacker.wait(pause if then else 0.05)
                if then:
                    piece = then(number)
                    number += 1
        return attacker.end()
    return run


class Attacker:
    """A connection that is used without mercy and without waiting for answers."""

    def __init__(self, path, reads=True, calls=()):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(str(path))
        self.socket.setblocking(False)
        self.reads = reads
        self.poll = select.poll()
        self.poll.register(self.socket, select.POLLIN if reads else 0)
        self.began = time.monotonic()
        self.sent = 0
        self.calls, self.ended = frozenset(calls), set()
        self.cut_off_after, self.words = None, ""
        self.unread, self.code = b"", None

    def is_over(self):
        self.wait(0)
        return self.cut_off_after is not None or time.monotonic() - self.began > PATIENCE

    def send(self, data):
        """Sends what fits; returns how much that was."""
        if self.cut_off_after is not None:
            return 0
        try:
            count = self.socket.send(data)
        except BlockingIOError:
            self.wait(0.01)
            return 0
        except OSError:
            self.drain()
            self.over("cut off")
            return 0
        self.sent += count
        return count

    def wait(self, seconds):
        """Lets time pass; takes note if the server hangs up."""
        end = time.monotonic() + seconds
        while self.cut_off_after is None:
            left = max(0.0, end - time.monotonic())
            for _, events in self.poll.poll(left * 1000):
                self.drain()
                if events & (select.POLLHUP | select.POLLERR):
                    self.over("cut off")
            if left == 0:
                return

    def drain(self):
        """Reads what there is."""
        while self.reads:
            try:
                data = self.socket.recv(1 << 18)
            except BlockingIOError:
                return
            except OSError:
                return self.over("cut off")
            if not data:
                return self.over("cut off")
            self.note(data)

    def note(self, data):
        self.unread += data
        while len(self.unread) >= 9:
            length = 9 + int.from_bytes(self.unread[:3], "big")
            if len(self.unread) < length:
                return
            self.look(self.unread[:length])
            self.unread = self.unread[length:]

    def look(self, frame):
        """Notes what ends a call or the connection."""
        type, flags, stream = frame[3], frame[4], int.from_bytes(frame[5:9], "big")
        if type == GOAWAY:
            self.code = self.code or int.from_bytes(frame[13:17], "big")
        if type == RST_STREAM or type in (HEADERS, DATA) and flags & END_STREAM:
            self.ended.add(stream)
            if self.calls and self.calls <= self.ended:
                self.over("its calls were ended")

    def over(self, words):
        if self.cut_off_after is None:
            self.cut_off_after = time.monotonic() - self.began
            self.words = words

    def end(self):
        self.socket.close()
        words = self.words if self.code is None else f"{self.words} with GOAWAY {self.code}"
        return CutOff(self.cut_off_after, self.sent, words)
