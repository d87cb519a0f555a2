"""check, repair, dump, backup and restore: what people do with a data directory."""

import json
import os
import subprocess
import tarfile
import threading

import grpc
import pytest

from daemon import BINARIES, Daemon
from robots.v1 import execution_service_pb2
from shims.preload import shim


def robotd(*words, **options):
    return subprocess.run(
        [BINARIES / "robotd", *words], capture_output=True, timeout=60, **options)


def maintain(command, data, *operands):
    done = robotd(command, *operands, "--data-directory", data)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def start_in_vain(daemon):
    return robotd("--socket", daemon.socket, "--data-directory", daemon.data, *daemon.arguments)


def robotctl(daemon, *words):
    return subprocess.run(
        [BINARIES / "robotctl", *words, "--socket", daemon.socket],
        capture_output=True, text=True, timeout=60)


def put_deals(daemon, first, last):
    for number in range(first, last + 1):
        daemon.put_deal(f"D-{number:03}", fields={"name": {"text": f"Deal {number}"}})


def deals(daemon):
    found, token = {}, ""
    while True:
        page = daemon.execute("ListRecords", entityType="deal", pageSize=500, pageToken=token)
        found.update({record.id: record for record in page.records})
        token = page.next_page_token
        if not token:
            return found


def store_file(daemon, id, content):
    header = execution_service_pb2.FileHeader(id=id, name=f"{id}.bin")
    parts = [execution_service_pb2.PutFileRequest(header=header)]
    parts += [execution_service_pb2.PutFileRequest(chunk=content[at:at + 500_000])
              for at in range(0, len(content), 500_000)]
    daemon.execution.PutFile(iter(parts), timeout=20)


def read_file(daemon, id):
    parts = daemon.execution.GetFile(execution_service_pb2.GetFileRequest(id=id), timeout=20)
    return b"".join(part.chunk for part in parts)


def flip(path, offset, mask=1):
    with open(path, "r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ mask]))


@pytest.fixture
def shop(daemon):
    """A daemon with a pipeline, a robot and ten deals, all of it in the journal."""
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", parameters={"text": {"text": "{{name}} came in"}})
    put_deals(daemon, 1, 10)
    return daemon


def records_of_journal(data):
    """Offsets and sequence numbers of all records of the first segment."""
    content = (data / "0000000001.journal").read_bytes()
    found, at = [], 64
    while content[at:at + 4] == b"btch":
        length = int.from_bytes(content[at + 4:at + 8], "little")
        found.append((at, int.from_bytes(content[at + 8:at + 16], "little")))
        at += 32 + (length + 7) // 8 * 8 + 8
    return found


def test_check_of_a_whole_directory(shop):
    shop.stop()
    status, out, err = maintain("check", shop.data)
    assert (status, err) == (0, "")
    assert out.startswith("FILE")
    assert "0000000001.journal" in out and ".snapshot" in out
    assert "damaged" not in out
    assert "good: 10 records, 10 visits, 10 runs" in out


def test_maintenance_keeps_off_a_directory_that_is_served(shop):
    for command, operands in (("check", ()), ("repair", ()), ("dump", ()),
                              ("restore", ("/dev/null",))):
        status, out, err = maintain(command, shop.data, *operands)
        assert status == 73, (command, out, err)
        assert str(shop.process.pid) in err
    assert len(deals(shop)) == 10


@pytest.mark.parametrize("command", ["check", "repair", "dump"])
def test_maintenance_makes_no_directory(directory, command):
    status, _, err = maintain(command, directory / "missing")
    assert status == 64 and "no data directory" in err
    assert not (directory / "missing").exists()


@pytest.mark.parametrize("command", ["check", "repair", "dump"])
def test_maintenance_leaves_a_directory_of_others_alone(directory, command):
    foreign = directory / "foreign"
    foreign.mkdir()
    (foreign / "passwd").write_text("x")
    status, out, err = maintain(command, foreign)
    assert (status, out) == (64, "") and "no data directory of robotd" in err
    assert [path.name for path in foreign.iterdir()] == ["passwd"]


def test_a_start_and_a_restore_leave_a_directory_of_others_alone(directory):
    foreign = directory / "foreign"
    foreign.mkdir()
    (foreign / "passwd").write_text("x")
    start = robotd("--socket", directory / "s", "--data-directory", foreign)
    assert start.returncode == 64
    assert b"is no data directory of robotd and not empty: it has passwd" in start.stderr
    assert maintain("restore", foreign, "/dev/null")[0] == 64
    assert [path.name for path in foreign.iterdir()] == ["passwd"]


def test_check_tells_of_a_torn_tail_and_changes_nothing(shop):
    shop.kill()
    journal = shop.data / "0000000001.journal"
    at, sequence = records_of_journal(shop.data)[-1]
    content = journal.read_bytes()
    journal.write_bytes(content[:at + 40] + bytes(len(content) - at - 40))
    before = journal.read_bytes()
    status, out, err = maintain("check", shop.data)
    assert status == 0, err
    assert "torn tail" in out and f"behind byte {at} of 0000000001.journal" in out
    assert journal.read_bytes() == before


def test_damage_is_refused_named_and_repaired(shop):
    """Damage in the middle: the start names file, offset, record and command; repair keeps it."""
    shop.kill()
    at, sequence = records_of_journal(shop.data)[-4]
    last = records_of_journal(shop.data)[-1][1]
    flip(shop.data / "0000000001.journal", at + 45)

    start = start_in_vain(shop)
    message = start.stderr.decode()
    assert start.returncode == 65
    assert f"0000000001.journal is damaged at byte {at}, record {sequence}" in message
    assert f"robotd repair --data-directory {shop.data}" in message

    status, out, err = maintain("check", shop.data)
    assert status == 65 and f"record {sequence}" in err
    assert f"no whole record at byte {at}" in out

    damaged = (shop.data / "0000000001.journal").read_bytes()
    status, out, err = maintain("repair", shop.data)
    assert status == 0, err
    assert f"up to batch {sequence - 1}" in out
    assert f"lost: batches {sequence} to {last}, 4 commands" in out
    assert "kept: 0000000001.journal.damaged" in out
    assert (shop.data / "0000000001.journal.damaged").read_bytes() == damaged

    shop.start()
    assert sorted(deals(shop)) == [f"D-{number:03}" for number in range(1, 7)]
    put_deals(shop, 20, 25)
    journal = shop.execute("GetStatus").journal
    assert journal.last_sequence > last, "no number is given twice"
    shop.restart()
    assert len(deals(shop)) == 12
    shop.stop()
    assert maintain("check", shop.data)[0] == 0


@pytest.mark.parametrize("place", ["in a record", "between two records"])
def test_a_cut_journal_is_damage_and_no_torn_tail(shop, place):
    """What is missing was there once: a segment has its full size before it is written to."""
    shop.kill()
    journal = shop.data / "0000000001.journal"
    size = journal.stat().st_size
    at, sequence = records_of_journal(shop.data)[-4]
    cut = at + 40 if place == "in a record" else at
    with open(journal, "r+b") as file:
        file.truncate(cut)

    expected = (f"0000000001.journal is damaged at byte {cut}, record {sequence}: the file ends "
                f"there, but it was made {size} bytes long")
    start = start_in_vain(shop)
    message = start.stderr.decode()
    assert start.returncode == 65
    assert expected in message and f"robotd repair --data-directory {shop.data}" in message
    status, out, err = maintain("check", shop.data)
    assert status == 65 and expected in err
    assert f"cut at byte {cut}" in out and f" {cut} " in out

    status, out, err = maintain("repair", shop.data)
    assert status == 0, err
    assert f"up to batch {sequence - 1}" in out
    assert "kept: 0000000001.journal.damaged" in out
    shop.start()
    assert sorted(deals(shop)) == [f"D-{number:03}" for number in range(1, 7)]
    shop.stop()
    assert maintain("check", shop.data)[0] == 0


def test_repair_of_a_damaged_newest_snapshot_and_journal_uses_what_is_exact(shop):
    shop.execute("Snapshot")
    put_deals(shop, 11, 20)
    shop.execute("Snapshot")
    put_deals(shop, 21, 30)
    shop.kill()
    newest = sorted(shop.data.glob("*.snapshot"))[-1]
    flip(newest, newest.stat().st_size // 2)
    records = records_of_journal(shop.data)
    at, sequence = records[-1 - 3]
    flip(shop.data / "0000000001.journal", at + 50)
    assert start_in_vain(shop).returncode == 65
    status, out, err = maintain("repair", shop.data)
    assert status == 0, err
    assert "not exact" not in out
    assert f"kept: {newest.name}.damaged" in out
    shop.start()
    assert sorted(deals(shop)) == [f"D-{number:03}" for number in range(1, 27)]


def test_repair_of_a_good_directory_changes_nothing(shop):
    shop.stop()
    before = {path.name: path.read_bytes() for path in shop.data.iterdir() if path.name != "lock"}
    status, out, _ = maintain("repair", shop.data)
    assert status == 0 and "nothing was changed" in out
    after = {path.name: path.read_bytes() for path in shop.data.iterdir() if path.name != "lock"}
    assert after == before


def test_nothing_can_be_saved_of_nothing(shop):
    shop.kill()
    journal = shop.data / "0000000001.journal"
    journal.write_bytes(b"\x55" * journal.stat().st_size)
    for snapshot in shop.data.glob("*.snapshot"):
        snapshot.unlink()
    status, _, err = maintain("repair", shop.data)
    assert status == 65 and "nothing can be saved" in err
    assert journal.exists()


def test_a_directory_that_has_lost_everything_does_not_begin_empty(shop):
    shop.stop()
    for path in [*shop.data.glob("*.journal"), *shop.data.glob("*.snapshot")]:
        path.unlink()
    for _ in range(2):
        start = start_in_vain(shop)
        assert start.returncode == 65
        assert f"mv {shop.data} {shop.data}.lost".encode() in start.stderr
    assert not list(shop.data.glob("*.journal"))
    shop.data.rename(f"{shop.data}.lost")
    shop.start()
    assert not deals(shop)


def test_dump_prints_every_fact_as_json(shop):
    shop.execute("Snapshot")
    put_deals(shop, 11, 12)
    shop.kill()
    status, out, err = maintain("dump", shop.data)
    assert status == 0, err
    lines = [json.loads(line) for line in out.splitlines()]
    snapshot = [line["fact"] for line in lines if "snapshot" in line]
    batches = [line for line in lines if "sequence" in line]
    assert {fact["record"]["id"] for fact in snapshot if "record" in fact} == {
        f"D-{number:03}" for number in range(1, 11)}
    numbers = [int(line["sequence"]) for line in batches]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    put = [fact["record"]["id"] for line in batches for fact in line["batch"]["facts"]
           if "record" in fact]
    assert "D-011" in put and "D-012" in put


def test_backup_under_load_and_restore(shop, tmp_path):
    """What was answered before the backup is in it; the service answers meanwhile."""
    content = bytes(range(256)) * 8_000
    store_file(shop, "plan", content)
    over = threading.Event()
    answered = []

    def put_on():
        number = 100
        while not over.is_set():
            put_deals(shop, number, number)
            answered.append(number)
            number += 1

    writer = threading.Thread(target=put_on)
    writer.start()
    try:
        while len(answered) < 20:
            assert writer.is_alive()
        before = len(answered)
        backup = tmp_path / "backup.tar"
        done = robotctl(shop, "backup", backup)
    finally:
        over.set()
        writer.join()
    assert done.returncode == 0, done.stderr
    assert "every batch up to" in done.stdout
    assert not (tmp_path / "backup.tar.unfinished").exists()

    # A stock tar reads it, and what it unpacks is a data directory.
    with tarfile.open(backup) as archive:
        names = archive.getnames()
        archive.extractall(tmp_path / "unpacked", filter="data")
    assert any(name.startswith("files/") for name in names)
    assert maintain("check", tmp_path / "unpacked")[0] == 0

    shop.stop()
    status, out, err = maintain("restore", tmp_path / "data", backup)
    assert status == 0, err
    assert "good: " in out
    with Daemon(tmp_path, clock="2026-06-01T08:00:00Z") as other:
        found = deals(other)
        expected = {f"D-{number:03}" for number in list(range(1, 11)) + answered[:before]}
        assert expected <= set(found)
        assert read_file(other, "plan") == content
        put_deals(other, 900, 905)
        other.restart()
        assert "D-905" in deals(other)


def test_backup_to_standard_output_and_from_standard_input(shop, tmp_path):
    done = subprocess.run([BINARIES / "robotctl", "backup", "-", "--socket", shop.socket],
                          capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    restored = robotd("restore", "-", "--data-directory", tmp_path / "restored",
                      input=done.stdout)
    assert restored.returncode == 0, restored.stderr
    assert b"good: 10 records" in restored.stdout


@pytest.mark.parametrize("name", ["shop.tar", "here/shop.tar"])
def test_a_backup_is_said_to_be_there_when_its_name_is_durable(shop, tmp_path, name):
    (tmp_path / "here").mkdir()
    ended = subprocess.run(
        [BINARIES / "robotctl", "backup", name, "--socket", shop.socket], cwd=tmp_path,
        capture_output=True, text=True, timeout=60, env={
            **os.environ, "LD_PRELOAD": str(shim("disk")), "SHIM_DIRECTORY": str(tmp_path),
            "SHIM_LOG": str(tmp_path / "syncs")})
    assert ended.returncode == 0, ended
    target = tmp_path / name
    assert (tmp_path / "syncs").read_text().splitlines() == [
        f"sync {target}.unfinished ok", f"sync {target.parent} ok"]


@pytest.mark.parametrize("share", [0.001, 0.3, 0.99])
def test_half_a_backup_restores_nothing(shop, tmp_path, share):
    backup = tmp_path / "backup.tar"
    assert robotctl(shop, "backup", backup).returncode == 0
    content = backup.read_bytes()
    backup.write_bytes(content[:int(len(content) * share)])
    status, _, err = maintain("restore", tmp_path / "restored", backup)
    assert status == 65 and "is cut" in err
    assert [path.name for path in (tmp_path / "restored").iterdir()] in ([], ["lock"])


def test_restore_refuses_what_is_no_backup_and_full_directories(shop, tmp_path):
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "passwd").write_text("x")
    evil = tmp_path / "evil.tar"
    for name in ("../passwd", "/etc/passwd", "files/../x/y", "passwd", "files/a/b/c"):
        with tarfile.open(evil, "w", format=tarfile.USTAR_FORMAT) as archive:
            member = archive.gettarinfo(tmp_path / "evil" / "passwd")
            member.name = name
            with open(tmp_path / "evil" / "passwd", "rb") as file:
                archive.addfile(member, file)
        status, _, err = maintain("restore", tmp_path / "restored", evil)
        assert status == 65 and "no file of a backup" in err, (name, err)
        assert not (tmp_path / "passwd").exists()
    evil.write_bytes(b"GIF89a" * 1_000)
    status, _, err = maintain("restore", tmp_path / "restored", evil)
    assert status == 65 and "is no backup" in err
    shop.stop()
    status, _, err = maintain("restore", shop.data, evil)
    assert status == 64 and "not empty" in err
    assert maintain("check", shop.data)[0] == 0


def test_a_backup_is_durable_with_its_name(daemon, directory):
    folder = directory / "backups"
    folder.mkdir()
    syncs = directory / "syncs"
    subprocess.run(
        [BINARIES / "robotctl", "--socket", daemon.socket, "backup", folder / "b.tar"],
        env={**os.environ, "LD_PRELOAD": str(shim("disk")), "SHIM_DIRECTORY": str(folder),
             "SHIM_LOG": str(syncs)},
        check=True, timeout=60)
    assert syncs.read_text().splitlines() == [
        f"sync {folder}/b.tar.unfinished ok", f"sync {folder} ok"]


def test_a_backup_belongs_to_administrators(shop):
    """Nobody without rights gets a copy of everything, and a withdrawn call leaves no trace."""
    call = shop.execution.Backup(execution_service_pb2.BackupRequest(), timeout=20)
    assert next(call).header.byte_count > 0
    call.cancel()
    with pytest.raises(grpc.RpcError) as refused:
        list(shop.execution.Backup(execution_service_pb2.BackupRequest(), timeout=20,
                                   metadata=[("robots-user", "clerk")]))
    assert refused.value.code() == grpc.StatusCode.PERMISSION_DENIED
    put_deals(shop, 50, 50)


def test_a_backup_follows_a_link_and_replaces_nothing_but_files(daemon, directory):
    """The link stays one, and so does what is no file; nothing is left beside it."""
    (directory / "far").mkdir()
    (directory / "far" / "old.tar").write_text("old")
    (directory / "link.tar").symlink_to("near.tar")
    (directory / "near.tar").symlink_to(directory / "far" / "old.tar")
    (directory / "new.tar").symlink_to("far/new.tar")
    for name, file in [("link.tar", "far/old.tar"), ("new.tar", "far/new.tar")]:
        done = robotctl(daemon, "backup", directory / name)
        assert done.returncode == 0, done
        assert (directory / name).is_symlink() and tarfile.is_tarfile(directory / file)
    os.mkfifo(directory / "pipe")
    (directory / "loop").symlink_to("loop")
    os.mkfifo(directory / "far" / "odd.tar.unfinished")
    for path, named in [
        ("pipe", "pipe"), ("far", "far"), ("loop", "loop"), ("/dev/null", "/dev/null"),
        ("far/odd.tar", "far/odd.tar.unfinished"),
    ]:
        before = os.lstat(directory / path) if path != "far/odd.tar" else None
        done = robotctl(daemon, "backup", directory / path)
        assert done.returncode == 2, done
        assert f"{named} is there and is no regular file" in done.stderr, done
        assert before is None or os.lstat(directory / path).st_ino == before.st_ino
    assert sorted(os.listdir(directory / "far")) == ["new.tar", "odd.tar.unfinished", "old.tar"]
