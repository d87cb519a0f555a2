import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks to be told of every durable change.
package struct WatchChangesRequest: RequestMessage {
  /// What was dealt with; nil for what changes from now on.
  package var after: ChangeCursor?
  /// The store as it now is comes first.
  package var wantsSnapshot: Bool
  package var filter: ChangeFilter

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__watch_changes_request__init, with: arena) {
      message,
      reader in
      let request = WatchChangesRequest(
        after: reader.changeCursor(message.pointee.after, "after"),
        wantsSnapshot: message.pointee.snapshot != 0,
        filter: reader.changeFilter(message)
      )
      if request.wantsSnapshot, request.after != nil {
        reader.refuse("snapshot", "stands alone: what changed is told from a snapshot on")
      }
      return request
    }
  }

  private init(after: ChangeCursor?, wantsSnapshot: Bool, filter: ChangeFilter) {
    self.after = after
    self.wantsSnapshot = wantsSnapshot
    self.filter = filter
  }
}

extension MessageReader {
  /// The most entity types that a filter names.
  private static let mostTypes = 100

  fileprivate mutating func changeCursor(
    _ field: UnsafeMutablePointer<CChar>!,
    _ name: String
  ) -> ChangeCursor? {
    let text = text(field)
    if text.isEmpty { return nil }
    if let cursor = ChangeCursor(text: text) { return cursor }
    refuse(
      name,
      "\"\(text.prefix(64))\" is neither a cursor of the service's making, such as "
        + "\"42-0f3a99c1\", nor a number"
    )
    return nil
  }

  fileprivate mutating func changeFilter(
    _ message: UnsafeMutablePointer<Robots__V1__WatchChangesRequest>
  ) -> ChangeFilter {
    var filter = ChangeFilter()
    let types = texts(message.pointee.n_entity_types, message.pointee.entity_types)
    if isCount(types.count, atMost: Self.mostTypes, "entity_types") {
      for (index, type) in types.enumerated() {
        if let problem = IdentifierForm.problem(of: type) {
          refuse("entity_types[\(index)]", problem)
        }
      }
      filter.entityTypes = types
    }
    let kinds = UnsafeBufferPointer(start: message.pointee.kinds, count: message.pointee.n_kinds)
    if isCount(kinds.count, atMost: ChangeKind.allCases.count, "kinds") {
      filter.kinds = kinds.enumerated().map { index, kind in
        choice(
          kind.rawValue,
          standIn: ChangeKind.record,
          "kinds",
          of: message.asMessage.pointee,
          path: "kinds[\(index)]"
        )
      }
    }
    return filter
  }
}
