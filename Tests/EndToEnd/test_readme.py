"""The README's tables and commands are complete and true."""

import re
import subprocess

from daemon import BINARIES, TOP

README = (TOP / "README.md").read_text()


def table(heading):
    """The rows of the first table below a heading, as lists of cells."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


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
