"""What robotctl makes of values as people write them: the one that was meant, or none."""

import subprocess

import pytest

from daemon import BINARIES


def put(daemon, assignment):
    return subprocess.run(
        [BINARIES / "robotctl", "deal", "put", "D-1", assignment, "--pipeline", "sales", "--stage",
         "new", "--socket", daemon.socket], text=True, capture_output=True, timeout=30)


@pytest.fixture
def shop(daemon):
    daemon.make_pipeline()
    return daemon


def test_an_amount_has_its_currency_at_one_end(shop):
    for word, units, nanos in [
        ("1200.50 PLN", 1200, 500_000_000), ("PLN 1200.50", 1200, 500_000_000),
        ("1200.50PLN", 1200, 500_000_000), ("PLN1200", 1200, 0),
        ("12 400.05 PLN", 12400, 50_000_000),
        ("1_000 PLN", 1000, 0), ("-0.5 PLN", 0, -500_000_000), ("-3.25 PLN", -3, -250_000_000),
        ("0.000000001 PLN", 0, 1), ("9223372036854775807 PLN", 2**63 - 1, 0),
    ]:
        ended = put(shop, f"amount={word}")
        assert ended.returncode == 0, (word, ended)
        record = shop.execute("GetRecord", entityType="deal", id="D-1").record
        money = record.fields["amount"].money
        assert (money.currency_code, money.units, money.nanos) == ("PLN", units, nanos), word


@pytest.mark.parametrize("word", [
    "1PLN2", "P1L2N", "PLN1PLN", "1.PLN5", "12", "PLN", "1 PL", "1 PLNX", "1 pln", "1 ŁŁŁ",
    "1 ÁÁÁ", "1.+5 PLN", "1.-5 PLN", "1.5.5 PLN", ".5 PLN", "5. PLN", "1.0000000001 PLN", "1e3 PLN",
    "9223372036854775808 PLN",
])
def test_what_is_no_amount_is_not_stored(shop, word):
    ended = put(shop, f"amount={word}")
    assert ended.returncode == 2, ended
    assert f'amount takes an amount such as "1200.50 PLN", not "{word}"' in ended.stderr


@pytest.mark.parametrize(
    "word", ["2026--03-31", "2026-+3-31", "+2026-03-31", "2026-03", "31.3.2026"])
def test_what_is_no_date_is_not_stored(shop, word):
    ended = put(shop, f"close_date={word}")
    assert ended.returncode == 2, ended
    assert f'close_date takes a date such as 2026-03-31, not "{word}"' in ended.stderr
