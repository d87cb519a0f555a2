/// What a run keeps once it has started: the cold part.
///
/// There is one of every run that has ever started, so what few of them have lies apart.
package struct RunDetail: Hashable, Sendable {
  /// What the templates rendered to and the expressions resolved to.
  package var resolvedParameters: [NamedValue] = []
  package var outputs: [NamedValue] = []
  /// A user's id.
  package var actingUser: String = ""
  /// The worker's queue; empty where the store performs the robot.
  package var queue: String = ""
  /// The condition's comparisons as they were decided.
  package var operands: [DecidedOperand] = []
  /// The version of its robot by which it acts, which may be newer than the pinned one; 0 before it
  /// has started.
  package var actingVersion: Int64 = 0
  private var rareParts = RareParts.none
  /// The condition's result; nil where none was decided.
  package var isSatisfied: Bool?

  /// Starts empty.
  package init() {}
}

extension RunDetail {
  /// What few runs have.
  package struct Rare: Hashable, Sendable {
    /// What went wrong, in words.
    package fileprivate(set) var message = ""
    /// The result that came after the run had ended, in words.
    package fileprivate(set) var lateResult = ""
    /// Who has set its due time by hand: a user's id; empty where it was computed.
    package fileprivate(set) var askedBy = ""
    /// How often it was started anew by hand after it had ended.
    package fileprivate(set) var manualRetries: UInt32 = 0
    /// The invoice of its item that it reads: an id; empty where it reads none.
    package fileprivate(set) var invoice = ""
    /// The quote of its item that it reads: an id; empty where it reads none.
    package fileprivate(set) var quote = ""
    /// What the date held for which it fired; nil where it counts from none.
    package fileprivate(set) var date: FieldValue?
  }

  /// It lies at an address of its own where there is any of it.
  private indirect enum RareParts: Hashable, Sendable {
    case none
    case some(Rare)
  }

  /// What few runs have; nil where this one has nothing of it.
  package var rare: Rare? {
    if case .some(let rare) = rareParts { rare } else { nil }
  }

  private mutating func changeRare(_ change: (inout Rare) -> Void) {
    var rare = rare ?? Rare()
    change(&rare)
    rareParts = rare == Rare() ? .none : .some(rare)
  }

  /// See ``Rare/message``.
  package var message: String {
    get { rare?.message ?? "" }
    set { changeRare { $0.message = newValue } }
  }

  /// See ``Rare/lateResult``.
  package var lateResult: String {
    get { rare?.lateResult ?? "" }
    set { changeRare { $0.lateResult = newValue } }
  }

  /// See ``Rare/askedBy``.
  package var askedBy: String {
    get { rare?.askedBy ?? "" }
    set { changeRare { $0.askedBy = newValue } }
  }

  /// See ``Rare/manualRetries``.
  package var manualRetries: UInt32 {
    get { rare?.manualRetries ?? 0 }
    set { changeRare { $0.manualRetries = newValue } }
  }

  /// See ``Rare/invoice``.
  package var invoice: String {
    get { rare?.invoice ?? "" }
    set { changeRare { $0.invoice = newValue } }
  }

  /// See ``Rare/quote``.
  package var quote: String {
    get { rare?.quote ?? "" }
    set { changeRare { $0.quote = newValue } }
  }

  /// See ``Rare/date``.
  package var date: FieldValue? {
    get { rare?.date }
    set { changeRare { $0.date = newValue } }
  }
}

/// One comparison of a condition as it was decided.
package struct DecidedOperand: Hashable, Sendable {
  /// The comparison's place in the condition, in depth-first order from 0.
  package var index: UInt32
  /// What the path held; nil for nothing.
  package var actual: FieldValue?
  /// The comparison's result.
  package var isSatisfied: Bool

  /// Describes a decided comparison.
  package init(index: UInt32, actual: FieldValue?, isSatisfied: Bool) {
    self.index = index
    self.actual = actual
    self.isSatisfied = isSatisfied
  }
}
