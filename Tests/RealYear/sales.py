"""The sales of a real year: 8,800 opportunities of a computer hardware seller, from October 2016 to
December 2017, as the calls that a CRM would have made.

The data are "CRM Sales Opportunities", published by Maven Analytics in the public domain. They are
not part of the project: `find()` says where they are looked for.
"""

import csv
import dataclasses
import datetime
import os
import pathlib

UTC = datetime.timezone.utc
START = datetime.datetime(2016, 10, 1, tzinfo=UTC)
END = datetime.datetime(2018, 4, 1, tzinfo=UTC)
TOP = pathlib.Path(__file__).resolve().parents[2]


def find():
    """The folder with the data; None where it is absent."""
    named = os.environ.get("ROBOTD_CRM_SALES")
    folder = pathlib.Path(named) if named else TOP.parent / "shared" / "data" / "crm-sales"
    return folder if (folder / "sales_pipeline.csv").exists() else None


@dataclasses.dataclass
class Event:
    """A deal enters a stage."""

    time: datetime.datetime
    order: int
    deal: str
    stage: str
    fields: dict


@dataclasses.dataclass
class Year:
    agents: dict  # the manager of each agent
    companies: list
    events: list


def read(folder):
    """Everything that happened, in order."""
    def rows(name):
        with open(folder / f"{name}.csv", newline="") as file:
            return list(csv.DictReader(file))

    prices = {product["product"]: int(product["sales_price"]) for product in rows("products")}
    prices["GTXPro"] = prices["GTX Pro"]
    agents = {user(team["sales_agent"]): user(team["manager"]) for team in rows("sales_teams")}
    companies = sorted(account["account"] for account in rows("accounts"))
    events = []
    for index, row in enumerate(rows("sales_pipeline")):
        events += happenings(index, row, prices)
    events.sort(key=lambda event: (event.time, event.order))
    return Year(agents, companies, events)


def happenings(index, row, prices):
    """What happened to one opportunity: it was imported or engaged, and perhaps closed.

    Only the days are known; the minutes are spread over the day, so that some events come at
    night and some in working hours.
    """
    fields = {"name": f"{row['product'].replace('GTXPro', 'GTX Pro')}",
              "responsible": user(row["sales_agent"]), "amount": prices[row["product"]]}
    if row["account"]:
        fields["company"] = row["account"]
    deal = row["opportunity_id"]
    if not row["engage_date"]:
        yield Event(START + datetime.timedelta(seconds=index), index, deal, "prospecting", fields)
        return
    engaged = moment(row["engage_date"], index * 37)
    fields["begin_date"] = engaged.date()
    fields["close_date"] = engaged.date() + datetime.timedelta(days=90)
    yield Event(engaged, index, deal, "engaging", fields)
    if row["close_date"]:
        closed = max(moment(row["close_date"], index * 53), engaged + datetime.timedelta(minutes=1))
        yield Event(closed, index, deal, row["deal_stage"].lower(),
                    {"amount": int(row["close_value"])})


def moment(day, minutes):
    start = datetime.datetime.strptime(day, "%d-%m-%y").replace(tzinfo=UTC)
    return start + datetime.timedelta(minutes=minutes % 1440)


def user(name):
    return name.lower().replace(" ", ".")
