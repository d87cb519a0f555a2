package import RobotModel

extension Engine {
  /// A page of the presets that ship with the service, in their order.
  ///
  /// - Throws: `INVALID_ARGUMENT` for the token.
  package func page(
    of presets: [Preset],
    _ request: PageRequest
  ) throws(RequestError) -> Page<Preset> {
    let tokens = PageToken(list: "presets")
    var start = 0
    if let after = try tokens.key(from: request.token)?.first {
      guard let index = presets.firstIndex(where: { $0.id == after }) else {
        throw .badPageToken(request.token)
      }
      start = index + 1
    }
    var filler = PageFiller<Preset>(request)
    for preset in presets[start...] {
      guard filler.wantsMore() else { break }
      filler.add(preset, token: tokens.text(after: [preset.id]))
    }
    return filler.page()
  }
}
