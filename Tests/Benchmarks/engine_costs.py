#!/usr/bin/env python3
"""P4 in memory, P6 and P8: what the engine alone costs, and Python's ways to decide a condition.

The figures come from the program in EngineCosts. In the same run the same condition over the same
kind of records is decided by a Python lambda, which somebody had to write into the code, and by
rule-engine (PyPI), which reads it from text as robotd does, each on one core.

    Tests/Benchmarks/engine_costs.py [COUNT]
"""

import subprocess
import sys
import time

from harness import build_program

RECORDS = [{
    "name": f"deal {index}", "amount": 50_000 if index % 4 == 0 else 200_000,
    "source": ("web", "phone", "fair")[index % 3], "stage": "new", "description": "for six",
    "time_zone": "UTC", "probability": index % 100, "tags": ["vip"],
    "phones": ["+48 600 000"], "responsible": "ann",
} for index in range(20_000)]


def per_second(decide):
    """The best of five rounds over all records."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for record in RECORDS:
            decide(record)
        best = min(best, time.perf_counter() - start)
    return len(RECORDS) / best


def main():
    program = build_program("engine-costs")
    subprocess.run([program, *sys.argv[1:]], check=True)
    sources = ("radio", "newspaper")
    rate = per_second(lambda record: record["amount"] > 100_000 and record["stage"] == "new"
                      and record["source"] in sources)
    print(f"    {rate / 1e6:.2f} M/s by a Python lambda")
    try:
        import rule_engine
    except ImportError:
        print("    rule-engine skipped: it is not installed (PyPI: rule-engine)")
        return
    rule = rule_engine.Rule(
        'amount > 100000 and stage == "new" and source in ["radio", "newspaper"]')
    print(f"    {per_second(rule.matches) / 1e6:.3f} M/s by rule-engine {rule_engine.__version__}")


if __name__ == "__main__":
    main()
