"""A socket between robotctl and robotd that can ask robotctl for a sign of life by itself.

What robotd does after 20 seconds of silence can so be seen at once: a PING that is answered while
robotctl waits for a pipe means that it would wait for ever.
"""

import os
import queue
import socket
import struct
import threading

SETTINGS, PING, ACK = 4, 6, 1
PREFACE_LENGTH = 24


class Relay:
    """Takes one connection after the other at `path` and hands on whole frames both ways."""

    def __init__(self, path, target):
        self.path = path
        self.target = str(target)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen()
        self.connected = queue.Queue()
        self.answers = queue.Queue()
        self.handed_on = 0
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.target)
            lock = threading.Lock()
            threading.Thread(
                target=self.hand_on, args=(client, server, None), daemon=True).start()
            threading.Thread(
                target=self.hand_on, args=(server, client, lock), daemon=True).start()

    def hand_on(self, source, sink, lock):
        """`lock` keeps the frames to robotctl whole; what robotctl sends begins with the preface,
        and its answers to the relay's own PINGs end here."""
        incoming = source.makefile("rb")
        try:
            if lock is None:
                sink.sendall(incoming.read(PREFACE_LENGTH))
            while head := incoming.read(9):
                length, type, flags = struct.unpack(">I", b"\0" + head[:3])[0], head[3], head[4]
                frame = head + incoming.read(length)
                if lock is None:
                    if (type, flags) == (PING, ACK) and frame[9:10] == b"?":
                        self.answers.put(frame[9:])
                    else:
                        sink.sendall(frame)
                else:
                    with lock:
                        sink.sendall(frame)
                    self.handed_on += len(frame)
                    if type == SETTINGS and not flags & ACK:
                        # Nothing may come before the first SETTINGS.
                        self.connected.put((sink, lock))
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            sink.close()

    def ping(self, connection):
        """Asks for a sign of life, and waits for it."""
        client, lock = connection
        mark = b"?" + os.urandom(7)
        with lock:
            client.sendall(struct.pack(">I", 8)[1:] + bytes([PING, 0]) + bytes(4) + mark)
        assert self.answers.get(timeout=20) == mark
