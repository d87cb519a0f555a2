import Protobuf
import RobotModel

@testable import RobotEngine

/// Templates as people write them, rendered with values as hostile as clients may send; the first
/// byte chooses where the text goes (K14: no value adds a tag, a line or a way out of a string).
enum TemplateTarget: FuzzTarget {
  static let name = "template"
  private static let channels: [Channel] = [.plain, .html, .url, .json, .headerLine]

  static let seeds: [[UInt8]] = [
    "Dear {{contact.first_name | capitalize}},", "{{ item.name|upper }}/{{name | lower}}",
    "{{amount | money: 2}} {{amount | currency}} {{amount|number}}", "{{\"{{\"}} { }} }",
    "{{close_date | date: \"d MMMM yyyy\"}}{{now | date: 'HH:mm'}}", "{{run.due_time}}{{run.id}}",
    "{{tags | join: \" / \"}}{{tags|first|default:\"none\"}}{{company | required}}",
    "{{offer.link}} {{offer.total | default: 'x' | upper}}", "<a href=\"{{name}}\">{{stage}}</a>",
    "e{{name}}\u{301}", "{{probability | number: 3}}{{responsible}}{{responsible.name}}",
  ].enumerated().map { [UInt8($0.offset)] + Array($0.element.utf8) }

  static func run(_ input: RawSpan) throws {
    var input = FuzzInput(input)
    let channel = channels[input.choice(channels.count)]
    let text = String(decoding: input.rest(), as: UTF8.self)
    guard let template = try? Template(text, for: channel, in: context) else { return }
    guard let rendered = try? template.render(by: FuzzedItem()) else { return }
    try promise(
      rendered.utf8.count <= Limits.textByteCount * 3,
      "a text of \(rendered.utf8.count) bytes was rendered"
    )
    try check(rendered, of: template, written: text)
  }

  private static func check(
    _ rendered: String,
    of template: Template,
    written text: String
  ) throws(BrokenPromise) {
    switch template.channel {
    case .plain: break
    case .html:
      guard !text.contains("<i") else { return }
      try promise(!rendered.contains("<i"), "a value added a tag: \(rendered)")
    case .url, .json:
      guard !template.sources.isEmpty, template.sources.count == template.pieces.count else {
        return
      }
      try checkValue(rendered, isURL: template.channel == .url)
    case .headerLine:
      let isOneLine = rendered.unicodeScalars.allSatisfy { !TextCheck.isControl($0) }
      try promise(isOneLine, "a value added a line: \(rendered)")
    }
  }

  /// Checks what was made of values alone.
  private static func checkValue(_ rendered: String, isURL: Bool) throws(BrokenPromise) {
    if isURL {
      let isPlain = rendered.utf8.allSatisfy { !"/?#&=<>\"' \\".utf8.contains($0) }
      try promise(isPlain || rendered.contains(", "), "a value left its place: \(rendered)")
    } else {
      let json = try? JSONParser.parse(Array("\"\(rendered)\"".utf8))
      try promise(json?.text != nil, "a value left its string: \(rendered)")
    }
  }

  nonisolated(unsafe) private static let context = TemplateContext(
    paths: FuzzedItem.paths,
    earlierRobots: [
      EarlierRobot(
        id: "R-1",
        alias: "offer",
        outputs: [
          Output(id: "link", displayName: "Link", type: .text),
          Output(id: "total", displayName: "Total", type: .money),
        ]
      )
    ],
    otherAliases: ["later"]
  )
}
