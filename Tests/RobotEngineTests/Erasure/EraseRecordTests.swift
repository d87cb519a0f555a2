import RobotModel
import Testing

@testable import RobotEngine

/// S-36: nothing of an erased record is left in the store, whatever way it is loaded.
@Suite struct EraseRecordTests {
  private var house: TestHouse
  private static let contact = RecordKey(entityType: "contact", id: "C-1")

  init() throws {
    house = try TestHouse(executors: ["notify": "robot.notify"])
    var words = ScenarioWords(
      #"greet in new: write_log text="Hello {{contact.name}}" if contact.name != "nobody""#
    )
    try house.putRobot(&words)
    try put(Self.contact, ["name": "Jan Zima", "emails": "jan@example.com"])
    try put("D-1", ["name": "Roof", "contacts": "contact/C-1"], stage: "new")
  }

  private mutating func put(
    _ key: RecordKey,
    _ fields: KeyValuePairs<String, String>,
    stage: String = ""
  ) throws {
    var put = PutRecord(key: key, changes: [], pipeline: stage.isEmpty ? "" : "sales", stage: stage)
    put.changes = try fields.map { try house.change($0.key, $0.value, of: key.entityType) }
    _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    house.commit()
  }

  private mutating func put(
    _ id: String,
    _ fields: KeyValuePairs<String, String>,
    stage: String
  ) throws {
    try put(RecordKey(entityType: "deal", id: id), fields, stage: stage)
  }

  private var snapshot: String { "\(TestHouse.snapshot(of: house.engine))" }

  @Test("Neither name nor address nor id is in any fact of a snapshot, and loading agrees")
  mutating func nothingLeft() throws {
    for word in ["Jan Zima", "jan@example.com", "C-1"] { #expect(snapshot.contains(word)) }
    let reply = try house.erase(EraseRecord(key: Self.contact))
    for word in ["Jan", "Zima", "jan@", "C-1"] { #expect(!snapshot.contains(word), "\(word)") }
    #expect(reply.changedRecords == 1 && reply.erasedID.hasPrefix("erased-"))
    #expect(house.engine.isErasureOpen)
    try house.expectSurvivesReload()
  }

  @Test("A former name, a record that is deleted, and a deal that was linked once are found")
  mutating func formerNames() throws {
    try put(Self.contact, ["name": "Jan Lato", "emails": ""])
    try put("D-1", ["contacts": "", "name": "Lato's roof, once Zima's"], stage: "new")
    let delete = DeleteRecord(key: Self.contact)
    _ = try house.engine.perform(delete, by: house.ann, at: house.engine.time)
    house.commit()
    try house.erase(EraseRecord(key: Self.contact))
    for word in ["Zima", "Lato", "jan@", "C-1"] { #expect(!snapshot.contains(word), "\(word)") }
    try house.expectSurvivesReload()
  }

  @Test("The shortest names go: of two letters, of one, and words beside punctuation")
  mutating func shortNames() throws {
    try put(Self.contact, ["name": "(Bo) Ng, K.", "first_name": "娜", "last_name": "Wu Li"])
    let text = "BO called, ng and K too, then 娜, Wu or li; Bob, Kk, OK"
    try put("D-1", ["name": text], stage: "new")
    try house.erase(EraseRecord(key: Self.contact))
    let deal = house.slot("deal/D-1")
    let name = try #require(
      house.engine.store.schema.number(
        ofField: "name",
        in: house.engine.store.records[deal].entityType
      )
    )
    #expect(
      house.engine.store.records[deal].fields[name]
        == .text(
          "[erased] called, [erased] and [erased] too, then [erased], [erased] or [erased];"
            + " Bob, Kk, OK"
        )
    )
    try house.expectSurvivesReload()
  }

  @Test("What an erasure would come to is counted first, with nothing changed by that")
  mutating func preview() throws {
    var words = ScenarioWords(
      #"tell in new: notify recipients=user:ann text="Call {{contact.name}}""#
    )
    try house.putRobot(&words)
    words = ScenarioWords(#"later in new: write_log text="x" after 1 day"#)
    try house.putRobot(&words)
    for id in ["D-2", "D-3"] {
      try put(id, ["name": "for Zima", "contacts": "contact/C-1"], stage: "new")
    }
    try put("D-4", ["name": "for Zima"], stage: "new")
    try put(note("N-1"), ["text": "away", "item": "contact/C-1"])
    try put(note("N-2"), ["text": "Jan called", "item": "deal/D-2"])
    try put(note("N-3"), ["text": "nobody called", "item": "deal/D-2"])
    for key in [Self.contact, house.key("D-2"), RecordKey(entityType: "contact", id: "nobody")] {
      let (before, count) = (snapshot, house.journal.count)
      let preview = try house.erase(EraseRecord(key: key, isValidateOnly: true))
      #expect(snapshot == before && house.journal.count == count)
      #expect(preview.erasedID.isEmpty)
      var twin = self
      try twin.house.reload()
      var reply = try twin.house.erase(EraseRecord(key: key))
      reply.erasedID = ""
      #expect(preview == reply)
      #expect((reply == EraseRecordReply()) == (key.id == "nobody"))
    }
    #expect(!house.engine.isErasureOpen)
  }

  @Test("What stays is an entry that says who and when; a sweep leaves it")
  mutating func audit() throws {
    let id = try house.erase(EraseRecord(key: Self.contact)).erasedID
    let year: Int64 = 86_400_000 * 800
    while house.engine.sweepSome(at: house.engine.time.adding(milliseconds: year)) {
      house.commit()
    }
    house.commit()
    let record = house.slot("contact/\(id)")
    let entries = house.engine.store.entries(of: record).map(house.engine.store.entryView)
    #expect(entries.map(\.kind) == [.erased] && entries.map(\.actingUser) == ["ann"])
    #expect(
      house.engine.summary(of: entries[0]) == "ann erased a contact, now contact/\(id)"
    )
  }

  @Test("Comments, notifications and files about the record go with it")
  mutating func belongings() throws {
    try put(
      RecordKey(entityType: "file", id: "F-1"),
      ["name": "passport.pdf", "item": "contact/C-1"]
    )
    try put(
      RecordKey(entityType: "comment", id: "N-1"),
      ["text": "is moving to Oslo", "item": "contact/C-1"]
    )
    let reply = try house.erase(EraseRecord(key: Self.contact))
    #expect(reply.erasedRecords == 2)
    #expect(!snapshot.contains("passport") && !snapshot.contains("Oslo"))
    try house.expectSurvivesReload()
  }

  @Test("Broken off after any batch, the same call finds what is left to do")
  mutating func brokenOff() throws {
    for id in ["D-2", "D-3"] {
      try put(id, ["name": "for Jan Zima", "contacts": "contact/C-1"], stage: "new")
      try put(
        RecordKey(entityType: "comment", id: "about-\(id)"),
        ["text": "Zima called", "item": "deal/\(id)"]
      )
    }
    let command = EraseRecord(key: Self.contact)
    for steps in 0..<14 {
      let engine = try house.engine(loading: house.journal)
      let erasure = try engine.makeErasure(command, by: house.ann, at: engine.time)
      for _ in 0..<steps { _ = engine.eraseNext(erasure) }
      let rest = try engine.makeErasure(command, by: house.ann, at: engine.time)
      while engine.eraseNext(rest) {}
      let left = "\(TestHouse.snapshot(of: engine))"
      #expect(!left.contains("Zima") && !left.contains("C-1"), "after \(steps) steps")
    }
  }

  @Test("What others write between two steps is found, whichever they are", arguments: 0..<11)
  mutating func written(afterSteps steps: Int) throws {
    for number in 0..<250 { try put("E-\(number)", ["name": "Fence"], stage: "new") }
    try put(note("old"), ["text": "Zima called", "item": "deal/E-0"])
    let erasure = try house.engine.makeErasure(
      EraseRecord(key: Self.contact),
      by: house.ann,
      at: house.engine.time
    )
    house.commit()
    for _ in 0..<steps {
      #expect(house.engine.eraseNext(erasure))
      house.commit()
    }
    try put("E-0", ["name": "for Jan Zima", "contacts": "contact/C-1"], stage: "offer")
    try put("E-1", ["emails": "jan@example.com"], stage: "new")
    try put("E-late", ["contacts": "contact/C-1"], stage: "new")
    try put(note("late"), ["text": "Zima called again", "item": "deal/E-0"])
    try put(Self.contact, ["name": "Jan Lato"])
    try put("E-2", ["name": "Lato's", "contacts": "contact/C-1"], stage: "new")
    remember("late", "..Jan Lato..")
    house.commit()
    while house.engine.eraseNext(erasure) { house.commit() }
    house.commit()
    for word in ["Zima", "Lato", "jan@", "C-1"] { #expect(!snapshot.contains(word), "\(word)") }
    #expect(house.engine.remembered(scope: "event:crm", id: "late")?.response == [])
    try house.expectSurvivesReload()
  }

  private func note(_ id: String) -> RecordKey { RecordKey(entityType: "comment", id: id) }

  private func remember(_ id: String, _ answer: String) {
    house.engine.remember(
      RememberedRequest(
        scope: "event:crm",
        id: id,
        time: house.engine.time,
        fingerprint: [1],
        response: [10, UInt8(answer.utf8.count)] + answer.utf8
      )
    )
  }

  @Test("A remembered answer that tells of the record is emptied, and others stay")
  mutating func answers() throws {
    remember("told", "..Jan Zima..")
    remember("other", "..Eva..")
    house.commit()
    try house.erase(EraseRecord(key: Self.contact))
    #expect(house.engine.remembered(scope: "event:crm", id: "told")?.response == [])
    #expect(house.engine.remembered(scope: "event:crm", id: "other")?.response.count == 9)
    try house.expectSurvivesReload()
  }

  @Test("A worker's late result of an erased item is not kept")
  mutating func lateResult() throws {
    var words = ScenarioWords(#"tell in offer: notify recipients=user:ann text="Hi""#)
    try house.putRobot(&words)
    try put("D-1", [:], stage: "offer")
    let actions = house.engine.perform(
      HandOutActions(queue: "robot.notify", count: 1),
      at: house.engine.time
    )
    let action = try #require(actions.first)
    let reply = try house.erase(EraseRecord(key: RecordKey(entityType: "deal", id: "D-1")))
    #expect(reply.cancelledRuns == 1)
    let result = CompleteAction(
      run: action.run,
      key: action.key,
      attempt: action.attempt,
      outcome: .failure(message: "no Zima", isPermanent: true, retryAfterMilliseconds: 0)
    )
    #expect(house.engine.perform(result, at: house.engine.time) == .ignored)
    house.commit()
    #expect(!snapshot.contains("no Zima"))
    try house.expectSurvivesReload()
  }
}
