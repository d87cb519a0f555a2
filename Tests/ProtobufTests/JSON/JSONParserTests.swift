import Protobuf
import Testing

@Suite struct JSONParserTests {
  private func refusal(_ text: String, style: JSONStyle = .standard) -> String? {
    do throws(JSONError) {
      _ = try JSONParser.parse(Array(text.utf8), style: style)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("Order, spelling and positions are kept")
  func faithful() throws {
    let value = try JSONParser.parse(Array(" {\"b\": 1.50e+1, \"a\": [null]}".utf8))
    #expect(value.members?.map(\.key) == ["b", "a"])
    #expect(value["b"]?.content == .number("1.50e+1"))
    #expect(value["b"]?.offset == 7)
    #expect(value["a"]?.elements?.first?.content == .null)
    #expect(JSONWriter.text(of: value) == "{\"b\":1.50e+1,\"a\":[null]}")
  }

  @Test("Text comes through its escapes unchanged")
  func escapes() throws {
    let text = "\"\\/\u{8}\u{c}\n\r\t\u{1}\u{7f}\u{9b}\u{2028}ą🤖"
    let written = JSONWriter.text(of: JSONValue(.string(text)))
    #expect(written == #""\"\\/\u0008\u000c\n\r\t\u0001\u007f\u009b\u2028ą🤖""#)
    #expect(try JSONParser.parse(Array(written.utf8)).text == text)
    let escaped = #""\"\\\/\b\f\n\r\t\u0001\u007F\u009b\u2028\u0105\ud83e\udd16""#
    #expect(try JSONParser.parse(Array(escaped.utf8)).text == text)
  }

  @Test(
    "What RFC 8259 does not allow is refused",
    arguments: [
      "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.", ".5", "+1", "-", "1e",
      "1e+", "NaN", "tru", "nulls", "[1 2]", "\"\n\"", "\"\\x41\"", "\"\\u12\"", "\"\\ud800\"",
      "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"a", "1 1", "{\"a\":1,\"a\":2}", "// c\n1",
      "\u{feff}1",
    ]
  )
  func strict(text: String) {
    #expect(refusal(text) != nil)
  }

  @Test("Comments are skipped where they are allowed")
  func comments() {
    let text = "// one\n{ /* two * / */ \"a\": 1 // three\n} /**/"
    #expect(refusal(text, style: .handwritten) == nil)
    #expect(refusal(text) == "line 1, column 1: expected a value, found \"/\"")
    #expect(
      refusal("1 /* x", style: .handwritten) == "line 1, column 3: the comment has no closing */"
    )
    #expect(refusal("1 / 2", style: .handwritten) != nil)
  }

  @Test("A comma after the last member or element is taken where people write")
  func lastComma() {
    #expect(refusal(#"{"a": [1, 2,], "b": {"c": "d",}, }"#, style: .handwritten) == nil)
    for text in ["[,]", "{,}", "[1,,]", "[1,,2]", "[1],", #"{"a": 1,,}"#] {
      #expect(refusal(text, style: .handwritten) != nil, "\(text)")
    }
  }

  @Test("100 levels of nesting are read, 101 are refused, a million do no harm")
  func nesting() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(refusal(nested(100)) == nil)
    #expect(refusal(nested(101))?.hasSuffix("nested deeper than 100") == true)
    #expect(refusal(String(repeating: "[", count: 1_000_000)) != nil)
  }

  @Test("An error counts lines from 1 and columns in characters")
  func positions() {
    #expect(refusal("{\"ąę\": x}") == "line 1, column 8: expected a value, found \"x\"")
    #expect(refusal("[\n1,\n  ą]") == "line 3, column 3: expected a value, found \"ą\"")
    #expect(refusal("[1") == "line 1, column 3: expected \",\" or \"]\", but the text ends")
  }

  @Test("Bytes that are no UTF-8 are refused")
  func utf8() {
    #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0xff, 0x22]) }
    #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0xed, 0xa0, 0x80, 0x22]) }
  }
}
