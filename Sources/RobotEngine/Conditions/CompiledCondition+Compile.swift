import RobotModel

extension CompiledCondition {
  /// Compiles a condition that a ``ConditionChecker`` has accepted.
  ///
  /// - Throws: `PathError` if a path leads nowhere, which a checked condition's cannot unless the
  ///   schema has changed since.
  convenience init(_ condition: Condition, paths: PathResolver) throws(PathError) {
    var assembler = Assembler(paths: paths)
    let first = try assembler.place(condition, onTrue: .satisfied, onFalse: .unsatisfied)
    let count = assembler.reversedSteps.count
    func forward(_ target: Target) -> Target {
      target.isEnd ? target : Target(rawValue: UInt16(count - 1) - target.rawValue)
    }
    let steps = assembler.reversedSteps.reversed().map { step in
      Step(
        path: step.path,
        test: step.test,
        onTrue: forward(step.onTrue),
        onFalse: forward(step.onFalse)
      )
    }
    self.init(steps: steps, operands: assembler.operands, first: forward(first))
  }

  /// Lays the steps out from the last to the first, so that where a jump goes is always known.
  ///
  /// While it works, targets count from the last step.
  private struct Assembler {
    let paths: PathResolver
    var reversedSteps: [Step] = []
    var operands = ConditionOperands()

    /// Adds a condition's steps and returns where its evaluation begins.
    mutating func place(
      _ condition: Condition,
      onTrue: Target,
      onFalse: Target
    ) throws(PathError) -> Target {
      switch condition {
      case .all(let members):
        var next = onTrue
        for member in members.reversed() {
          next = try place(member, onTrue: next, onFalse: onFalse)
        }
        return next
      case .any(let members):
        if members.isEmpty { return onTrue }
        var next = onFalse
        for member in members.reversed() {
          next = try place(member, onTrue: onTrue, onFalse: next)
        }
        return next
      case .not(let member):
        return try place(member, onTrue: onFalse, onFalse: onTrue)
      case .comparison(let comparison):
        return try place(comparison, onTrue: onTrue, onFalse: onFalse)
      }
    }

    private mutating func place(
      _ comparison: Comparison,
      onTrue: Target,
      onFalse: Target
    ) throws(PathError) -> Target {
      let resolved = try paths.resolve(comparison.path)
      let (test, isNegated) = operands.add(comparison, on: resolved.field)
      precondition(reversedSteps.count < Limits.conditionNodes, "a checked condition is small")
      reversedSteps.append(
        Step(
          path: resolved.path,
          test: test,
          onTrue: isNegated ? onFalse : onTrue,
          onFalse: isNegated ? onTrue : onFalse
        )
      )
      return Target(rawValue: UInt16(reversedSteps.count - 1))
    }
  }
}
