import Testing

@Suite("Deciding a run")
struct DecisionTests {
  @Test("C1, S-5: a condition is decided on the item as it is when the run is due")
  func atFire() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 1 day if source = "web"
      0     put D-1 stage=new source=mail
            put D-2 stage=new source=web
      1h    put D-1 source=web
            put D-2 source=mail
      1d    D-1: one SUCCEEDED
            D-2: one SKIPPED CONDITION_FALSE
      """
    )
  }

  @Test("S-5: at entry, or at both moments")
  func atEntry() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 1 day at-entry if source = "web"
      robot two in new: write_log text=two after 1 day at-both if source = "web"
      0     put D-1 stage=new source=mail
            put D-2 stage=new source=web
            D-1: one SKIPPED CONDITION_FALSE, two SKIPPED CONDITION_FALSE
            D-2: one WAITING TIME, two WAITING TIME
      1h    put D-1 source=web
            put D-2 source=mail
      1d    D-1: one SKIPPED CONDITION_FALSE, two SKIPPED CONDITION_FALSE
            D-2: one SUCCEEDED, two SKIPPED CONDITION_FALSE
      """
    )
  }

  @Test("S-5: a condition that fails at entry lets the chain take notice")
  func entryReleases() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 1 day at-entry if source = "web"
      robot two in new: write_log text=two after previous unless_failed
      0     put D-1 stage=new
            D-1: one SKIPPED CONDITION_FALSE, two SUCCEEDED
      """
    )
  }

  @Test("C2: changed compares with the value at entry, also after a restart")
  func changed() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 1 day if changed(source)
      0     put D-1 stage=new source=mail
            put D-2 stage=new source=mail
            put D-3 stage=new
      1h    put D-1 source=web
            put D-2 source=web
            put D-2 source=mail
            put D-3 source=web
      1d    D-1: one SUCCEEDED
            D-2: one SKIPPED CONDITION_FALSE
            D-3: one SUCCEEDED
      """
    )
  }

  @Test("C5: a condition reaches the item's first contact")
  func linkedRecord() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text="to {{contact.city}}" if contact.city = "Oslo"
      0     put contact/C-1 city=Oslo
            put D-1 stage=new contacts=C-1
            put D-2 stage=new
            D-1: one SUCCEEDED
            D-2: one SKIPPED CONDITION_FALSE
            expect log D-1 "to Oslo"
      """
    )
  }

  @Test("S-6: amounts of different currencies fail the run")
  func currencyMismatch() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one if amount > money("EUR", 5)
      0     put D-1 stage=new amount="10 PLN"
            put D-2 stage=new amount="10 EUR"
            D-1: one FAILED CURRENCY_MISMATCH
            D-2: one SUCCEEDED
      """
    )
  }

  @Test("S-15: once per item counts runs that came to act")
  func oncePerItem() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one limit ONCEPERITEM if source = "web"
      0     put D-1 stage=new
            D-1: one SKIPPED CONDITION_FALSE
            put D-1 source=web
            move D-1 offer
            move D-1 new
            D-1: one SUCCEEDED
            move D-1 offer
            move D-1 new
            D-1: one SKIPPED RUN_LIMIT
      """
    )
  }

  @Test("S-15: a period is a calendar day, week, month or year")
  func oncePerPeriod() throws {
    _ = try Scenario(
      """
      robot day in new: write_log text=day limit ONCEPERDAY
      robot week in new: write_log text=week limit ONCEPERWEEK
      robot month in new: write_log text=month limit ONCEPERMONTH
      robot year in new: write_log text=year limit ONCEPERYEAR
      0     put D-1 stage=new
            move D-1 offer
      15h   move D-1 new
            D-1: day SKIPPED RUN_LIMIT, week SKIPPED RUN_LIMIT, month SKIPPED RUN_LIMIT, year SKIPPED RUN_LIMIT
            move D-1 offer
      16h   move D-1 new
            D-1: day SUCCEEDED, week SKIPPED RUN_LIMIT, month SKIPPED RUN_LIMIT, year SKIPPED RUN_LIMIT
            move D-1 offer
      6d16h move D-1 new
            D-1: day SUCCEEDED, week SUCCEEDED, month SKIPPED RUN_LIMIT, year SKIPPED RUN_LIMIT
            move D-1 offer
      30d   move D-1 new
            D-1: day SUCCEEDED, week SUCCEEDED, month SUCCEEDED, year SKIPPED RUN_LIMIT
      """
    )
  }

  @Test("S-8: a run later than it may be is skipped")
  func tooLate() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one after 1 hour at-most 30m
      robot two in new: write_log text=two after 1 hour
      1d    put D-1 stage=new at=0
            D-1: one SKIPPED TOO_LATE, two SUCCEEDED
      """
    )
  }

  @Test("S-1: the event's time is the time of entry, up to five minutes ahead")
  func eventTime() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one
      robot two in new: write_log text=two after 1 day
      1d    put D-1 stage=new at=6h
            expect due D-1 two 1d6h
            put D-2 stage=new at=1d6m refused INVALID_ARGUMENT
            put D-3 stage=new at=1d5m
            D-3: one WAITING TIME, two WAITING TIME
      1d5m  D-3: one SUCCEEDED, two WAITING TIME
      """
    )
  }

  @Test("S-27: an entry with automation suppressed opens a visit whose robots are skipped")
  func suppressed() throws {
    _ = try Scenario(
      """
      robot one in new: write_log text=one
      robot two in new: write_log text=two after previous on_finish
      0     put D-1 stage=new suppress=true
            D-1: one SKIPPED SUPPRESSED, two SKIPPED SUPPRESSED
            expect log D-1
      """
    )
  }
}
