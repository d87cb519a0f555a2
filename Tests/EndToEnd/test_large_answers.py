"""Answers without pages, to what has been done: they hold what a message has room for."""

from daemon import Daemon, text

LONG = "x" * 16_000
COUNT = 100


def count_robots(daemon, pipeline):
    count, token = 0, ""
    while True:
        page = daemon.rule("ListRobots", entityType="deal", pipeline=pipeline, pageToken=token)
        count, token = count + len(page.robots), page.next_page_token
        if not token:
            return count


def test_a_copy_of_many_robots_is_told_in_part(daemon):
    daemon.make_pipeline()
    daemon.make_pipeline(pipeline="other")
    fields = {f"set.{field}": text(LONG) for field in ("name", "source", "description")}
    for number in range(COUNT):
        daemon.make_robot(f"r{number}", "modify_item", parameters=fields,
                          timing={"afterPrevious": number > 0})
    answer = daemon.rule("CopyRobots", entityType="deal", pipeline="sales",
                         targetPipeline="other", requestId="copy")
    assert answer.truncated and 0 < len(answer.copies) < COUNT
    assert answer.ByteSize() <= 4 << 20
    again = daemon.rule("CopyRobots", entityType="deal", pipeline="sales",
                        targetPipeline="other", requestId="copy")
    assert [copy.robot.id for copy in again.copies] == [copy.robot.id for copy in answer.copies]
    assert count_robots(daemon, "other") == COUNT


def test_a_clock_that_has_moved_far_tells_of_some_runs(directory):
    with Daemon(directory, clock="2026-03-02T08:00:00Z") as daemon:
        daemon.make_pipeline()
        daemon.make_robot("later", "modify_item", parameters={
            f"set.{field}": text(LONG) for field in ("name", "source", "description")},
            timing={"after": {"count": 1, "unit": "TIME_UNIT_DAY"}})
        for number in range(COUNT):
            daemon.put_deal(f"D-{number}")
        answer = daemon.advance(2 * 86_400)
        assert answer.run_count == COUNT and 0 < len(answer.runs) < COUNT
        assert answer.ByteSize() <= 4 << 20
