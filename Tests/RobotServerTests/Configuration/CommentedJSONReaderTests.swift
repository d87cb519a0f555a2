import Testing

@testable import RobotServer

@Suite struct CommentedJSONReaderTests {
  @Test("Comments and a comma after the last member are passed over")
  func comments() throws {
    let value = try read(
      """
      // Who is who
      {"a": [1, /* two */ 2,], "b": {"c": "d"}, }
      """
    )
    let members = try value.members()
    #expect(members.map(\.name) == ["a", "b"])
    #expect(try members[0].value.elements().count == 2)
    #expect(members[1].position == PlacedValue.Position(line: 2, column: 26))
  }

  @Test("Escapes stand for what JSON says, pairs of surrogates included")
  func escapes() throws {
    #expect(try read(#""a\n\"\\\/\u00e9\ud83d\ude00""#).text() == "a\n\"\\/é😀")
  }

  @Test("A column counts characters, not bytes")
  func columns() {
    expectMessage("line 1, column 8: expected \",\" or \"}\", found \"x\"") {
      try read(#"{"é": 1x}"#)
    }
  }

  @Test(
    "Every mistake is told with its place and what was expected there",
    arguments: [
      ("", "line 1, column 1: expected a value, found the end of the file"),
      ("{", "line 1, column 2: expected a name in quotes or \"}\", found the end of the file"),
      ("{a: 1}", "line 1, column 2: expected a name in quotes or \"}\", found \"a\""),
      (#"{"a" 1}"#, "line 1, column 6: expected \":\" after \"a\", found \"1\""),
      (#"{"a": 1, "a": 2}"#, "line 1, column 10: \"a\" stands twice in one object"),
      ("[1 2]", "line 1, column 4: expected \",\" or \"]\", found \"2\""),
      ("\"a\nb\"", "line 1, column 1: a string must end on its line"),
      ("\"a", "line 1, column 1: a string is not closed by a quote"),
      (
        #""\x""#,
        "line 1, column 3: expected one of \" \\ / b f n r t u after a backslash, found \"x\""
      ),
      (#""\ud800""#, "line 1, column 4: half of a surrogate pair"),
      ("01", "line 1, column 2: expected the end of the file, found \"1\""),
      ("1.", "line 1, column 3: expected a digit, found the end of the file"),
      ("tru", "line 1, column 1: expected a value, found \"t\""),
      ("/* open", "line 1, column 1: a comment is not closed by */"),
      ("{}\n\n}", "line 3, column 1: expected the end of the file, found \"}\""),
    ]
  )
  func mistakes(text: String, message: String) {
    expectMessage(message) { try read(text) }
  }

  @Test("Nesting deeper than a person writes is refused before it costs stack")
  func depth() {
    let depth = 100_000
    expectMessage("line 1, column 34: values are nested deeper than 32") {
      try read(String(repeating: "[", count: depth))
    }
  }

  @Test("Bytes that are not UTF-8 are refused")
  func encoding() {
    #expect(throws: ConfigurationError.self) {
      try CommentedJSONReader.read([UInt8(ascii: "\""), 0xFF, UInt8(ascii: "\"")])
    }
  }

  private func read(_ text: String) throws -> PlacedValue {
    try CommentedJSONReader.read(Array(text.utf8))
  }
}
