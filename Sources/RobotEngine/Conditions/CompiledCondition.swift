// Conditions as jumping code
//
// A condition is a tree of ALL, ANY and NOT over comparisons. Compiled, only the comparisons are
// left, one step each in depth-first order; the groups have become two jumps per step, to the step
// that decides next or to the end:
//
//     amount > 100000 AND (source = "web" OR NOT empty(company))
//
//     step  test                   if true      if false
//     0     amount > 100000        1            unsatisfied
//     1     source = "web"         satisfied    2
//     2     empty(company)         unsatisfied  satisfied
//
// NOT costs nothing: it swaps the jumps of what it negates. So every negative operator is the exact
// negation of its positive one (S-6). Evaluation walks forward only, allocates nothing (but for a
// list that is kept as its only member), and looks at no more fields than it needs; the comparisons
// after the deciding one are not looked at, so they cannot fail either.

import RobotModel

/// A condition in the form in which it is decided: typed, flat, its paths looked up.
///
/// An object, since every run that is decided takes it in hand, with all its tables.
final class CompiledCondition: Sendable {
  /// One comparison and where to go from it.
  struct Step {
    let path: FieldPath
    let test: ConditionTest
    let onTrue: Target
    let onFalse: Target

    /// The item's field that a `changed` asks about.
    var changedField: FieldNumber {
      guard case .field(let number) = path.source, path.start == .item else {
        preconditionFailure("a checked comparison asks about changes of the item's own fields")
      }
      return number
    }
  }

  /// A step's index, or an end.
  struct Target: Hashable {
    let rawValue: UInt16

    static let satisfied = Target(rawValue: .max)
    static let unsatisfied = Target(rawValue: .max - 1)

    /// Whether it is one of the two ends.
    var isEnd: Bool { rawValue >= Self.unsatisfied.rawValue }
  }

  /// In depth-first order of the tree: a step's index is its comparison's.
  let steps: [Step]
  /// What the steps hold values against.
  let operands: ConditionOperands
  /// Where evaluation begins; an end where nothing needs to be compared.
  let first: Target

  /// Holds for everything.
  static let always = CompiledCondition(
    steps: [],
    operands: ConditionOperands(),
    first: .satisfied
  )

  /// Holds for nothing.
  static let never = CompiledCondition(
    steps: [],
    operands: ConditionOperands(),
    first: .unsatisfied
  )

  init(steps: [Step], operands: ConditionOperands, first: Target) {
    self.steps = steps
    self.operands = operands
    self.first = first
  }

  /// The fields whose values at entry `changed` asks about, each once, in order.
  var fieldsComparedWithEntry: [FieldNumber] {
    var fields: [FieldNumber] = []
    for step in steps where step.test.kind == .changed {
      if !fields.contains(step.changedField) { fields.append(step.changedField) }
    }
    return fields.sorted()
  }

  /// Whether the condition holds for what the reader reads.
  /// - Throws: `CURRENCY_MISMATCH` where amounts of different currencies meet.
  func isSatisfied<Reader: FieldReader>(by reader: borrowing Reader) throws(RunFailure) -> Bool {
    try walk(reader) { _, _, _ in }
  }

  /// Decides the condition and says how: which comparisons were made, on which values.
  ///
  /// An ellipsis stands for a value beyond the size of what is kept with a run.
  func decide<Reader: FieldReader>(by reader: borrowing Reader) -> ConditionDecision {
    var operands: [DecidedOperand] = []
    operands.reserveCapacity(steps.count)
    var room = Limits.decidedValuesByteCount
    do {
      let result = try walk(reader) { index, actual, isSatisfied in
        let byteCount = actual?.byteCount ?? 0
        let fits = byteCount <= room
        if fits { room -= byteCount }
        operands.append(
          DecidedOperand(
            index: UInt32(index),
            actual: fits ? actual : .text("…"),
            isSatisfied: isSatisfied
          )
        )
      }
      return ConditionDecision(operands: operands, result: .success(result))
    } catch {
      return ConditionDecision(operands: operands, result: .failure(error))
    }
  }

  @inline(__always)
  private func walk<Reader: FieldReader>(
    _ reader: borrowing Reader,
    noting note: (UInt16, FieldValue?, Bool) -> Void
  ) throws(RunFailure) -> Bool {
    let list = steps
    let steps = list.span
    var target = first
    while !target.isEnd {
      let step = steps[Int(target.rawValue)]
      let value = reader.value(at: step.path)
      let holds: Bool
      if step.test.kind == .isEmpty {
        holds = value == nil
      } else if step.test.kind == .changed {
        holds = value != reader.entryValue(of: step.changedField)
      } else if let value {
        holds = try step.test.holds(for: value, against: operands, by: reader)
      } else {
        holds = false
      }
      note(target.rawValue, value, holds)
      target = holds ? step.onTrue : step.onFalse
    }
    return target == .satisfied
  }
}

/// How a condition was decided.
struct ConditionDecision {
  /// The comparisons that were made, in order; of a failure, those before it.
  let operands: [DecidedOperand]
  /// Whether the condition holds, or why it could not be decided.
  let result: Result<Bool, RunFailure>
}
