"""What robotctl shows on a terminal, whatever a client has put into a text."""

import subprocess

from daemon import BINARIES, text

# Clears the screen, renames the window, and the same by the codes of one byte.
HOSTILE = "a\x1b[2Jb\x1b]0;owned\x07c\x9b2Jd\re"


def robotctl(daemon, *words):
    return subprocess.run(
        [BINARIES / "robotctl", *words, "--socket", daemon.socket, "--color", "always"],
        capture_output=True, timeout=30).stdout.decode()


def test_a_text_cannot_steer_the_terminal(daemon):
    daemon.make_pipeline()
    daemon.put_deal("D-1", fields={"name": text(HOSTILE)})
    for words in [("deal", "get", "D-1"), ("board", "deal", "sales"), ("history", "list", "deal/D-1")]:
        shown = robotctl(daemon, *words)
        assert "\x1b[2J" not in shown and "\x1b]" not in shown, repr(shown)
        assert not set("\x07\r\x9b") & set(shown), repr(shown)
    assert "a\ufffd[2Jb\ufffd]0;owned\ufffdc\ufffd2Jd\ufffde" in robotctl(daemon, "deal", "get", "D-1")


def test_json_holds_the_text_as_it_is(daemon):
    daemon.make_pipeline()
    daemon.put_deal("D-1", fields={"name": text(HOSTILE)})
    shown = robotctl(daemon, "deal", "get", "D-1", "-o", "json")
    assert r"a\u001b[2Jb\u001b]0;owned\u0007c\u009b2Jd\re" in shown, repr(shown)
