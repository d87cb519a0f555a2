package import RobotModel

extension Engine {
  /// A page of the versions of a rule, the newest first, also of one that was deleted.
  ///
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` for the token.
  package func versions(
    of kind: RuleKind,
    _ id: String,
    page request: PageRequest
  ) throws(RequestError) -> Page<RuleVersionView> {
    let tokens = PageToken(list: "versions", "\(kind.rawValue)", id)
    switch kind {
    case .robot:
      guard let slot = store.robots.slotEver(of: id) else { throw .notFound("robot", id) }
      return try page(
        request,
        of: store.robots[slot].versions.map { store.robots[$0].robot },
        tokens: tokens,
        number: \.version,
        isDeleted: store.robots[slot].isDeleted
      ) { old, new in
        (.robot(new), old.map { changes(from: $0, to: new) } ?? [])
      }
    case .trigger:
      return try page(
        request,
        of: try known(store.triggers.history.versions(of: id), "trigger", id),
        tokens: tokens,
        number: \.version,
        isDeleted: store.triggers.trigger(id) == nil
      ) { old, new in
        (.trigger(new), old.map { changes(from: $0, to: new) } ?? [])
      }
    case .calendar:
      return try page(
        request,
        of: try known(store.calendars.history.versions(of: id), "calendar", id),
        tokens: tokens,
        number: \.version,
        isDeleted: store.calendars[id] == nil
      ) { old, new in
        (.calendar(new), old.map { changes(from: $0, to: new) } ?? [])
      }
    }
  }

  private func known<Rule>(
    _ versions: [Rule],
    _ what: String,
    _ id: String
  ) throws(RequestError) -> [Rule] {
    if versions.isEmpty { throw .notFound(what, id) }
    return versions
  }

  /// - Parameter show: What is listed of a version, by the one before it, if that is known.
  private func page<Rule>(
    _ request: PageRequest,
    of versions: [Rule],
    tokens: PageToken,
    number: (Rule) -> Int64,
    isDeleted: Bool,
    _ show: (Rule?, Rule) -> (rule: VersionedRule, changes: [String])
  ) throws(RequestError) -> Page<RuleVersionView> {
    let after = try tokens.key(from: request.token)?.first.flatMap { Int64($0) }
    var filler = PageFiller<RuleVersionView>(request)
    for (index, version) in versions.enumerated().reversed()
    where after.map({ number(version) < $0 }) ?? true {
      guard filler.wantsMore() else { break }
      let shown = show(index == 0 ? nil : versions[index - 1], version)
      let view = RuleVersionView(
        rule: shown.rule,
        changes: shown.changes,
        isDeleted: isDeleted && index == versions.count - 1
      )
      filler.add(view, token: tokens.text(after: ["\(number(version))"]))
    }
    return filler.page()
  }
}
