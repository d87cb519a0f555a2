import RobotModel
import Testing

@testable import RobotEngine

/// M3: entity types, predefined and the user's own.
@Suite struct EntityTypeCommandTests {
  private static func type(_ id: String, hasStages: Bool = false, _ fields: Field...) -> EntityType
  {
    EntityType(id: id, displayName: "A type", fields: fields, hasStages: hasStages)
  }

  @Test("The predefined types are there, with their well-known fields")
  func predefined() throws {
    let book = try RuleBook()
    for id in ["lead", "deal", "contact", "company", "user", "notification", "comment", "file"] {
      let type = try book.engine.entityType(id)
      #expect(type.isPredefined)
      #expect(type.fields.allSatisfy { $0.isPredefined })
      var violations = Violations()
      let checked = EntityTypeCheck(schema: book.engine.store.schema).stored(type, &violations)
      #expect(violations.list.map(\.description) == [])
      #expect(checked == type)
    }
    let lead = try book.engine.entityType("lead")
    #expect(lead.hasStages)
    #expect(lead.fields.contains { $0.id == "phones" && $0.isMultiple })
  }

  @Test("A type with stages has the fields of every item before its own (M3)")
  func ownItemType() throws {
    let book = try RuleBook()
    let order = try book.create(
      Self.type(
        "order",
        hasStages: true,
        Field(id: "wood", displayName: "Wood", type: .enumeration, options: ["oak", "ash"])
      )
    )
    #expect(order.fields.map(\.id) == SharedFields.ofItems.map(\.id) + ["wood"])
    #expect(order.revision == 1)
    #expect(order.createTime == book.now)
    #expect(!order.isPredefined)
    #expect(try book.engine.entityType("order") == order)
    let facts = book.engine.takeFacts()
    #expect(facts == [.entityType(order)])
  }

  @Test("A user's type without stages has its own fields only")
  func ownRecordType() throws {
    let book = try RuleBook()
    let type = try book.create(
      Self.type("lamp", Field(id: "watt", displayName: "", type: .integer))
    )
    #expect(type.fields.map(\.id) == ["watt"])
  }

  @Test("Everything that is wrong with a type is named at once, and nothing is changed")
  func wrongType() throws {
    let book = try RuleBook()
    var broken = Self.type(
      "Order",
      hasStages: true,
      Field(id: "stage", displayName: "", type: .text),
      Field(id: "and", displayName: "", type: .text),
      Field(id: "a", displayName: "x\ny", type: .text, options: ["o"]),
      Field(id: "a", displayName: "", type: .enumeration),
      Field(id: "b", displayName: "", type: .enumeration, options: ["o", "", "o"]),
      Field(id: "c", displayName: "", type: .reference, referenceType: "lmap"),
      Field(id: "d", displayName: "", type: .text, referenceType: "user"),
      Field(id: "amount", displayName: "", type: .text)
    )
    broken.displayName = String(repeating: "x", count: 257)
    book.refuses(
      .invalidArgument,
      fields: [
        "entity_type.id", "entity_type.display_name", "entity_type.fields[0].id",
        "entity_type.fields[1].id", "entity_type.fields[2].display_name",
        "entity_type.fields[2].options", "entity_type.fields[3].id",
        "entity_type.fields[3].options", "entity_type.fields[4].options[1]",
        "entity_type.fields[4].options[2]", "entity_type.fields[5].reference_type",
        "entity_type.fields[6].reference_type", "entity_type.fields[7]",
      ]
    ) { () throws(RequestError) in try book.create(broken) }
    book.refuses(.alreadyExists) { () throws(RequestError) in try book.create(Self.type("deal")) }
  }

  @Test("Creation can be checked only: nothing is made")
  func validateOnly() throws {
    let book = try RuleBook()
    book.house.commit()
    #expect(try book.create(Self.type("lamp"), isValidateOnly: true).id == "lamp")
    #expect(book.engine.takeFacts().isEmpty)
    #expect(throws: RequestError.self) { try book.engine.entityType("lamp") }
  }

  @Test("Fields are added and renamed; a predefined type keeps its own")
  func update() throws {
    let book = try RuleBook()
    var deal = try book.engine.entityType("deal")
    let old = deal
    deal.fields = [Field(id: "wood", displayName: "Wood", type: .text)]
    deal.displayName = "Zlecenie"
    let changed = try book.update(deal, etag: old.etag)
    #expect(changed.fields.map(\.id) == old.fields.map(\.id) + ["wood"])
    #expect(changed.displayName == "Zlecenie")
    #expect(changed.isPredefined)
    #expect(changed.revision == old.revision + 1)
    book.refuses(.aborted, "STALE_ETAG") { () throws(RequestError) in
      try book.update(deal, etag: old.etag)
    }
    var named = changed
    named.displayName = "Deal"
    named.fields = []
    let masked = try book.update(named, mask: ["display_name"])
    #expect(masked.displayName == "Deal")
    #expect(masked.fields == changed.fields)
    book.house.commit()
    #expect(try book.update(masked) == masked, "nothing new, no new revision")
    #expect(book.engine.takeFacts().isEmpty)
  }

  @Test("A field keeps its type, and a mask names only what can be changed")
  func fixedParts() throws {
    let book = try RuleBook()
    var deal = try book.engine.entityType("deal")
    deal.fields.append(Field(id: "wood", displayName: "", type: .text))
    deal = try book.update(deal)
    var broken = deal
    broken.fields[broken.fields.count - 1].type = .integer
    broken.fields[broken.fields.count - 1].isMultiple = true
    let path = "entity_type.fields[\(broken.fields.count - 1)]"
    book.refuses(.invalidArgument, fields: [path + ".type", path + ".multiple"]) {
      () throws(RequestError) in try book.update(broken)
    }
    book.refuses(.invalidArgument, fields: ["update_mask"], saying: "has_stages") {
      () throws(RequestError) in try book.update(deal, mask: ["has_stages"])
    }
    book.refuses(.notFound) { () throws(RequestError) in try book.update(Self.type("lamp")) }
  }

  @Test("A field that a record holds or a robot names stays, and so does an option (S-30)")
  func fieldInUse() throws {
    let book = try RuleBook()
    var deal = try book.engine.entityType("deal")
    let plain = deal
    deal.fields += [
      Field(id: "wood", displayName: "", type: .enumeration, options: ["oak", "ash"]),
      Field(id: "note", displayName: "", type: .text),
      Field(id: "free", displayName: "", type: .text),
    ]
    deal = try book.update(deal)
    try book.put("D-1", stage: "won", [("note", .text("x"))])
    try book.create(RuleBook.log("r", "{{free}}"), condition: "wood = oak")
    let note = book.refuses(.failedPrecondition, "IN_USE", saying: "1 record holds it") {
      () throws(RequestError) in try book.update(plain)
    }
    #expect(note?.metadata.contains(RequestError.Detail("records", "1")) == true)
    var withoutFree = deal
    withoutFree.fields.removeAll { $0.id == "free" }
    book.refuses(.failedPrecondition, "IN_USE", saying: "(r)") { () throws(RequestError) in
      try book.update(withoutFree)
    }
    var narrowed = deal
    let wood = try #require(narrowed.fields.firstIndex { $0.id == "wood" })
    narrowed.fields[wood].options = ["ash"]
    book.refuses(.failedPrecondition, "IN_USE") { () throws(RequestError) in
      try book.update(narrowed)
    }
    narrowed.fields[wood].options = ["oak", "pine"]
    #expect(try book.update(narrowed).fields[wood].options == ["oak", "pine"])
    try book.delete(robot: "r")
    #expect(throws: Never.self) { try book.update(withoutFree) }
  }

  @Test("A waiting run keeps the fields of its pinned condition")
  func pinnedCondition() throws {
    let book = try RuleBook()
    var deal = try book.engine.entityType("deal")
    let plain = deal
    deal.fields.append(Field(id: "free", displayName: "", type: .text))
    try book.update(deal)
    var robot = RuleBook.log("r")
    robot.timing.start = .after(try #require(TimeSpan(count: 1, unit: .hour)))
    try book.create(robot, condition: "free = x")
    try book.put("D-1", stage: "new")
    try book.update(robot, mask: ["condition"])
    book.refuses(.failedPrecondition, "IN_USE", saying: "(r)") { () throws(RequestError) in
      try book.update(plain)
    }
    try book.delete(robot: "r")
    #expect(throws: Never.self) { try book.update(plain) }
    try book.expectSurvivesReload()
  }

  @Test("Only a type that nothing uses is deleted, and never a predefined one")
  func delete() throws {
    let book = try RuleBook()
    book.refuses(.failedPrecondition, "PREDEFINED") { () throws(RequestError) in
      try book.delete(entityType: "file")
    }
    book.refuses(.notFound) { () throws(RequestError) in try book.delete(entityType: "lamp") }
    let order = try book.create(Self.type("order", hasStages: true))
    var deal = try book.engine.entityType("deal")
    let plain = deal
    deal.fields.append(
      Field(id: "order", displayName: "", type: .reference, referenceType: "order")
    )
    try book.update(deal)
    try book.create(
      Pipeline(
        entityType: "order",
        id: "p",
        displayName: "",
        stages: [Stage(id: "s", displayName: "", kind: .inProgress)]
      )
    )
    book.refuses(
      .failedPrecondition,
      "IN_USE",
      saying: "1 pipeline belongs to it, 1 field refers to it"
    ) { () throws(RequestError) in try book.delete(entityType: "order") }
    try book.delete(pipeline: "p", of: "order")
    try book.update(plain)
    book.refuses(.aborted) { () throws(RequestError) in
      try book.delete(entityType: "order", etag: "1-x")
    }
    try book.delete(entityType: "order", etag: order.etag)
    book.refuses(.notFound) { () throws(RequestError) in _ = try book.engine.entityType("order") }
    #expect(try book.create(Self.type("order")).fields.isEmpty, "the id is free again")
  }

  @Test("A type stays while the condition of a trigger names a record of it")
  func deleteBeneathTrigger() throws {
    let book = try RuleBook()
    try book.create(Self.type("boat"))
    var deal = try book.engine.entityType("deal")
    deal.fields.append(Field(id: "vessel", displayName: "", type: .reference))
    try book.update(deal)
    let trigger = Trigger(
      id: "form",
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "offer"),
      type: "form_submitted"
    )
    _ = try book.engine.perform(
      CreateTrigger(
        draft: TriggerDraft(
          trigger: trigger,
          conditionText: #"vessel = reference("boat", "B-1")"#
        )
      ),
      by: book.caller,
      at: book.now
    )
    book.refuses(.failedPrecondition, "IN_USE", saying: "1 trigger names records of it") {
      () throws(RequestError) in try book.delete(entityType: "boat")
    }
    _ = try book.engine.perform(DeleteTrigger(id: "form"), by: book.caller, at: book.now)
    try book.delete(entityType: "boat")
  }
}
