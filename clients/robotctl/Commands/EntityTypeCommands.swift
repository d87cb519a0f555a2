/// `robotctl entity-type`: the kinds of records and their fields.
enum EntityTypeCommands {
  static let all = [
    Command(
      "entity-type list",
      summary: "list the kinds of records",
      options: Listing.options
    ) { invocation in
      try Listing.show(
        invocation,
        Session.rules,
        "ListEntityTypes",
        [:],
        member: "entityTypes",
        table: ["TYPE", "NAME", "FIELDS", "STAGES", ""]
      ) { type, _ in
        [
          type["id"].string, type["displayName"].string,
          "\(type["fields"].items.count)", type["hasStages"].isTrue ? "yes" : "no",
          type["predefined"].isTrue ? "predefined" : "own",
        ]
      }
    },
    Command("entity-type get", "TYPE", summary: "show a kind of record and its fields") {
      try Listing.call(
        $0,
        Session.rules,
        "GetEntityType",
        .request(["id": .text($0.words[0])]),
        people: show
      )
    },
    Command(
      "entity-type create",
      "JSON|@FILE|-",
      summary: "add a kind of record",
      options: [.validateOnly]
    ) {
      try Listing.call(
        $0,
        Session.rules,
        "CreateEntityType",
        .request([
          "entityType": try Input.json($0.words[0]),
          "validateOnly": .boolean($0.has("validate-only")),
        ]),
        people: show
      )
    },
    Command(
      "entity-type update",
      "JSON|@FILE|-",
      summary: "change a kind of record",
      options: [
        .mask,
        .validateOnly,
      ]
    ) {
      try Listing.call(
        $0,
        Session.rules,
        "UpdateEntityType",
        .request([
          "entityType": try Input.json($0.words[0]),
          "updateMask": Input.mask($0),
          "validateOnly": .boolean($0.has("validate-only")),
        ]),
        people: show
      )
    },
    Command("entity-type delete", "TYPE", summary: "delete a kind of record that nothing uses") {
      try Listing.call(
        $0,
        Session.rules,
        "DeleteEntityType",
        .request(["id": .text($0.words[0])])
      ) { _, output in output.note("deleted") }
    },
  ]

  private static func show(_ reply: JSON, _ output: Output) {
    let type = reply["entityType"]
    output.line(
      "\(output.paint(type["id"].string, .bold))  \(type["displayName"].string)"
        + (type["hasStages"].isTrue ? "  (moves through stages)" : "")
    )
    var table = Table(header: ["FIELD", "TYPE", "NAME", ""])
    for field in type["fields"].items {
      var word = field["type"].string.dropFirst("VALUE_TYPE_".count).lowercased()
      if !field["referenceType"].string.isEmpty { word += " \(field["referenceType"].string)" }
      if field["multiple"].isTrue { word += " list" }
      let options = field["options"].items.map(\.string).joined(separator: ", ")
      table.append([field["id"].string, word, field["displayName"].string, options])
    }
    table.show(output, empty: "no fields")
  }
}
