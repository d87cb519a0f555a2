"""The README's tables and commands are complete and true."""

import os
import pathlib
import re
import signal
import subprocess
import sys

from daemon import BINARIES, TOP, Daemon

README = (TOP / "README.md").read_text()


def table(heading):
    """The rows of the first table below a heading, as lists of cells."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip("|"))] for row in rows[2:]]


def ids(heading):
    return [row[0].strip("`") for row in table(heading)]


def commands():
    """Every command of robotctl, "robot create", by its own help."""
    text = subprocess.run(
        [BINARIES / "robotctl", "--help"], capture_output=True, text=True, timeout=20).stdout
    plain, nouns = text.split("\ncommands:\n")[1].split("\nnouns and their verbs:\n")
    nouns = nouns.split("\n\n")[0]
    found = {line.split()[0] for line in plain.splitlines() if line.startswith("  ")}
    for line in nouns.splitlines():
        noun, verbs = line.split(maxsplit=1)
        found |= {f"{noun} {verb}" for verb in verbs.split(", ")}
    return found


def test_the_robot_types(daemon):
    assert sorted(ids("What robots can do")) == sorted(
        type.id for type in daemon.rule("ListRobotTypes", pageSize=1000).robot_types)


def test_the_trigger_types(daemon):
    assert sorted(ids("What triggers hear of")) == sorted(
        type.id for type in daemon.rule("ListTriggerTypes", pageSize=1000).trigger_types)


def test_the_presets(daemon):
    known = {preset.id for preset in daemon.rule("ListPresets").presets}
    assert set(re.findall(r"preset install ([\w-]+)", README)) <= known


def test_the_commands():
    listed = set()
    for names, verbs in table("Every command"):
        for name in re.findall(r"`([\w-]+)`", names):
            listed |= {f"{name} {verb}" for verb in verbs.split(", ")} if verbs else {name}
    assert listed == commands()


def test_every_command_that_is_shown_exists():
    known = commands()
    shown = re.findall(r"robotctl ((?:[a-z][\w-]*)(?: [a-z][\w-]*)?)", README)
    for words in shown:
        first = words.split()[0]
        assert words in known or first in known, words


def tour(directory):
    """The README's blocks for the shell as one text, below another directory; what is for Python is
    given to it."""
    script = ""
    for language, block in re.findall(r"^```(sh|python)\n(.*?)^```$", README, re.M | re.S):
        script += block if language == "sh" else f"python3 - <<'END'\n{block}END\n"
    return script.replace("/tmp/walk", str(directory)).replace(
        "$PWD/.build/release", str(BINARIES))


def test_the_tour(directory):
    """Every block, pasted into a shell one after the other, does what it is there for."""
    script = tour(directory)
    assert script.count("robotctl ") > 30 and "robotd repair" in script
    tools = pathlib.Path(sys.executable).parent
    shell = subprocess.Popen(
        ["bash", "-eu"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, cwd=TOP, start_new_session=True,
        env={**os.environ, "SWIFT_BACKTRACE": "enable=no", "PATH": f"{tools}:{os.environ['PATH']}"})
    try:
        out, err = shell.communicate(f"{script}\nwait\necho the end\n", timeout=120)
    finally:
        try:
            os.killpg(shell.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    assert shell.returncode == 0 and out.endswith("the end\n"), f"{out}\n{err}"
    assert "robotctl:" not in err and "nothing is there" not in err, err
    for part in ["A big one: Oak table, 120000.00 PLN", "moved by form", "2 done, 0 refused",
                 "Remind of the deal", "amount is greater than 100000: yes", "the year was good",
                 'key: "responsible"', "good: "]:
        assert part in out, f"{part}\n{out}"


def robotctl(daemon, *words):
    return subprocess.run(
        [BINARIES / "robotctl", *words, "--socket", daemon.socket], capture_output=True, text=True,
        timeout=30)


def test_waiting_for_a_daemon_that_starts(directory):
    daemon = Daemon(directory)
    ended = robotctl(daemon, "wait", "0")
    assert ended.returncode == 7 and "cannot reach robotd" in ended.stderr
    ended = robotctl(daemon, "wait", "long")
    assert ended.returncode == 2 and "wait takes a number of seconds" in ended.stderr
    waiting = subprocess.Popen([BINARIES / "robotctl", "wait", "--socket", daemon.socket])
    with daemon:
        assert waiting.wait(timeout=30) == 0
        assert robotctl(daemon, "wait").returncode == 0
