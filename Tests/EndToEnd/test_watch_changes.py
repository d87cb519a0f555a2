"""WatchChanges: every durable change, in order, each once, across restarts of either side."""

import contextlib
import json
import os
import pathlib
import queue
import random
import signal
import subprocess
import threading
import time

import grpc
import pytest
from google.protobuf import json_format
from google.rpc import error_details_pb2, status_pb2

from change_reader import Reader, name, service_of_its_own, watch
from daemon import BINARIES, Daemon, text
from robots.v1 import execution_service_pb2

CHANGES = 10_000


@pytest.fixture
def make_daemon(directory):
    """Starts a robotd with a configuration of its own."""
    with contextlib.ExitStack() as stack:
        yield lambda **options: stack.enter_context(Daemon(directory, **options))


class Writer(threading.Thread):
    """Puts numbered names by a stream and sends again, after a crash, what was not acknowledged.

    Event ids keep what had become durable from happening twice, so the changes are exactly the
    numbers, in their order.
    """

    def __init__(self, daemon, count):
        super().__init__(daemon=True)
        self.service = service_of_its_own(daemon)
        self.count = count
        self.acknowledged = 0

    def run(self):
        while self.acknowledged < self.count:
            self.send_rest()

    def send_rest(self):
        """A few hundred are under way at once: a crash finds some of them done and untold."""
        outgoing = queue.Queue()
        answers = self.service.Ingest(
            iter(outgoing.get, None), metadata=[("robots-source", "crm")], timeout=120)
        sent = self.acknowledged
        try:
            while self.acknowledged < self.count:
                while sent < min(self.acknowledged + 300, self.count):
                    outgoing.put(self.element(sent))
                    sent += 1
                for one in next(answers).acknowledgements:
                    assert one.number == self.acknowledged and not one.HasField("error"), one
                    self.acknowledged += 1
        except grpc.RpcError:
            time.sleep(0.02)
        outgoing.put(None)

    @staticmethod
    def element(number):
        return json_format.ParseDict(
            {"number": number, "put": {
                "eventId": f"E-{number}",
                "record": {"entityType": "deal", "id": f"D-{number % 50}", "pipeline": "sales",
                           "stage": "new", "fields": {"name": text(str(number))}}}},
            execution_service_pb2.IngestRequest())


def play(daemon, count, kills, readers):
    """Writes and kills while readers read; gives the names in the order of the changes."""
    writer = Writer(daemon, count)
    for reader in readers:
        reader.start()
    writer.start()
    for kill in range(kills):
        deadline = time.monotonic() + 120
        while writer.acknowledged < count * (kill + 1) // (kills + 1):
            assert writer.is_alive() and time.monotonic() < deadline
            time.sleep(0.005)
        daemon.kill()
        daemon.start()
    for thread in [writer, *readers]:
        thread.join(timeout=300)
        assert not thread.is_alive()
    for reader in readers:
        if reader.error:
            raise reader.error
    return [str(number) for number in range(count)]


def test_every_change_once_and_in_order_while_both_sides_die(daemon):
    """10,000 acknowledged changes, readers that come and go, kill -9 in the middle."""
    daemon.make_pipeline()
    daemon.make_robot("note", "write_log", parameters={"text": text("Hello {{name}}")})
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    readers = [Reader(daemon, str(CHANGES - 1), seed + number, kinds=["record"])
               for number in range(2)]
    cursor = next(watch(daemon.execution, types=["contact"], timeout=20)).cursor
    expected = play(daemon, CHANGES, 5, readers)
    for reader in readers:
        assert reader.problems(expected) == []
        assert reader.returns > 5
    # Whoever asks for other types goes on from a cursor that has moved on.
    *_, last = read_until(watch(daemon.execution, cursor, types=["contact"], timeout=20),
                          lambda answer: answer.caught_up)
    status = daemon.execute("GetStatus")
    assert not last.changes and last.sequence == status.journal.last_sequence


@pytest.mark.parametrize(
    ("flaw", "told"), [("skips", "1 missing"), ("repeats", "told again")])
def test_control_a_reader_that_loses_its_place_is_found(daemon, flaw, told):
    daemon.make_pipeline()
    reader = Reader(daemon, "2999", 7, flaw, kinds=["record"])
    expected = play(daemon, 3_000, 1, [reader])
    assert told in " ".join(reader.problems(expected))


def read_until(stream, is_last):
    """The answers up to the first that is the last."""
    answers = []
    for answer in stream:
        answers.append(answer)
        if is_last(answer):
            stream.cancel()
            break
    return answers


def changes_until_caught_up(stream):
    answers = read_until(stream, lambda answer: answer.caught_up)
    return [change for answer in answers for change in answer.changes]


def test_changes_are_told_by_names(daemon):
    """Records with what was before, moves, runs, rules: nothing that only the store understands."""
    start = next(watch(daemon.execution, timeout=20)).cursor
    daemon.make_pipeline()
    daemon.make_robot("note", "write_log", parameters={"text": text("Hello")},
                      timing={"after": {"count": 1, "unit": "TIME_UNIT_DAY"}})
    daemon.put_deal("D-1", fields={"name": text("Table")})
    daemon.put_deal("D-1", stage="documents", fields={"name": text("Oak table")})
    daemon.execute("PauseAutomation", entityType="deal", pipeline="sales")
    daemon.execute("DeleteRecord", entityType="deal", id="D-1")
    changes = changes_until_caught_up(watch(daemon.execution, start, timeout=20))
    kinds = [change.WhichOneof("change") for change in changes]
    assert kinds[:2] == ["pipeline", "rule"]
    assert changes[1].rule.robot.id == "note" and changes[1].rule.version == 1
    created, moved, deleted = [one.record for one in changes if one.HasField("record")]
    assert created.created and created.record.visit and not created.fields
    assert moved.record.stage == "documents" and moved.old_stage == "new"
    [field] = moved.fields
    assert (field.field, field.old_value.text, field.new_value.text) == (
        "name", "Table", "Oak table")
    assert deleted.deleted and deleted.record.id == "D-1"
    visits = [(one.visit.item_id, one.visit.stage, one.visit.HasField("leave_time"))
              for one in changes if one.HasField("visit")]
    assert sorted(visits) == [("D-1", "documents", False), ("D-1", "documents", True),
                              ("D-1", "new", False), ("D-1", "new", True)]
    runs = [one.run for one in changes if one.HasField("run")]
    assert [(run.robot, run.item_id, run.stage) for run in runs] == [("note", "D-1", "new")] * 2
    assert runs[0].due_time.seconds - created.record.create_time.seconds == 86_400
    assert any(one.history_entry.summary for one in changes if one.HasField("history_entry"))
    assert [one.pause.pause.pipeline for one in changes if one.HasField("pause")] == ["sales"]


def test_a_mirror_made_of_a_snapshot_and_what_follows_is_exact(daemon):
    """While the store changes under the snapshot's reader."""
    daemon.make_pipeline()
    daemon.make_robot(id="greet", type="write_log", parameters={"text": {"text": "hello"}})
    daemon.make_robot(id="later", type="write_log", parameters={"text": {"text": "later"}},
                      timing={"after": {"count": 1, "unit": "TIME_UNIT_DAY"}})
    writer = Writer(daemon, 4_000)
    for number in range(300):
        daemon.put_deal(f"S-{number}", fields={"name": text("old")})
    writer.start()
    mirror, seen_snapshot, last_runs = {}, False, 0

    def end():
        writer.join()
        daemon.put_deal("END")

    threading.Thread(target=end, daemon=True).start()
    stream = watch(daemon.execution, snapshot=True, timeout=60)
    for answer in stream:
        seen_snapshot |= answer.snapshot
        for change in answer.changes:
            if change.HasField("record"):
                record = change.record.record
                mirror[record.entity_type, record.id] = (record.etag, name(change))
                if change.record.deleted:
                    del mirror[record.entity_type, record.id]
            elif change.HasField("pipeline"):
                mirror["pipeline", change.pipeline.id] = None
            elif change.HasField("run"):
                mirror["run", change.run.id] = (change.run.item_id, change.run.state)
                last_runs += change.run.item_id == "END"
        if answer.cursor and last_runs == 2:
            stream.cancel()
            break
    assert seen_snapshot and answer.cursor
    expected = {("pipeline", "sales"): None}
    token = ""
    while True:
        page = daemon.execute("ListRecords", entityType="deal", pageSize=1_000, pageToken=token)
        for record in page.records:
            expected["deal", record.id] = (record.etag, record.fields["name"].text)
        token = page.next_page_token
        if not token:
            break
    while True:
        page = daemon.execute("ListRuns", pageSize=1_000, pageToken=token)
        for run in page.runs:
            expected["run", run.id] = (run.item_id, run.state)
        token = page.next_page_token
        if not token:
            break
    assert mirror == expected


def test_progress_is_told_where_nothing_is_found(daemon):
    daemon.make_pipeline()
    stream = watch(daemon.execution, types=["contact"], timeout=20)
    first = next(stream)
    assert first.caught_up and first.cursor and not first.changes
    daemon.put_deal("D-1")
    second = next(stream)
    assert not second.changes and second.caught_up
    assert second.sequence == first.sequence + 1 and second.cursor != first.cursor


def error_info(error):
    """The detail that programs read."""
    status = status_pb2.Status.FromString(
        dict(error.trailing_metadata())["grpc-status-details-bin"])
    info = error_details_pb2.ErrorInfo()
    assert any(detail.Unpack(info) for detail in status.details)
    return info


def resident_bytes(daemon):
    pages = pathlib.Path(f"/proc/{daemon.process.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def test_slow_readers_cost_little_and_are_told_when_they_are_passed(make_daemon):
    """What changes goes by twenty who do not read; retention then passes them."""
    daemon = make_daemon(configuration={"change_feed_size": "1 MiB"})
    daemon.make_pipeline()
    big = "x" * 60_000

    def write(count):
        for number in range(count):
            daemon.put_deal("D-1", fields={"name": text(f"{number}{big}")})
        return resident_bytes(daemon)

    before = write(5)
    alone = write(150) - before
    channels = [daemon.new_channel() for _ in range(20)]
    streams = []
    for channel in channels:
        service = type(daemon.execution)(channel)
        streams.append(watch(service, timeout=120))
        assert next(streams[-1]).cursor
    middle = resident_bytes(daemon)
    watched = write(150) - middle
    # What they have not read is some 60 MB for each.
    assert watched - alone < 32 << 20, (alone, watched)
    assert daemon.execute("GetStatus").change_feed.watchers == 20

    for _ in range(3):
        write(100)
        daemon.execute("Snapshot")
    oldest = daemon.execute("GetStatus").change_feed.oldest_sequence
    for stream in streams[:3]:
        with pytest.raises(grpc.RpcError) as caught:
            list(stream)
        assert caught.value.code() == grpc.StatusCode.OUT_OF_RANGE, caught.value.details()
        # They are told at the first snapshot that passes them, not only when they read.
        told = error_info(caught.value).metadata["oldest_sequence"]
        assert 1 < int(told) <= oldest and told in caught.value.details()
    with pytest.raises(grpc.RpcError) as caught:
        next(watch(daemon.execution, str(oldest - 2), timeout=20))
    assert caught.value.code() == grpc.StatusCode.OUT_OF_RANGE
    assert error_info(caught.value).reason == "CHANGES_NOT_KEPT"
    answers = read_until(watch(daemon.execution, str(oldest - 1), timeout=20),
                         lambda answer: answer.changes)
    assert answers[-1].sequence == oldest
    for channel in channels:
        channel.close()


def test_changes_are_kept_for_days_behind_snapshots(make_daemon):
    """By the service's own time, not by the machine's."""
    daemon = make_daemon(clock="2026-06-01T08:00:00Z",
                         configuration={"change_feed_days": 2, "change_feed_size": "1 GiB"})
    daemon.make_pipeline()
    big = "x" * 60_000

    def day():
        for number in range(120):
            daemon.put_deal("D-1", fields={"name": text(f"{number}{big}")})
        daemon.execute("Snapshot")
        daemon.advance(86_400)
        return daemon.execute("GetStatus")

    first = day()
    assert first.change_feed.days == 2 and first.change_feed.oldest_sequence == 1
    day()
    assert day().change_feed.oldest_sequence == 1
    for _ in range(2):
        last = day()
    assert 1 < last.change_feed.oldest_sequence < last.journal.last_sequence - 200
    daemon.restart()
    assert (daemon.execute("GetStatus").change_feed.oldest_sequence
            == last.change_feed.oldest_sequence)


def test_a_cursor_of_a_history_that_was_lost_is_noticed(make_daemon, tmp_path):
    """After an older backup was restored sequence numbers come again."""
    daemon = make_daemon()
    daemon.make_pipeline()
    backup = tmp_path / "backup.tar"
    subprocess.run([BINARIES / "robotctl", "--socket", daemon.socket, "backup", backup],
                   check=True, timeout=60)
    for number in range(10):
        daemon.put_deal(f"D-{number}")
    *_, last = read_until(watch(daemon.execution, "1", timeout=20), lambda answer: answer.caught_up)
    daemon.stop()
    daemon.data.rename(tmp_path / "lost")
    subprocess.run([BINARIES / "robotd", "restore", backup, "--data-directory", daemon.data],
                   check=True, timeout=60)
    daemon.start()
    for count, reason in [(3, "CURSOR_AHEAD"), (20, "OTHER_HISTORY")]:
        for number in range(count):
            daemon.put_deal(f"X-{count}-{number}")
        with pytest.raises(grpc.RpcError) as caught:
            list(watch(daemon.execution, last.cursor, timeout=20))
        assert caught.value.code() == grpc.StatusCode.OUT_OF_RANGE
        assert error_info(caught.value).reason == reason


def test_who_may_not_read_is_not_told(make_daemon):
    """S-29, also while a stream is open: rights are taken away when the file is read again."""
    configuration = {"administrators": ["ann"]}
    daemon = make_daemon(configuration=configuration)
    with pytest.raises(grpc.RpcError) as caught:
        next(watch(daemon.execution, metadata=[("robots-user", "bob")], timeout=20))
    assert caught.value.code() == grpc.StatusCode.PERMISSION_DENIED
    stream = watch(daemon.execution, metadata=[("robots-user", "ann")], timeout=20)
    assert next(stream).caught_up
    (daemon.directory / "robotd.json").write_text(json.dumps({"administrators": []}))
    daemon.process.send_signal(signal.SIGHUP)
    with pytest.raises(grpc.RpcError) as caught:
        next(stream)
    assert caught.value.code() == grpc.StatusCode.PERMISSION_DENIED


def test_robotctl_tells_changes_to_people_and_programs(daemon):
    start = next(watch(daemon.execution, timeout=20)).cursor
    daemon.make_pipeline()
    daemon.put_deal("D-1", fields={"name": text("Table")})
    daemon.put_deal("D-1", stage="documents")

    def lines(count, *arguments):
        with subprocess.Popen(
                [BINARIES / "robotctl", "--socket", daemon.socket, "watch", "changes", "--from",
                 start, *arguments], stdout=subprocess.PIPE, text=True) as process:
            read = [process.stdout.readline().rstrip() for _ in range(count)]
            process.kill()
        return read

    created, moved = lines(2, "deal", "--kind", "record")
    assert "deal/D-1 created in sales/new" in created
    assert "deal/D-1 sales/new -> sales/documents" in moved
    assert moved.split("  ")[-1].split("-")[0].isdigit()
    answers = [json.loads(line) for line in lines(4, "-o", "json")]
    assert answers[0]["cursor"] == start
    assert [change["pipeline"]["id"] for change in answers[1]["changes"]] == ["sales"]
