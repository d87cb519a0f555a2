package import RobotModel

extension Engine {
  /// The newest version of a robot.
  /// - Throws: `NOT_FOUND`.
  package func robot(_ id: String) throws(RequestError) -> Robot {
    guard let robot = store.robots.robot(id) else { throw .notFound("robot", id) }
    return robot
  }

  /// A page of the robots of a stage, a pipeline, an entity type, or of all, in the order of entity
  /// type, pipeline, stage and position.
  ///
  /// - Throws: `INVALID_ARGUMENT` for a pipeline without its type, a stage without its pipeline, or
  ///   the token; `NOT_FOUND` for any of the three.
  package func robots(
    in scope: RuleScope,
    page request: PageRequest
  ) throws(RequestError) -> Page<Robot> {
    try page(of: "robots", in: scope, request, position: \.position) { stage in
      store.schema.slot(ofStage: stage).map(newestRobots) ?? []
    }
  }

  /// A page of the catalogue, in its order.
  /// - Throws: `INVALID_ARGUMENT` for the token.
  package func robotTypes(page request: PageRequest) throws(RequestError) -> Page<RobotType> {
    try page(of: Catalogue.kinds.map(\.type), list: "robot types", request, id: \.id)
  }

  /// Who performs robots of a type: "store", or the queue of its workers.
  package func executor(ofRobotType type: String) -> String {
    configuration.executors[type] ?? "store"
  }
}
