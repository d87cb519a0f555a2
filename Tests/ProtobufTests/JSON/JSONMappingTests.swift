import TestSupport
import Testing

@testable import Protobuf

@Suite struct JSONMappingTests {
  /// Texts that Python takes by accident or refuses by accident; here the specification decides.
  static let differences: [String: String] = [
    "[]": "refused",
    "{\"child\": []}": "refused",
    "{\"colour\": true}": "refused",
    "{\"aBool\": true, \"a_bool\": true}": "refused",
    "{\"aFloat\": 3.4028235e38}": "15ffff7f7f",
  ]

  private func meaning(_ text: String, _ mapping: JSONMapping) -> String {
    guard let bytes = try? mapping.jsonToWire(Oracle.messageName, Array(text.utf8)) else {
      return "refused"
    }
    return bytes.isEmpty ? "empty" : hex(bytes)
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test("JSON texts mean the bytes that Python's protobuf makes of them, or are refused like there")
  func texts() throws {
    let mapping = try Oracle.mapping()
    let lines = try Oracle.lines("texts.txt")
    #expect(lines.count > 120)
    for line in lines {
      let expected = Self.differences[line.text] ?? line.meaning
      #expect(meaning(line.text, mapping) == expected, "\(line.text)")
    }
  }

  @Test("Random messages become the JSON that Python's protobuf writes")
  func encoding() throws {
    let mapping = try Oracle.mapping()
    let lines = try Oracle.lines("messages.txt")
    #expect(lines.count == 250)
    for line in lines {
      let value = try mapping.wireToJSONValue(Oracle.messageName, line.bytes)
      let expected = try JSONParser.parse(Array(line.text.utf8))
      #expect(
        JSONWriter.text(of: value.normalised) == JSONWriter.text(of: expected.normalised)
      )
    }
  }

  @Test("The JSON that Python's protobuf writes becomes the same bytes again")
  func decoding() throws {
    let mapping = try Oracle.mapping()
    for line in try Oracle.lines("messages.txt") {
      let bytes = try mapping.jsonToWire(Oracle.messageName, Array(line.text.utf8))
      // The entries of a map come in no particular order from Python, in the text's from here.
      if line.text.contains("By") {
        #expect(bytes.sorted() == line.bytes.sorted(), "\(line.text)")
      } else {
        #expect(hex(bytes) == line.meaning, "\(line.text)")
      }
    }
  }

  @Test("Every message survives the way through pretty and compact JSON")
  func roundTrip() throws {
    let mapping = try Oracle.mapping()
    for line in try Oracle.lines("messages.txt") {
      for pretty in [false, true] {
        let text = try mapping.wireToJSON(Oracle.messageName, line.bytes, pretty: pretty)
        let bytes = try mapping.jsonToWire(Oracle.messageName, Array(text.utf8))
        #expect(try mapping.wireToJSON(Oracle.messageName, bytes, pretty: pretty) == text)
      }
    }
  }

  @Test("A record of the embedded definitions is written as people expect it")
  func record() throws {
    let text = try JSONMapping().wireToJSON("robots.v1.Record", Samples.record)
    #expect(
      text == """
        {"entityType":"deal","id":"d-1042","fields":{\
        "title":{"text":"Zażółć gęślą jaźń – oferta 2026"},"source":{"text":"web"},\
        "hot":{"boolean":true},"score":{"integer":"-7"},\
        "amount":{"money":{"currencyCode":"PLN","units":"125000","nanos":500000000}},\
        "tags":{"list":{"values":[{"text":"vip"},{"text":"north"}]}}},\
        "pipeline":"sales","stage":"negotiation","etag":"W/\\"5f2c\\"",\
        "createTime":"2025-10-09T08:53:20.250Z"}
        """
    )
    #expect(try JSONMapping().jsonToWire("robots.v1.Record", Array(text.utf8)) == Samples.record)
  }

  @Test("Pretty JSON has a line for every member and element")
  func pretty() throws {
    let text = try JSONMapping().wireToJSON(
      "robots.v1.ValueList",
      Samples.message(1, Samples.text("a")),
      pretty: true
    )
    #expect(
      text == """
        {
          "values": [
            {
              "text": "a"
            }
          ]
        }
        """
    )
  }

  @Test(
    "An error tells the place, what is there and what would be right",
    arguments: [
      (
        "{\"robot\": {\"colour\": 1}}", "line 1, column 12: robot: robots.v1.Robot has no field "
      ),
      (
        "{\n  \"robot\": {\n    \"position\": \"first\"\n  }\n}",
        "line 3, column 17: robot.position: expected an integer from -2147483648 to 2147483647, "
          + "found \"first\""
      ),
      (
        "{\"robot\":{\"parameters\":{\"text\":{\"list\":{\"values\":[{},{\"text\":7}]}}}}}",
        "line 1, column 62: robot.parameters[\"text\"].list.values[1].text: "
          + "expected text in quotes, found 7"
      ),
      (
        "{\"robot\": {\"type\": \"a\\u0000\"}}",
        "line 1, column 20: robot.type: text must not hold the character U+0000"
      ),
      ("{\"robot\": {,}}", "line 1, column 12: expected a key in quotes, found \",\""),
      ("{\"robot\"", "line 1, column 9: expected \":\" after the key, but the text ends"),
      (
        "{\"robot\": {\"evaluateAt\": \"NOW\"}}",
        "line 1, column 26: robot.evaluateAt: expected one of EVALUATE_AT_UNSPECIFIED, "
      ),
    ]
  )
  func errors(text: String, expected: String) {
    let error = #expect(throws: JSONError.self) {
      try JSONMapping().jsonToWire("robots.v1.CreateRobotRequest", Array(text.utf8))
    }
    #expect(error?.description.hasPrefix(expected) == true, "\(error?.description ?? "none")")
  }

  @Test("Unknown message types, wrong bytes and endless nesting are errors, not crashes")
  func refusals() throws {
    let mapping = JSONMapping()
    #expect(throws: JSONError.self) { try mapping.wireToJSON("robots.v1.Nothing", []) }
    #expect(throws: JSONError.self) { try mapping.wireToJSON("robots.v1.Record", [0x0a]) }
    #expect(throws: JSONError.self) { try mapping.wireToJSON("robots.v1.Record", [0x08, 0x01]) }
    let deep = Samples.condition(depth: 49)
    #expect(throws: JSONError.self) { try mapping.wireToJSON("robots.v1.Condition", deep) }
    #expect(throws: Never.self) {
      try mapping.wireToJSON("robots.v1.Condition", Samples.condition(depth: 48))
    }
    let nested =
      String(repeating: "{\"not\":", count: 60) + "{}" + String(repeating: "}", count: 60)
    #expect(throws: JSONError.self) {
      try mapping.jsonToWire("robots.v1.Condition", Array(nested.utf8))
    }
  }

  @Test("A sub-message that comes twice is merged, and the last member of a oneof counts")
  func merging() throws {
    let mapping = JSONMapping()
    let twice = Samples.message(7) { $0.varint(1, 1) } + Samples.message(7) { $0.varint(2, 5) }
    #expect(
      try mapping.wireToJSON("robots.v1.Record", twice)
        == "{\"createTime\":\"1970-01-01T00:00:01.000000005Z\"}"
    )
    var value = WireWriter()
    value.bytes(1, "a".utf8)
    value.varint(3, 4)
    #expect(try mapping.wireToJSON("robots.v1.Value", value.bytes) == "{\"integer\":\"4\"}")
  }

  @Test("Damaged messages give JSON that is read back to the same, or an error; never a crash")
  func damage() throws {
    let mapping = try Oracle.mapping()
    var numbers = SeededRandom(seed: 4)
    for line in try Oracle.lines("messages.txt") {
      for _ in 0..<10 {
        var bytes = line.bytes
        guard !bytes.isEmpty else { continue }
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        bytes[place] = UInt8.random(in: .min ... .max, using: &numbers)
        // JSON that comes in may hold no U+0000, which C takes for a text's end.
        if let read = try? mapping.wireToJSON(Oracle.messageName, bytes), !read.contains("\\u0000")
        {
          let written = try mapping.jsonToWire(Oracle.messageName, Array(read.utf8))
          #expect(try mapping.wireToJSON(Oracle.messageName, written) == read)
        }
        var text = Array(line.text.utf8)
        let letter = Int.random(in: 0..<text.count, using: &numbers)
        text[letter] = UInt8.random(in: .min ... .max, using: &numbers)
        if let read = try? mapping.jsonToWire(Oracle.messageName, text) {
          let written = try mapping.wireToJSON(Oracle.messageName, read)
          #expect(try mapping.jsonToWire(Oracle.messageName, Array(written.utf8)) == read)
        }
      }
    }
  }
}
