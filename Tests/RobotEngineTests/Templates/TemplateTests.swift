import RobotModel
import Testing

@testable import RobotEngine

/// C6, C7 and S-38: texts with placeholders.
@Suite struct TemplateTests {
  static let offer = EarlierRobot(
    id: "R-1",
    alias: "offer",
    outputs: [
      Output(id: "link", displayName: "Link", type: .text),
      Output(id: "total", displayName: "Total", type: .money),
    ]
  )

  static var context: TemplateContext {
    TemplateContext(
      paths: SampleSchema.paths,
      earlierRobots: [offer],
      otherAliases: ["later"]
    )
  }

  static let reader: SampleReader = {
    var reader = SampleReader([
      "name": .text("Szafa"),
      "amount": Sample.money("1234567.5"),
      "area": Sample.decimal("-1234.565"),
      "rooms": .integer(1_000),
      "tags": Sample.texts("vip", "oak"),
      "urgent": .boolean(true),
      "close_date": Sample.date("2026-06-03"),
      "visits": .list([Sample.date("2026-05-01"), Sample.date("2026-05-02")]),
      "called": Sample.timestamp("2026-06-03T07:05:09.040Z"),
      "contact.first_name": .text("łucja"),
      "responsible": Sample.reference("user", "U-1"),
      "responsible.name": .text("Anna"),
      "stage": .text("offer"),
      "source": .text("{{name}}"),
    ])
    reader.outputs = ["R-1.link": .text("https://x.example/1"), "R-1.total": Sample.money("5")]
    reader.properties = [.id: .text("0run"), .dueTime: Sample.timestamp("2026-06-01T00:00:00Z")]
    reader.now = Sample.instant("2026-12-31T23:30:00Z")
    reader.zone = ZoneTable(fixedOffsetSeconds: 7_200, name: "Two")
    return reader
  }()

  static func render(_ text: String, _ channel: Channel = .plain) throws -> String {
    try Template(text, for: channel, in: context).render(by: reader)
  }

  static let renderings: [(String, String)] = [
    ("", ""), ("no placeholder", "no placeholder"), ("{ } }} {", "{ } }} {"),
    ("Dear {{contact.first_name | capitalize}},", "Dear Łucja,"),
    ("{{ item.name|upper }}/{{name | lower}}", "SZAFA/szafa"),
    // Unformatted values (S-41).
    ("{{amount}}", "1234567.5 PLN"), ("{{area}}", "-1234.565"), ("{{rooms}}", "1000"),
    ("{{urgent}}", "true"), ("{{close_date}}", "2026-06-03"), ("{{tags}}", "vip, oak"),
    ("{{called}}", "2026-06-03T07:05:09.040Z"), ("{{responsible}}", "U-1"),
    ("{{responsible.name}} {{stage}}", "Anna offer"),
    // Absent values are empty (S-38).
    ("[{{company.name}}{{description}}{{company.name | upper}}]", "[]"),
    ("{{company.name | default: \"none\"}}", "none"), ("{{name | default: \"none\"}}", "Szafa"),
    ("{{amount | money | default: \"?\"}}", "1234567.50 PLN"),
    // Numbers and money.
    ("{{amount | number}}", "1234567.5"),
    ("{{amount | number: 2, \",\", \" \"}}", "1 234 567,50"),
    ("{{amount | money: 0, \".\", \"'\"}}", "1'234'568 PLN"),
    ("{{amount | currency}}", "PLN"), ("{{area | number: 2}}", "-1234.56"),
    ("{{area | number: 1, \",\", \".\"}}", "-1.234,6"), ("{{rooms | number: 2}}", "1000.00"),
    ("{{rooms | number: 0, \".\", \",\"}}", "1,000"),
    // Dates: days have no zone, moments are shown in the robot's.
    ("{{close_date | date: \"dd.MM.yyyy\"}}", "03.06.2026"),
    ("{{close_date | date: \"EEEE, d MMMM yy\"}}", "Wednesday, 3 June 26"),
    ("{{called | date: \"HH:mm:ss.SSS xxx\"}}", "09:05:09.040 +02:00"),
    ("{{called | date: \"h 'o''clock' a, EEE MMM\"}}", "9 o'clock AM, Wed Jun"),
    ("{{now | date: \"yyyy-MM-dd H:m\"}}", "2027-01-01 1:30"),
    ("{{now}}", "2026-12-31T23:30:00Z"),
    // Lists.
    ("{{tags | first}}", "vip"), ("{{tags | join: \"; \"}}", "vip; oak"),
    ("{{tags | upper | join: \"+\"}}", "VIP+OAK"),
    ("{{visits | date: \"d.M.\" | join: \" \"}}", "1.5. 2.5."),
    ("{{visits | first | date: \"d\"}}", "1"), ("{{contacts | first}}", ""),
    // The run and earlier robots.
    ("{{offer.link}} {{offer.total | money}}", "https://x.example/1 5.00 PLN"),
    ("{{run.id}} {{run.due_time | date: \"d.M.\"}}", "0run 1.6."),
    // Values are data: no second expansion; braces by a quoted string.
    ("{{source}}", "{{name}}"), ("{{\"{{\"}}name}}", "{{name}}"), ("{{ '\\u{141}' }}", "Ł"),
    ("{{name | required}}", "Szafa"), ("{{\n name\n|\tupper }}", "SZAFA"),
  ]

  @Test("Placeholders are replaced by present values", arguments: renderings)
  func rendering(text: String, expected: String) throws {
    #expect(try Self.render(text) == expected)
  }

  /// A template, where it goes wrong, and a part of what is said.
  static let mistakes: [(String, Int, String)] = [
    ("a {{amonut}}", 4, "there is no field \"amonut\" of deal; did you mean \"amount\"?"),
    ("{{contact.nmae}}", 10, "there is no field \"nmae\" of contact; did you mean \"name\"?"),
    ("{{client.name}}", 2, "there is no \"client\" to read from"),
    ("{{ofer.link}}", 2, "there is no \"ofer\" to read from; did you mean \"offer\"?"),
    ("{{offer.url}}", 8, "puts out no \"url\"; expected one of link, total"),
    ("{{later.link}}", 2, "\"later\" does not come before this one in its chain; expected one of"),
    ("{{run.time}}", 6, "a run has no \"time\""),
    ("{{name", 0, "this placeholder is not closed; expected }}"),
    ("{{name}", 6, "expected | and a formatter, or }}, found \"}\""),
    ("{{}}", 2, "expected a field's path such as contact.name, found \"}\""),
    ("{{name | uper}}", 9, "there is no formatter \"uper\"; did you mean \"upper\"?"),
    ("{{name | upper: 1}}", 16, "upper takes no argument"),
    ("{{name | date: \"yyyy\"}}", 9, "expects a date or a timestamp, but there is text"),
    ("{{tags | number}}", 9, "but there is a list of text"),
    ("{{name | first}}", 9, "expects a list, but there is text"),
    ("{{amount | upper}}", 11, "expects a text, but there is money"),
    ("{{rooms | money}}", 10, "expects money, but there is integer"),
    ("{{close_date | date: \"HH:mm\"}}", 15, "a pattern without a time, since a date has none"),
    ("{{called | date: \"dd.mm.YYYY\"}}", 24, "\"YYYY\" stands for no part of a date"),
    ("{{called | date: \"d 'of\"}}", 20, "this quote is not closed"),
    ("{{called | date}}", 11, "expected one text in quotes, as in date: \"dd.MM.yyyy\""),
    ("{{amount | number: 19}}", 19, "expected the digits after the point, 0 to 18"),
    ("{{amount | number: x}}", 19, "expected a text in quotes or a number, found \"x\""),
    ("{{amount | default: \"-\" | number}}", 26, "but there is text"),
    ("{{name | default: 0}}", 9, "expected one text in quotes"),
  ]

  @Test("A mistake is refused with its place and what would be right", arguments: mistakes)
  func mistake(text: String, position: Int, message: String) {
    let error = #expect(throws: PlacedError.self) {
      try Template(text, for: .plain, in: Self.context)
    }
    #expect(error?.position == position)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test("An absent value that is required fails the run, EMPTY_VALUE (S-38)")
  func required() {
    let failure = #expect(throws: RunFailure.self) {
      try Self.render("{{company.name | required | upper}}")
    }
    #expect(failure?.reason == .emptyValue)
    #expect(failure?.message.contains("company.name") == true)
  }

  @Test("A robot outside any chain can name no other robot's outputs (M12)")
  func noChain() {
    let context = TemplateContext(paths: SampleSchema.paths, otherAliases: ["offer"])
    let error = #expect(throws: PlacedError.self) {
      try Template("{{offer.link}}", for: .plain, in: context)
    }
    #expect(error?.message.contains("by \"after previous\"") == true)
  }

  @Test("Templates are at most 16 KiB, and what they render to 64 KiB")
  func sizes() throws {
    let long = String(repeating: "x", count: Limits.templateByteCount)
    #expect(try Self.render(long) == long)
    #expect(throws: PlacedError.self) { try Self.render(long + "x") }
    var reader = Self.reader
    let wide = FieldValue.text(String(repeating: "y", count: 60_000))
    reader.values[FieldPath(source: .field(SampleSchema.number("name")))] = wide
    let once = try Template("{{name}}", for: .plain, in: Self.context)
    #expect(try once.render(by: reader).utf8.count == 60_000)
    let twice = try Template("{{name}}{{name}}", for: .plain, in: Self.context)
    let failure = #expect(throws: RunFailure.self) { try twice.render(by: reader) }
    #expect(failure?.reason == .refused)
  }

  @Test("What is rendered is in normalisation form C")
  func normalized() throws {
    var reader = Self.reader
    reader.values[FieldPath(source: .field(SampleSchema.number("name")))] = .text("\u{301}")
    let text = try Template("e{{name}}", for: .plain, in: Self.context).render(by: reader)
    #expect(Array(text.utf8) == Array("é".utf8))
  }

  @Test("One placeholder alone gives its value as it is")
  func sole() throws {
    let sole = try Template("{{amount}}", for: .plain, in: Self.context)
    #expect(sole.solePlaceholder?.source.value(by: Self.reader) == Sample.money("1234567.5"))
    #expect(try Template("{{amount}} ", for: .plain, in: Self.context).solePlaceholder == nil)
    #expect(
      try Template("{{amount | number}}", for: .plain, in: Self.context).solePlaceholder == nil
    )
  }

  @Test("Random text is refused or rendered, never more", arguments: 0..<20)
  func noise(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let parts = [
      "{{", "}}", "{", "}", "|", ":", ",", "\"", "'", "\\", " ", "name", "amount", "tags", "now",
      "upper", "first", "date", "number", "default", "offer.link", "contact.name", "2", "\u{301}",
      "ł", "\n", ".", "\"dd\"", "join",
    ]
    for _ in 0..<1_000 {
      let text = (0..<numbers.below(14)).map { _ in numbers.pick(parts) }.joined()
      for channel in [Channel.plain, .html, .url, .json, .headerLine] {
        guard let template = try? Template(text, for: channel, in: Self.context) else { continue }
        _ = try template.render(by: Self.reader)
      }
    }
  }
}
