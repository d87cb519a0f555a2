import RobotModel

/// Looks up what a placeholder names.
struct TemplateSourceResolver {
  private let context: TemplateContext

  /// Looks up names in a robot's surroundings.
  init(context: TemplateContext) {
    self.context = context
  }

  /// What a path names, and of which type it is.
  /// - Throws: `PathError` with what would be right.
  func resolve(_ path: String) throws(PathError) -> (TemplateSource, TemplateType) {
    if path == "now" { return (.now, TemplateType(type: .timestamp)) }
    let parts = path.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    if parts.count == 2 {
      if parts[0] == "run" { return try runProperty(parts[1]) }
      if let robot = context.earlierRobots.last(where: { $0.alias == parts[0] }) {
        return try output(parts[1], of: robot)
      }
      if context.otherAliases.contains(parts[0]) { throw notBefore(parts[0]) }
    }
    do {
      let resolved = try context.paths.resolve(path)
      return (
        .field(resolved.path, text: resolved.text),
        TemplateType(
          type: resolved.field.type,
          isMultiple: resolved.field.isMultiple,
          referenceType: resolved.field.referenceType
        )
      )
    } catch {
      throw parts.count == 2 && error.position == 0 ? unknownRoot(parts[0], error) : error
    }
  }

  private func runProperty(_ name: String) throws(PathError) -> (TemplateSource, TemplateType) {
    guard let property = RunProperty(rawValue: name) else {
      throw PathError(
        position: "run.".utf8.count,
        message: "a run has no \(quoted(name))"
          + Suggestion.phrase(for: name, among: RunProperty.allCases.map(\.name))
      )
    }
    return (.run(property), TemplateType(type: property.type))
  }

  private func output(
    _ name: String,
    of robot: EarlierRobot
  ) throws(PathError) -> (TemplateSource, TemplateType) {
    guard let output = robot.outputs.first(where: { $0.id == name }) else {
      throw PathError(
        position: robot.alias.utf8.count + 1,
        message: "the robot \(quoted(robot.alias)) puts out no \(quoted(name))"
          + Suggestion.phrase(for: name, among: robot.outputs.map(\.id))
      )
    }
    return (
      .output(name, robot: robot.id, alias: robot.alias), TemplateType(type: output.type)
    )
  }

  private func notBefore(_ alias: String) -> PathError {
    let usable = context.earlierRobots.map(\.alias).filter { !$0.isEmpty }
    let hint =
      usable.isEmpty
      ? "; expected a robot that this one runs after, by \"after previous\""
      : "; expected one of \(usable.joined(separator: ", "))"
    return PathError(
      position: 0,
      message: "the robot \(quoted(alias)) does not come before this one in its chain" + hint
    )
  }

  private func unknownRoot(_ root: String, _ error: PathError) -> PathError {
    if PathResolver.Root(rawValue: root) != nil { return error }
    let names =
      context.earlierRobots.map(\.alias).filter { !$0.isEmpty }
      + context.paths.roots.map(\.rawValue) + ["item", "run", "now"]
    return PathError(
      position: 0,
      message: "there is no \(quoted(root)) to read from"
        + Suggestion.phrase(for: root, among: names)
    )
  }
}
