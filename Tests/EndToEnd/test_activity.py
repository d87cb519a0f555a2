"""S-33: who was last active with an item, as its fields tell."""

import pytest

from daemon import Daemon, text
from robots.v1 import execution_service_pb2


@pytest.fixture
def shop(directory):
    """A daemon in which anna may do everything; the tests themselves act as system."""
    with Daemon(directory, clock="2026-03-02T08:00:00Z",
                configuration={"administrators": ["anna"]}) as running:
        running.make_pipeline()
        yield running


def as_anna(shop, method, request):
    return getattr(shop.execution, method)(
        request, metadata=[("robots-user", "anna")], timeout=20)


def times(shop):
    fields = shop.execute("GetRecord", entityType="deal", id="D-1").record.fields
    return {name: fields[name].timestamp.ToJsonString() for name in fields
            if name.startswith("last_")}


def test_persons_and_clients_are_told_apart_and_it_survives(shop):
    shop.put_deal("D-1")
    shop.put_deal("D-1", fields={"name": text("Table")})
    assert times(shop) == {}
    shop.advance(60)
    as_anna(shop, "MoveItem", execution_service_pb2.MoveItemRequest(
        entity_type="deal", id="D-1", stage="documents"))
    shop.advance(60)
    shop.execute("SendEvent", event={"type": "form_submitted", "targets": [
        {"item": {"entityType": "deal", "id": "D-1"}}]})
    expected = {"last_staff_activity": "2026-03-02T08:01:00Z",
                "last_client_activity": "2026-03-02T08:02:00Z"}
    assert times(shop) == expected
    etag = shop.execute("GetRecord", entityType="deal", id="D-1").record.etag
    shop.advance(60)
    shop.execute("SendEvent", event={"type": "form_submitted", "targets": [
        {"item": {"entityType": "deal", "id": "D-1"}}]})
    expected["last_client_activity"] = "2026-03-02T08:03:00Z"
    shop.restart()
    assert times(shop) == expected
    assert shop.execute("GetRecord", entityType="deal", id="D-1").record.etag == etag
