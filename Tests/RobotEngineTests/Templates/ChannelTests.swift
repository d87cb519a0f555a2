import RobotModel
import Testing

@testable import RobotEngine

/// C7: a field value can never inject a header, a tag, a parameter or another placeholder.
@Suite struct ChannelTests {
  static let hostile = [
    "<script>alert('1')</script>", "\" onload=\"x", "a&b=c#d?e", "x\r\nBcc: all@example.org",
    "\u{2028}\u{85}\u{0B}\u{7F}", "\\\",\"admin\":true,\"", "</p>\u{338}", "\u{338}tag",
    "{{name}}", "%0d%0a%00", "' or 1=1", "`x`", "\u{1F600}\u{202E}", "a b+c/d;e",
  ]

  private static func render(_ text: String, _ value: String, _ channel: Channel) throws -> String {
    let context = TemplateContext(paths: SampleSchema.paths)
    let reader = SampleReader(["name": .text(value)])
    return try Template(text, for: channel, in: context).render(by: reader)
  }

  /// The scalars with each entity taken for what it stands for.
  private static func unescaped(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let entities: [(String, Unicode.Scalar)] = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#61;", "="),
      ("&#96;", "`"), ("&#824;", "\u{338}"), ("&amp;", "&"),
    ]
    var rest = scalars[...]
    var result: [Unicode.Scalar] = []
    while let scalar = rest.first {
      let entity = entities.first { rest.starts(with: $0.0.unicodeScalars) }
      result.append(entity?.1 ?? scalar)
      rest = rest.dropFirst(entity?.0.unicodeScalars.count ?? 1)
    }
    return result
  }

  @Test("In HTML a value adds no tag, no attribute and no entity", arguments: hostile)
  func html(value: String) throws {
    let text = try Self.render("<b>{{name}}</b>", value, .html)
    let inner = text.unicodeScalars.dropFirst(3).dropLast(4)
    #expect(!inner.contains { "<>\"'=`".unicodeScalars.contains($0) }, "\(text)")
    #expect(text.unicodeScalars.starts(with: "<b>".unicodeScalars), "\(text)")
    #expect(Self.unescaped(Array(inner)) == Array(value.unicodeScalars))
  }

  @Test("In a URL a value adds no parameter, no path and no fragment", arguments: hostile)
  func url(value: String) throws {
    let text = try Self.render("https://x.example/?q={{name}}&r=1", value, .url)
    let inner = text.utf8.dropFirst(21).dropLast(4)
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%".utf8)
    #expect(inner.allSatisfy { allowed.contains($0) }, "\(text)")
    var decoded: [UInt8] = []
    var bytes = Array(inner)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        continue
      }
      let digits = String(decoding: bytes.prefix(2), as: UTF8.self)
      decoded.append(try #require(UInt8(digits, radix: 16)))
      bytes = bytes.dropFirst(2)
    }
    #expect(String(decoding: decoded, as: UTF8.self) == value)
  }

  @Test("In JSON a value stays inside its string", arguments: hostile)
  func json(value: String) throws {
    let text = try Self.render("{\"a\":\"{{name}}\"}", value, .json)
    let inner = Array(text.unicodeScalars.dropFirst(6).dropLast(2))
    var index = 0
    while index < inner.count {
      #expect(inner[index] != "\"" && inner[index].value >= 0x20)
      index += inner[index] == "\\" ? 2 : 1
    }
    #expect(index == inner.count, "no escape reaches over the closing quote")
  }

  @Test("In a header line a value adds no line", arguments: hostile)
  func headerLine(value: String) throws {
    let text = try Self.render("Re: {{name}}", value, .headerLine)
    #expect(!text.unicodeScalars.contains { TextCheck.isControl($0) })
    let normalized = TextCheck.normalized(value)
    #expect(text.unicodeScalars.count == normalized.unicodeScalars.count + 4)
  }

  @Test("A header's own words must be one line")
  func headerLiteral() {
    let error = #expect(throws: PlacedError.self) {
      try Self.render("Subject\r\nBcc: x", "", .headerLine)
    }
    #expect(error?.position == 7)
    #expect(throws: PlacedError.self) {
      try Self.render("Subject {{\"a\\r\\nBcc: x\"}}", "", .headerLine)
    }
    #expect(throws: PlacedError.self) { try Self.render("a\u{2028}b", "", .headerLine) }
    #expect(throws: Never.self) { try Self.render("Two\nlines{{'\\n'}}", "", .plain) }
  }

  @Test("Plain text keeps values as they are", arguments: hostile)
  func plain(value: String) throws {
    #expect(try Self.render("{{name}}", value, .plain) == value)
  }
}
