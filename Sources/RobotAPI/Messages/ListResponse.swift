package import Protobuf
package import RobotModel

// A list's answer must fit into a message, and how many elements do is known only by writing them.
// So they are written one after another until the next one would be too much; nothing is written
// twice. It works because of what the wire format promises: messages of one type written one behind
// the other are read as one message, whose repeated fields hold the elements of all.

/// An answer that holds as much of a list as fits into a message.
package protocol ListResponse: ResponseMessage {
  /// Appends the answer with as many elements as fit into `limit` bytes.
  ///
  /// - Returns: False if there are elements and not even one fits.
  func encode(into buffer: inout [UInt8], with arena: Arena, atMost limit: Int) -> Bool
}

extension ListResponse {
  /// Appends so many elements of a list, up to the first that does not fit; true if all do.
  ///
  /// - Parameter element: Appends the answer with one element, by its index, and nothing else.
  func append(
    _ count: Int,
    to buffer: inout [UInt8],
    atMost limit: Int,
    _ element: (Int, inout [UInt8]) -> Void
  ) -> Bool {
    let start = buffer.count
    for index in 0..<count {
      let end = buffer.count
      element(index, &buffer)
      if buffer.count - start > limit {
        buffer.removeSubrange(end...)
        return false
      }
    }
    return true
  }
}

/// The answer to a request for a page of a list.
package protocol PagedResponse: ListResponse {
  /// How many elements the page has.
  var elementCount: Int { get }

  /// The answer with one element of the page, and nothing else.
  func element(_ index: Int) -> Self

  /// The answer without elements, as if the page ended after the first `count` of them.
  func ending(after count: Int) -> Self
}

extension PagedResponse {
  package func encode(
    into buffer: inout [UInt8],
    with arena: Arena,
    atMost limit: Int
  ) -> Bool {
    let start = buffer.count
    var ending: [UInt8] = []
    self.ending(after: elementCount).encode(into: &ending, with: arena)
    // The token of a page that is cut may be longer than the one at its end.
    let room = limit - ending.count - Limits.pageTokenByteCount
    var count = 0
    while count < elementCount {
      let end = buffer.count
      element(count).encode(into: &buffer, with: arena)
      if buffer.count - start > room {
        buffer.removeSubrange(end...)
        break
      }
      count += 1
    }
    if count < elementCount {
      ending.removeAll()
      self.ending(after: count).encode(into: &ending, with: arena)
    }
    buffer.append(contentsOf: ending)
    return count > 0 || elementCount == 0
  }
}

/// An answer that holds a page and nothing besides.
package protocol PlainPagedResponse: PagedResponse {
  associatedtype Element: Sendable

  /// The page.
  var page: Page<Element> { get }

  /// Answers.
  init(page: Page<Element>)
}

extension PlainPagedResponse {
  package var elementCount: Int { page.elements.count }

  package func element(_ index: Int) -> Self {
    Self(page: Page(elements: [page.elements[index]], nextToken: ""))
  }

  package func ending(after count: Int) -> Self {
    Self(page: Page(elements: [], nextToken: count == 0 ? "" : page.token(after: count)))
  }
}

extension ListEntityTypesResponse: PlainPagedResponse {}
extension ListPipelinesResponse: PlainPagedResponse {}
extension ListCalendarsResponse: PlainPagedResponse {}
extension ListRobotTypesResponse: PlainPagedResponse {}
extension ListTriggersResponse: PlainPagedResponse {}
extension ListTriggerTypesResponse: PlainPagedResponse {}
extension ListRuleVersionsResponse: PlainPagedResponse {}
extension ListRecordsResponse: PlainPagedResponse {}
extension ListRunsResponse: PlainPagedResponse {}
extension ListHistoryResponse: PlainPagedResponse {}
