"""O14, S-36: EraseRecord leaves nothing of a person in answers and files, whenever it is killed."""

import subprocess
import time

import grpc
import pytest

from daemon import BINARIES, Daemon, text
from robots.v1 import execution_service_pb2, history_pb2, reason_pb2, run_pb2
from shims.preload import TroubledDaemon
from test_calls import violations

CLOCK = "2026-03-02T08:00:00Z"
# What is looked for in the files, each as a pattern of its own.
TRACES = ["Zofia", "Zimowska", "Letnia", "zofia.z@example.com", "601202303", "Mokra 7", "C-zofia",
          "passport"]


def put(daemon, entity_type, id, fields, **more):
    return daemon.execute("PutRecord", record={
        "entityType": entity_type, "id": id, "fields": fields, **more})


def texts(*values):
    return {"list": {"values": [text(value) for value in values]}}


def reference(entity_type, id):
    return {"reference": {"entityType": entity_type, "id": id}}


def contacts(*ids):
    return {"list": {"values": [reference("contact", id) for id in ids]}}


def fill(daemon):
    """A contact who has left traces wherever there can be some."""
    daemon.make_pipeline()
    daemon.make_robot("greet", "write_log", parameters={
        "text": text("Hello {{contact.name}}, {{contact.emails}}, {{contact.street}}")},
        conditionText='contact.name != "nobody"')
    daemon.make_robot("tell", "notify", parameters={
        "recipients": texts("user:ann"), "text": text("Call {{contact.name}}")})
    daemon.rule("CreateTrigger", trigger={
        "id": "form", "entityType": "deal", "pipeline": "sales", "stage": "documents",
        "type": "form_submitted"})
    # Under an earlier name, which only the history knows.
    put(daemon, "contact", "C-zofia", {"name": text("Zofia Letnia"), "last_name": text("Letnia")})
    put(daemon, "contact", "C-zofia", {
        "name": text("Zofia Zimowska"), "first_name": text("Zofia"),
        "last_name": text("Zimowska"), "emails": texts("zofia.z@example.com"),
        "phones": texts("+48601202303"), "street": text("ul. Mokra 7")})
    put(daemon, "contact", "C-2", {"name": text("Adam Gruszka")})
    daemon.put_deal("D-1", fields={
        "name": text("Roof for Zofia Zimowska"), "contacts": contacts("C-zofia", "C-2")},
        eventId="put-1")
    daemon.put_deal("D-2", fields={
        "name": text("A deal by e-mail"), "emails": texts("zofia.z@example.com")})
    daemon.put_deal("D-3", fields={"name": text("Fence"), "contacts": contacts("C-2")})
    daemon.execute("SendEvent", event={
        "id": "E-1", "type": "form_submitted", "targets": [{
            "client": {"address": "zofia.z@example.com"}}],
        "payload": {"form": text("order"), "name": text("Zofia Zimowska")}})
    put(daemon, "comment", "N-1", {
        "item": reference("deal", "D-1"), "text": text("Zofia is away in July")})
    daemon.execute("Snapshot")
    header = execution_service_pb2.FileHeader(id="F-1", name="passport.pdf")
    daemon.execution.PutFile(iter([
        execution_service_pb2.PutFileRequest(header=header),
        execution_service_pb2.PutFileRequest(chunk=b"the passport of Zofia")]), timeout=20)
    put(daemon, "file", "F-1", {"item": reference("contact", "C-zofia")})


def erase(daemon, id="C-zofia", entity_type="contact", **more):
    request = execution_service_pb2.EraseRecordRequest(entity_type=entity_type, id=id, **more)
    # It takes a snapshot's time, on a disk that may be shared with many.
    return daemon.execution.EraseRecord(request, timeout=60)


def traces(daemon):
    """Which traces the raw files of the data directory hold, and where."""
    return {(trace, path.name) for path in daemon.data.rglob("*") if path.is_file()
            for content in [path.read_bytes()]
            for trace in TRACES if trace.encode() in content}


def found(daemon):
    return {trace for trace, _ in traces(daemon)}


@pytest.fixture
def shop(daemon):
    fill(daemon)
    assert found(daemon) == set(TRACES), "else the test looks for nothing"
    return daemon


def test_the_shortest_names_go_too(daemon):
    daemon.make_pipeline()
    put(daemon, "contact", "C-jo", {"name": text("Jo Ng, K."), "first_name": text("娜")})
    said = "Jo called, NG and k too; then 娜. Joan, Kk and OK stay"
    daemon.put_deal("D-1", fields={"name": text(said), "contacts": contacts("C-jo")},
                    requestId="told", eventId="told")
    daemon.put_deal("D-2", fields={"name": text("Joan's oak")}, requestId="other")
    daemon.execute("Snapshot")
    erase(daemon, "C-jo")
    left = "[erased] called, [erased] and [erased] too; then [erased]. Joan, Kk and OK stay"
    assert daemon.execute("GetRecord", entityType="deal", id="D-1").record.fields["name"].text == (
        left)
    held = b"".join(path.read_bytes() for path in daemon.data.rglob("*") if path.is_file())
    assert "娜".encode() not in held and b"Jo " not in held and b"NG and" not in held
    again = daemon.put_deal("D-2", fields={"name": text("Joan's oak")}, requestId="other")
    assert again.record.fields["name"].text == "Joan's oak", "of others answers are kept"


def test_it_is_counted_first(shop):
    before = shop.execute("GetStatus").journal.last_sequence
    preview = erase(shop, validate_only=True)
    told = subprocess.run(
        [BINARIES / "robotctl", "record", "erase", "contact/C-zofia", "--validate-only",
         "--socket", shop.socket], capture_output=True, text=True, timeout=60)
    assert told.returncode == 0 and "it would be: " in told.stderr, told
    assert shop.execute("GetStatus").journal.last_sequence == before
    assert found(shop) == set(TRACES)
    answer = erase(shop)
    for count in ("changed_records", "erased_records", "cancelled_runs"):
        assert getattr(preview, count) == getattr(answer, count), count
    assert (preview.erased_id, preview.removed_files) == ("", 0)


def test_no_file_holds_anything_of_the_person(shop):
    answer = erase(shop)
    assert traces(shop) == set()
    assert answer.erased_id.startswith("erased-") and answer.removed_files >= 3
    assert answer.erased_records == 1, "the file, and its bytes"
    assert answer.changed_records >= 4, "two deals, the comment, the notification"
    shop.restart()
    assert traces(shop) == set()
    shop.execute("Snapshot")
    shop.stop()
    assert traces(shop) == set()
    shop.start()
    deal = shop.execute("GetRecord", entityType="deal", id="D-1").record
    assert deal.fields["name"].text == "Roof for [erased]"
    assert [value.reference.id for value in deal.fields["contacts"].list.values] == ["C-2"]
    run = shop.runs("D-1")["greet"]
    assert run.resolved_parameters["text"].text == "Hello [erased], [erased], [erased]"
    # Who is somebody else is left alone.
    assert shop.execute("GetRecord", entityType="contact", id="C-2").record.fields[
        "name"].text == "Adam Gruszka"
    assert shop.runs("D-3")["tell"].resolved_parameters["text"].text == "Call Adam Gruszka"


def test_who_and_when_stay_in_the_history(shop):
    answer = erase(shop)
    entries = shop.history(answer.erased_id, "contact")
    assert [entry.kind for entry in entries] == [history_pb2.HISTORY_KIND_ERASED]
    assert entries[0].acting_user and entries[0].time.ToJsonString() == CLOCK
    with pytest.raises(grpc.RpcError) as caught:
        shop.history("C-zofia", "contact")
    assert caught.value.code() == grpc.StatusCode.NOT_FOUND
    with pytest.raises(grpc.RpcError) as missing:
        shop.execute("GetRecord", entityType="contact", id="C-zofia")
    assert missing.value.code() == grpc.StatusCode.NOT_FOUND


def test_it_may_be_repeated_and_a_repeated_change_brings_nothing_back(shop):
    erase(shop)
    again = erase(shop)
    assert (again.erased_id, again.changed_records, again.removed_files) == ("", 0, 0)
    # Remembered answers are known, but empty.
    repeated = shop.put_deal("D-1", fields={
        "name": text("Roof for Zofia Zimowska"), "contacts": contacts("C-zofia", "C-2")},
        eventId="put-1")
    assert repeated.duplicate and not repeated.record.id
    assert traces(shop) == set()


def test_an_item_is_erased_and_its_runs_count_on(shop):
    runs = shop.execute("GetStatus").store.runs
    answer = erase(shop, "D-1", "deal", texts=["Zimowska", "Zofia"])
    assert shop.execute("GetStatus").store.runs == runs
    left = shop.runs(answer.erased_id)
    assert set(left) >= {"greet", "tell"} and not left["greet"].resolved_parameters
    board = shop.execute("GetBoard", entityType="deal", pipeline="sales")
    assert "D-1" not in str(board) and "D-3" in str(board)


def test_killed_at_any_time_the_same_call_completes_it(directory):
    """The disk is slow, so that the kill comes in the middle of every part of it."""
    for number, delay in enumerate([0, 0.2, 0.5, 0.9, 1.4, 2.0, 2.7]):
        place = directory / str(number)
        place.mkdir()
        with TroubledDaemon(place, clock=CLOCK) as daemon:
            fill(daemon)
            daemon.turn_on("slow")
            call = daemon.execution.EraseRecord.future(
                execution_service_pb2.EraseRecordRequest(entity_type="contact", id="C-zofia"),
                timeout=60)
            with pytest.raises((grpc.FutureTimeoutError, grpc.RpcError)):
                call.result(timeout=delay)
                raise grpc.FutureTimeoutError()
            daemon.kill()
            daemon.turn_off("slow")
            daemon.start()
            erase(daemon)
            assert traces(daemon) == set(), f"killed after {delay} s"
            names = [record.fields["name"].text for record in daemon.execute(
                "ListRecords", entityType="deal").records]
            assert sorted(names) == ["A deal by e-mail", "Fence", "Roof for [erased]"]


def test_a_start_replaces_the_files_that_a_crash_has_left(directory):
    with TroubledDaemon(directory, clock=CLOCK) as daemon:
        fill(daemon)
        daemon.turn_on("slow")
        call = daemon.execution.EraseRecord.future(
            execution_service_pb2.EraseRecordRequest(entity_type="contact", id="C-zofia"))
        # The erasure is in the journal; its snapshot takes several syncs more.
        deadline = time.monotonic() + 60
        while not any(name.suffix == ".unfinished" for name in daemon.data.iterdir()):
            assert time.monotonic() < deadline and not call.done()
        daemon.kill()
        daemon.turn_off("slow")
        assert found(daemon)
        daemon.start()
        deadline = time.monotonic() + 60
        while found(daemon):
            assert time.monotonic() < deadline
        assert "files that may hold what was erased are replaced" in daemon.log.read_text()


def test_what_a_repair_has_put_aside_goes_too(shop):
    kept = shop.data / "0000000009.journal.damaged"
    kept.write_bytes(b"..Zofia..")
    other = shop.data / "mine.damaged"
    other.write_bytes(b"not ours")
    erase(shop)
    assert not kept.exists() and other.exists()


def test_with_a_full_disk_it_says_so_and_works_later(directory):
    with TroubledDaemon(directory, clock=CLOCK) as daemon:
        fill(daemon)
        daemon.turn_on("full")
        with pytest.raises(grpc.RpcError) as refused:
            erase(daemon)
        assert refused.value.code() == grpc.StatusCode.UNAVAILABLE
        daemon.turn_off("full")
        erase(daemon)
        assert traces(daemon) == set()


def test_only_administrators_may(shop):
    with pytest.raises(grpc.RpcError) as refused:
        shop.execution.EraseRecord(
            execution_service_pb2.EraseRecordRequest(entity_type="contact", id="C-zofia"),
            metadata=[("robots-user", "bob")], timeout=20)
    assert refused.value.code() == grpc.StatusCode.PERMISSION_DENIED
    assert found(shop) == set(TRACES)


def test_a_ready_action_with_the_address_is_cancelled_by_name(directory):
    with Daemon(directory, clock=CLOCK,
                configuration={"executors": {"notify": "robot.notify"}}) as daemon:
        fill(daemon)
        daemon.put_deal("D-4", fields={"contacts": contacts("C-zofia")})
        erase(daemon)
        run = daemon.runs("D-4")["tell"]
        assert (run.state, run.reason) == (run_pb2.RUN_STATE_CANCELLED,
                                           reason_pb2.REASON_BY_PERSON)
        assert daemon.runs("D-3")["tell"].state == run_pb2.RUN_STATE_READY


def test_what_cannot_be_erased_is_refused_by_field(shop):
    with pytest.raises(grpc.RpcError) as refused:
        erase(shop, "", "user", texts=["x"] * 21)
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert {"entity_type", "id", "texts", "texts[0]"} <= set(violations(refused.value))


def test_robotctl_asks_for_a_yes(shop):
    def robotctl(*words):
        return subprocess.run(
            [BINARIES / "robotctl", "--socket", shop.socket, "record", "erase", *words],
            capture_output=True, text=True, timeout=60)
    refused = robotctl("contact/C-zofia")
    assert refused.returncode == 2 and "--yes" in refused.stderr and found(shop)
    done = robotctl("contact/C-zofia", "July", "--yes")
    assert done.returncode == 0, done.stderr
    assert "erased; it is now contact/erased-" in done.stdout + done.stderr
    assert traces(shop) == set()
    again = robotctl("contact/C-zofia", "--yes")
    assert "there is no contact/C-zofia" in again.stdout + again.stderr
