import Testing

/// Lists whose elements are large: an answer always fits into the message that clients accept.
@Suite struct LongListTests {
  @Test("a page that would not fit into a message is cut, and its token leads to the rest")
  func cut() throws {
    let server = try TestServer()
    let client = try server.connect()
    try client.call(
      "RuleService/CreateEntityType",
      """
      {"entityType": {"id": "letter", "displayName": "Letter", "fields": [
        {"id": "text", "displayName": "Text", "type": "VALUE_TYPE_TEXT"}]}}
      """
    )
    let text = String(repeating: "x", count: 64 * 1024)
    let count = 80
    for index in 0..<count {
      try client.call(
        "ExecutionService/PutRecord",
        """
        {"record": {"entityType": "letter", "id": "\(index)",
          "fields": {"text": {"text": "\(text)"}}}}
        """
      )
    }
    var ids: [String] = []
    var token = ""
    var pages = 0
    repeat {
      let page = try client.call(
        "ExecutionService/ListRecords",
        #"{"entityType": "letter", "pageSize": \#(count), "pageToken": "\#(token)"}"#
      )
      ids += (0..<page.count("records")).compactMap { page["records.\($0).id"] }
      token = page["nextPageToken"] ?? ""
      pages += 1
    } while !token.isEmpty
    #expect(ids == (0..<count).map { "\($0)" })
    #expect(pages > 1)
  }
}
