import RobotModel

/// A trigger type as the engine knows it: what the catalogue says of it, and of which events a
/// trigger with certain parameters hears.
///
/// A kind holds no state. What all triggers have alike (stages, order, conditions, which one wins)
/// is decided elsewhere; a kind sees only parameters and payloads that were checked.
protocol TriggerKind: Sendable {
  /// What the catalogue says of it.
  var type: TriggerType { get }

  /// Whether its events are the client's own doing (S-33).
  var isClientActivity: Bool { get }

  /// Names what is wrong with a trigger beyond its declared parameters; paths are relative to the
  /// trigger: `parameters.code`.
  func violations(of trigger: Trigger, in engine: Engine) -> [RequestError.Violation]

  /// Whether an event is one of those that a trigger with these parameters hears of.
  func hears(of event: HeardEvent, with parameters: [NamedValue]) -> Bool

  /// What an event is about, as a part of a sentence; empty where the type says it all.
  ///
  /// It is kept in the history: no secret may be in it.
  func subject(of payload: [NamedValue]) -> String

  /// Whether what an event tells an item's triggers has come to them already (S-35).
  func wasHeard(_ event: HeardEvent, by record: Slot<RecordRow>, in engine: Engine) -> Bool
}

extension TriggerKind {
  var isClientActivity: Bool { false }

  func violations(of trigger: Trigger, in engine: Engine) -> [RequestError.Violation] { [] }

  func subject(of payload: [NamedValue]) -> String { "" }

  func wasHeard(_ event: HeardEvent, by record: Slot<RecordRow>, in engine: Engine) -> Bool {
    false
  }
}
