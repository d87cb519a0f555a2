import RobotModel

/// One page being filled: how many elements it takes, and how many rows may be looked at for it.
///
/// A filter may match one row in a million. So a page also ends when enough rows were looked at; it
/// is then short, even empty, and its token leads on. That bounds how long everyone else waits.
struct PageFiller<Element: Sendable> {
  /// How many elements it takes at most.
  let size: Int
  private var examined = 0
  private var elements: [Element] = []
  private var tokens: [String] = []
  private var lastToken = ""
  private var isCut = false

  /// Some milliseconds of evaluating filters.
  static var examinedMost: Int { 10_000 }

  /// Begins a page.
  init(_ request: PageRequest) {
    size = request.size <= 0 ? Limits.pageSizeDefault : min(request.size, Limits.pageSizeMaximum)
  }

  /// Whether one more row may be looked at; notes that there is one if not.
  mutating func wantsMore() -> Bool {
    if elements.count < size, examined < Self.examinedMost { return true }
    isCut = true
    return false
  }

  /// Notes that a row was looked at; the next page begins after it.
  mutating func examine(token: @autoclosure () -> String) {
    examined += 1
    if examined == Self.examinedMost { lastToken = token() }
  }

  /// Adds an element.
  mutating func add(_ element: Element, token: String) {
    elements.append(element)
    tokens.append(token)
    lastToken = token
  }

  /// The page, with a token if there was more to look at.
  func page() -> Page<Element> {
    Page(elements: elements, nextToken: isCut ? lastToken : "", tokens: tokens)
  }
}

extension RequestError {
  /// A page token that no answer to the same request has given, or whose row is gone.
  static func badPageToken(_ token: String) -> RequestError {
    .invalid(
      "page_token",
      "\(quoted(token)) is no token of an earlier answer to this list, filter and order"
    )
  }
}
