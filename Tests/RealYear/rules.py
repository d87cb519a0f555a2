"""The rules that the year is replayed with, as the service takes them.

`recompute.py` knows the same rules on its own, in plain Python: change both.
"""

ZONE = "America/New_York"
WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"]

CALENDAR = {
    "id": "office", "displayName": "Office", "timeZone": ZONE,
    "hours": [{"days": WEEKDAYS, "opens": {"hours": 9}, "closes": {"hours": 12}},
              {"days": WEEKDAYS, "opens": {"hours": 13}, "closes": {"hours": 17}}],
    "holidays": [
        {"date": {"month": 1, "day": 1}, "displayName": "New Year"},
        {"date": {"month": 7, "day": 4}, "displayName": "Independence Day"},
        {"date": {"month": 12, "day": 25}, "displayName": "Christmas"},
        {"date": {"year": 2016, "month": 11, "day": 24}, "displayName": "Thanksgiving"},
        {"date": {"year": 2017, "month": 1, "day": 2}, "displayName": "New Year, observed"},
        {"date": {"year": 2017, "month": 5, "day": 29}, "displayName": "Memorial Day"},
        {"date": {"year": 2017, "month": 9, "day": 4}, "displayName": "Labor Day"},
        {"date": {"year": 2017, "month": 11, "day": 23}, "displayName": "Thanksgiving"}],
    "extraWorkingDays": [
        {"date": {"year": 2017, "month": 9, "day": 30}, "displayName": "End of the quarter"}],
}

STAGES = [("prospecting", "IN_PROGRESS"), ("engaging", "IN_PROGRESS"), ("won", "WON"),
          ("lost", "LOST")]
PIPELINE = {
    "entityType": "deal", "id": "sales",
    "stages": [{"id": id, "displayName": id.title(), "kind": f"STAGE_KIND_{kind}"}
               for id, kind in STAGES],
}


def robot(id, stage, type, parameters, timing=None, **more):
    return {"id": id, "entityType": "deal", "pipeline": "sales", "stage": stage, "type": type,
            "parameters": {name: {"text": value} for name, value in parameters.items()},
            "timing": timing or {}, **more}


def span(count, unit):
    return {"count": count, "unit": f"TIME_UNIT_{unit}"}


def working(mode, **timing):
    return {"calendar": "office", "workingTime": f"WORKING_TIME_{mode}", **timing}


def tell(recipients, words):
    return {"recipients": recipients, "text": words}


def robots(agents):
    """Every robot; `agents` names the manager of each agent."""
    made = [
        # The agent hears of a new deal in the hours of work, and is reminded.
        robot("welcome", "engaging", "notify", tell("responsible", "{{name}} is yours"),
              working("SHIFT")),
        robot("follow-up", "engaging", "notify", tell("responsible", "Call about {{name}}"),
              working("COUNT", after=span(2, "DAY"))),
        robot("call-again", "engaging", "write_log", {"text": "Second call"},
              working("COUNT", after=span(6, "HOUR"), afterPrevious=True)),
        robot("two-weeks", "engaging", "notify", tell("responsible", "Two weeks"),
              {"after": span(2, "WEEK"), "timeZone": ZONE}, conditionText="amount > 1000"),
        # A big deal is watched by the director, and after three days it is handed over.
        robot("observe", "engaging", "modify_item", {"append.observers": "user/director"},
              conditionText="amount >= 5000"),
        robot("hand-over", "engaging", "change_responsible", {"user": "user:key.account"},
              {"after": span(3, "DAY"), "afterPrevious": True, "timeZone": ZONE}),
        robot("at-ten", "engaging", "write_log", {"text": "Morning round"},
              {"clockTime": {"hours": 10}, "timeZone": ZONE}),
        # The expected close comes near: five working days before it, and once a month until then.
        robot("closing", "engaging", "notify", tell("responsible", "Close {{name}}"),
              working("COUNT", date={"path": "close_date", "direction": "DATE_DIRECTION_BEFORE",
                                     "span": span(5, "DAY")})),
        robot("monthly", "engaging", "write_log", {"text": "Month"},
              {"timeZone": ZONE, "date": {
                  "path": "begin_date", "direction": "DATE_DIRECTION_AT",
                  "atTime": {"hours": 8, "minutes": 30}, "recurrence": "RECURRENCE_MONTHLY"}}),
        # Won: thanks, the payment call, and a reference a month later.
        robot("thanks", "won", "add_comment", {"text": "Thank you for {{name}}"}),
        robot("reference", "won", "notify", tell("responsible", "Ask for a reference"),
              {"after": span(1, "MONTH"), "afterPrevious": True, "timeZone": ZONE}),
        robot("payment-call", "won", "notify", tell("responsible", "Call for the payment"),
              working("COUNT", after=span(3, "DAY"))),
        # Lost: looked through once a day of work, and won back.
        robot("review", "lost", "write_log", {"text": "Review"},
              working("COUNT", clockTime={"hours": 16})),
        robot("win-back", "lost", "notify", tell("responsible", "Win back"),
              working("SHIFT", after=span(3, "MONTH")), runLimit="RUN_LIMIT_ONCE_PER_ITEM"),
        # What was never begun is looked at after the holidays.
        robot("wake-up", "prospecting", "notify", tell("responsible", "Begin with {{name}}"),
              working("SHIFT", instant="2017-01-02T14:00:00Z")),
    ]
    # Stage control: after thirty days the manager hears of the deal.
    for manager in sorted(set(agents.values())):
        team = ", ".join(f'"user/{agent}"' for agent in sorted(agents) if agents[agent] == manager)
        made.append(robot(
            f"control-{manager}", "engaging", "notify",
            tell(f"user:{manager}", "{{name}} stands still"), {"after": span(30, "DAY"),
                                                              "timeZone": ZONE},
            conditionText=f"responsible in ({team})"))
    return made
