extension Topic {
  static let conditions = Topic(
    name: "conditions",
    summary: "how to write when robots and triggers act, and what --filter shows",
    text: """
      Conditions say when a robot or a trigger acts ("conditionText") and which records
      a list shows (--filter). They are checked when they are saved. The examples hold
      for one deal:

        name Oak table, amount 12400.50 PLN, source web, tags vip and oak,
        probability 60, close_date 2026-06-03, responsible anna,
        supervisor Bob Lis, first contact Maria Kowalska of Kraków,
        an invoice of 6200 PLN, a quote valid until 2026-05-31

      COMPARISONS
          source = "web"                    equal; != not equal
          probability >= 60                 also > < <=
          probability BETWEEN 50 AND 60     from the one to the other, both included
          source IN ("web", "fair")         one of these; NOT IN none of these
          name:"oak"                        a text has this part, in any letters
          tags:"vip"                        a list has this member
          tags:*                            there is something
          tags = ["vip", "oak"]             a list has these members in this order

      An empty field equals nothing and is neither less nor more; so != and NOT IN
      hold for it.

      FUNCTIONS
          empty(description)                there is nothing
          notEmpty(amount)                  there is something
          changed(source)                   is another than at the entry into the stage;
                                            of the item's own fields
          startsWith(name, "oak")           a text begins so, in any letters
          contains(name, "table")           the same as name:"table"
          notContains(tags, "new")          the opposite
          all(source = "web", tags:"vip")   all of them; any( ) one of them

      VALUES
          source = web                      a text; one word needs no quotes
          name = 'Oak table'                single quotes are as good as double ones
          amount > 10000                    an amount, whatever the currency
          amount > "10000 PLN"              in a currency; the same is:
          amount > money("PLN", 10000)
          close_date = "2026-06-03"         a date; the same is:
          close_date = date("2026-06-03")
          create_time > "2026-03-01T00:00:00+01:00"
          create_time > timestamp("2026-03-01T00:00:00Z")
          responsible = "anna"              a record, also "user/anna"; the same is:
          responsible = reference("user", "anna")

      Yes and no are true and false, numbers 12, -3 and 12.5. Between quotes a
      backslash begins \\" \\' \\\\ \\n \\r \\t or \\u{1F600}. Two currencies cannot be
      compared: the robot's run fails with CURRENCY_MISMATCH.

      PATHS
          item.amount > 10000               a field of the item; the same as amount
          contact.city = "Kraków"           of the first contact; also company.,
                                            responsible. and creator.
          supervisor.name = "Bob Lis"       of who leads the responsible
          invoice.amount > 5000             of its invoice: the unpaid one due first, else
                                            the newest
          quote.valid_until < "2026-07-01"  of its quote: the open one valid for the
                                            shortest, else the newest
          stage = "new"                     also id, pipeline, create_time, update_time
                                            and stage_enter_time

      Paths have one dot at most. "robotctl entity-type get deal" lists the fields.

      AND, OR, NOT
          source = "web" AND probability > 50
          source = "fair" OR (tags:"vip" AND NOT empty(amount))
          -source:"fair"                    - is NOT

      Amounts of different currencies compare by the configuration's exchange_rates.
      Where there is no rate a robot's run fails, and a list leaves the record out.

      AND beside OR needs parentheses. These words, IN and BETWEEN can be in small
      letters, the names of functions in any. A condition has at most 200 parts, 16
      levels and 16 KiB.
      """
  )
}
