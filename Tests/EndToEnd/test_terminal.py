"""What robotctl shows on a terminal, whatever a client has put into a text."""

import json
import subprocess

from daemon import BINARIES, text

# Clears the screen, renames the window, and the same by the codes of one byte.
HOSTILE = "a\x1b[2Jb\x1b]0;owned\x07c\x9b2Jd\re"


# Paints like robotctl itself, forges a row of a table, and turns the order of letters round.
FORGING = "\x1b[31mRED\x1b[0m\ndeal/D-2  sales/won\r\n\u2028\t\u202egnp.exe\u2066\u200b\U000e0041"


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


SHOWING = [
    ("deal", "list"), ("deal", "get", "D-1"), ("board", "deal", "sales"),
    ("history", "list", "deal/D-1"), ("why", "deal/D-1", "big"), ("run", "list"),
    ("simulate", "deal/D-1"), ("robot", "run", "big", "deal/D-1", "--dry-run"),
]


def test_a_text_cannot_paint_or_forge(daemon):
    daemon.make_pipeline()
    daemon.make_robot("big", "write_log", parameters={"text": text("{{name}}")},
                      conditionText='name != "x"', displayName="Big")
    daemon.put_deal("D-1", fields={"name": text(FORGING)})
    for words in SHOWING:
        shown = robotctl(daemon, *words)
        assert "\x1b[31m" not in shown, repr(shown)
        assert not set("\r\t\u2028\u202e\u2066\u200b\U000e0041") & set(shown), repr(shown)
        assert not any(line.startswith("deal/D-2") for line in shown.splitlines()), repr(shown)
    assert ("\ufffd[31mRED\ufffd[0m⏎deal/D-2  sales/won⏎⏎ \ufffdgnp.exe\ufffd\ufffd\ufffd"
            in robotctl(daemon, "deal", "list"))


def test_letters_and_emoji_stay(daemon):
    name = "Łódź – محمد – 日本 – क्‍ष – 👩‍👩‍👧"
    daemon.make_pipeline()
    daemon.put_deal("D-1", fields={"name": text(name)})
    assert name in robotctl(daemon, "deal", "list")


def test_json_escapes_what_turns_letters_round(daemon):
    daemon.make_pipeline()
    daemon.put_deal("D-1", fields={"name": text(FORGING)})
    shown = robotctl(daemon, "deal", "get", "D-1", "-o", "json")
    assert r"\u202egnp.exe\u2066\u200b\udb40\udc41" in shown, repr(shown)
    assert json.loads(shown)["record"]["fields"]["name"]["text"] == FORGING


def test_a_refusal_keeps_its_lines_and_no_codes(daemon):
    daemon.make_pipeline()
    ended = subprocess.run(
        [BINARIES / "robotctl", "deal", "list", "--socket", daemon.socket, "--filter",
         "amount > \x1b[31mx"], capture_output=True, text=True, timeout=30)
    assert ended.returncode == 5 and "\x1b" not in ended.stderr
    assert "\n  amount > " in ended.stderr and "[31mx\n" in ended.stderr
