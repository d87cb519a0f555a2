import RobotModel
import Testing

@testable import RobotEngine

/// Lists of definitions, page by page.
@Suite struct RuleQueryTests {
  /// All elements of a list that is read in small pages; `between` may change things meanwhile.
  private static func all<Element>(
    size: Int,
    between: (Int) throws -> Void = { _ in },
    _ list: (PageRequest) throws -> Page<Element>
  ) throws -> [Element] {
    var elements: [Element] = []
    var token = ""
    var count = 0
    repeat {
      let page = try list(PageRequest(size: size, token: token))
      #expect(page.elements.count <= size)
      elements += page.elements
      token = page.nextToken
      count += 1
      try between(count)
    } while !token.isEmpty
    return elements
  }

  @Test("Robots come in the order of type, pipeline, stage and position, whatever the page size")
  func robots() throws {
    let book = try RuleBook()
    for stage in ["won", "new"] {
      for id in ["b", "a"] { try book.create(RuleBook.log("\(stage)-\(id)", in: stage)) }
    }
    var service = RuleBook.log("service")
    service.place.pipeline = "service"
    try book.create(service)
    let expected = ["new-b", "new-a", "won-b", "won-a", "service"]
    for size in 1...6 {
      let all = try Self.all(size: size) { try book.engine.robots(in: RuleScope(), page: $0) }
      #expect(all.map(\.id) == expected)
    }
    var query = RuleScope()
    query.entityType = "lead"
    #expect(try book.engine.robots(in: query, page: PageRequest()).elements.isEmpty)
    query.entityType = "deal"
    query.pipeline = "service"
    let found = try book.engine.robots(in: query, page: PageRequest()).elements
    #expect(found.map(\.id) == ["service"])
  }

  @Test("Pages go on where they stood, though robots before and behind come and go")
  func stable() throws {
    let book = try RuleBook()
    for index in 1...6 { try book.create(RuleBook.log("r\(index)")) }
    let all = try Self.all(
      size: 2,
      between: { page in
        if page == 1 { try book.create(RuleBook.log("r7")) }
        if page == 2 { try book.delete(robot: "r6") }
      }
    ) { try book.engine.robots(in: RuleScope(), page: $0) }
    #expect(all.map(\.id) == ["r1", "r2", "r3", "r4", "r5", "r7"])
  }

  @Test("A list that does not exist is refused: half a place, an unknown one")
  func wrongQueries() throws {
    let book = try RuleBook()
    func refusal(_ type: String, _ pipeline: String, _ stage: String) -> RequestError? {
      var query = RuleScope()
      query.entityType = type
      query.pipeline = pipeline
      query.stage = stage
      return #expect(throws: RequestError.self) {
        try book.engine.robots(in: query, page: PageRequest())
      }
    }
    #expect(refusal("", "sales", "")?.violations.map(\.field) == ["entity_type"])
    #expect(refusal("deal", "", "new")?.violations.map(\.field) == ["pipeline"])
    #expect(refusal("lamp", "", "")?.code == .notFound)
    #expect(refusal("deal", "x", "")?.code == .notFound)
    #expect(refusal("deal", "sales", "x")?.code == .notFound)
  }

  @Test("A token of another list, or none at all, is refused")
  func tokens() throws {
    let book = try RuleBook()
    for index in 1...3 { try book.create(RuleBook.log("r\(index)")) }
    let token = try book.engine.robots(in: RuleScope(), page: PageRequest(size: 1)).nextToken
    var query = RuleScope()
    query.entityType = "deal"
    let flipped = (token.hasPrefix("0") ? "1" : "0") + token.dropFirst()
    for (query, token) in [
      (query, token), (RuleScope(), "x"), (RuleScope(), flipped), (RuleScope(), token + "00"),
      (RuleScope(), "0"), (RuleScope(), "00000000"),
    ] {
      let error = #expect(throws: RequestError.self) {
        try book.engine.robots(in: query, page: PageRequest(token: token))
      }
      #expect(error?.violations.map(\.field) == ["page_token"])
    }
    #expect(throws: RequestError.self) {
      try book.engine.pipelines(ofEntityType: "", page: PageRequest(token: token))
    }
    #expect(throws: RequestError.self) {
      try book.engine.entityTypes(page: PageRequest(token: token))
    }
  }

  @Test("Entity types and pipelines come in the order of their ids")
  func schema() throws {
    let book = try RuleBook()
    let types = try Self.all(size: 3) { try book.engine.entityTypes(page: $0) }.map(\.id)
    #expect(
      types == [
        "comment", "company", "contact", "deal", "department", "file", "invoice", "lead",
        "notification", "quote", "user",
      ]
    )
    let stage = Stage(id: "s", displayName: "", kind: .inProgress)
    for id in ["z", "A", "ä"] {
      try book.create(Pipeline(entityType: "lead", id: id, displayName: "", stages: [stage]))
    }
    for size in 1...6 {
      let all = try Self.all(size: size) {
        try book.engine.pipelines(ofEntityType: "", page: $0)
      }
      #expect(all.map(\.id) == ["sales", "service", "A", "z", "ä"])
      let leads = try Self.all(size: size) {
        try book.engine.pipelines(ofEntityType: "lead", page: $0)
      }
      #expect(leads.map(\.id) == ["A", "z", "ä"])
    }
    #expect(throws: RequestError.self) {
      try book.engine.pipelines(ofEntityType: "lamp", page: PageRequest())
    }
  }

  @Test("The catalogue lists every robot type with what a form needs (M11)")
  func catalogue() throws {
    let book = try RuleBook()
    let types = try Self.all(size: 2) { try book.engine.robotTypes(page: $0) }
    #expect(types.map(\.id) == Catalogue.kinds.map(\.type.id))
    for type in types {
      #expect(NameCheck.schemaProblem(of: type.id) == nil)
      #expect(!type.displayName.isEmpty && !type.description.isEmpty && !type.categories.isEmpty)
      for parameter in type.parameters {
        #expect(!parameter.displayName.isEmpty && !parameter.description.isEmpty)
      }
    }
    #expect(book.engine.executor(ofRobotType: "write_log") == "store")
  }
}
