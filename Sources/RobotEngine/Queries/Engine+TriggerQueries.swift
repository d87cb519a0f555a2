package import RobotModel

extension Engine {
  /// A trigger.
  /// - Throws: `NOT_FOUND`.
  package func trigger(_ id: String) throws(RequestError) -> Trigger {
    guard let trigger = store.triggers.trigger(id) else { throw .notFound("trigger", id) }
    return trigger
  }

  /// A page of the triggers of a stage, a pipeline, an entity type, or of all, in the order of
  /// entity type, pipeline, stage and position.
  ///
  /// - Throws: `INVALID_ARGUMENT` for a pipeline without its type, a stage without its pipeline, or
  ///   the token; `NOT_FOUND` for any of the three.
  package func triggers(
    in scope: RuleScope,
    page request: PageRequest
  ) throws(RequestError) -> Page<Trigger> {
    try page(of: "triggers", in: scope, request, position: \.position) { stage in
      store.triggers.triggers(in: stage)
    }
  }

  /// A page of the catalogue, in its order.
  /// - Throws: `INVALID_ARGUMENT` for the token.
  package func triggerTypes(page request: PageRequest) throws(RequestError) -> Page<TriggerType> {
    try page(of: TriggerCatalogue.kinds.map(\.type), list: "trigger types", request, id: \.id)
  }
}
