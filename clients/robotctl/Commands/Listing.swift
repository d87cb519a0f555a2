/// What the list commands share: pages, and one form of output for each reader.
enum Listing {
  /// The options of every list.
  static let options = [
    OptionSpecification("page-size", value: "N", help: "at most so many rows (default 50)"),
    OptionSpecification("page-token", value: "TOKEN", help: "begin where a page ended"),
    OptionSpecification("all", help: "all pages"),
  ]

  /// The option that only tries something out, in both its spellings.
  static func trial(_ help: String) -> [OptionSpecification] {
    [
      OptionSpecification("validate-only", help: help),
      OptionSpecification("dry-run", help: "the same"),
    ]
  }

  /// Whether something is only to be tried out.
  static func isTrial(_ invocation: Invocation) -> Bool {
    invocation.has("validate-only") || invocation.has("dry-run")
  }

  /// Calls a list method page by page and shows the rows of `member`.
  static func show(
    _ invocation: Invocation,
    _ service: String,
    _ method: String,
    _ request: JSON,
    member: String,
    table header: [String],
    row: (JSON, JSON) -> [String]
  ) throws {
    let session = try Session(invocation)
    var token = invocation.option("page-token") ?? ""
    var table = Table(header: header)
    repeat {
      var page = request
      if let size = try invocation.integer("page-size", in: Invocation.anyCount) {
        page = page.setting("pageSize", .number("\(size)"))
      }
      if !token.isEmpty { page = page.setting("pageToken", .text(token)) }
      let reply = try session.call(service, method, page)
      if invocation.output.format == .json { invocation.output.line(reply.description) }
      for element in reply[member].items { table.append(row(element, reply)) }
      token = reply["nextPageToken"].string
    } while invocation.has("all") && !token.isEmpty
    if invocation.output.format == .json { return }
    table.show(invocation.output, empty: "nothing is there")
    if !token.isEmpty { invocation.output.note("more: --page-token \(token)") }
  }

  /// Makes one call and shows its answer: as it is for programs, by `people` for people, who get
  /// what lint says of it on standard error.
  static func call(
    _ invocation: Invocation,
    _ service: String,
    _ method: String,
    _ request: JSON,
    people: (JSON, Output) -> Void
  ) throws {
    let reply = try Session(invocation).call(service, method, request)
    switch invocation.output.format {
    case .json: invocation.output.line(reply.description)
    case .table:
      people(reply, invocation.output)
      for finding in reply["warnings"].items {
        invocation.output.note(LintCommand.line(finding, invocation.output))
      }
    }
  }
}
