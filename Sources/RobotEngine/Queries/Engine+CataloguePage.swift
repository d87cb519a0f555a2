package import RobotModel

extension Engine {
  /// A page of what ships with the service, such as its robot types or presets, in its order.
  ///
  /// - Parameters:
  ///   - elements: All of them.
  ///   - list: What they are, for the page's tokens: "robot types".
  ///   - id: The name of an element, which no other has.
  /// - Throws: `INVALID_ARGUMENT` for the token.
  package func page<Element>(
    of elements: [Element],
    list: String,
    _ request: PageRequest,
    id: (Element) -> String
  ) throws(RequestError) -> Page<Element> {
    let tokens = PageToken(list: list)
    var start = 0
    if let after = try tokens.key(from: request.token)?.first {
      guard let index = elements.firstIndex(where: { id($0) == after }) else {
        throw .badPageToken(request.token)
      }
      start = index + 1
    }
    var filler = PageFiller<Element>(request)
    for element in elements[start...] {
      guard filler.wantsMore() else { break }
      filler.add(element, token: tokens.text(after: [id(element)]))
    }
    return filler.page()
  }
}
