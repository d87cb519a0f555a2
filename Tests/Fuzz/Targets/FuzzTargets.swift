/// Every target.
enum FuzzTargets {
  static let all: [any FuzzTarget.Type] = [
    ServerConnectionTarget.self,
    ClientConnectionTarget.self,
    FramingTarget.self,
    RequestTarget.self,
    JSONMessageTarget.self,
    FactTarget.self,
    JournalTarget.self,
    ConditionTarget.self,
    TemplateTarget.self,
    ConfigurationTarget.self,
    ZoneTarget.self,
    NumberTarget.self,
    HolidayFileTarget.self,
  ]

  /// The target of a name; the canary, which has a bug planted in it, only by its name.
  static func named(_ name: String) -> (any FuzzTarget.Type)? {
    (all + [CanaryTarget.self]).first { $0.name == name }
  }
}
