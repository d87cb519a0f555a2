/// One page of a list.
package struct Page<Element: Sendable>: Sendable {
  package var elements: [Element]
  /// Where the next page begins; empty on the last.
  package var nextToken: String
  /// Where a page would begin that went on after each of the elements.
  package var tokens: [String]

  /// Describes a page; one without `tokens` cannot be cut short.
  package init(elements: [Element], nextToken: String, tokens: [String] = []) {
    self.elements = elements
    self.nextToken = nextToken
    self.tokens = tokens
  }

  /// The page with something else for each element.
  package func map<Other>(_ transform: (Element) -> Other) -> Page<Other> {
    Page<Other>(elements: elements.map(transform), nextToken: nextToken, tokens: tokens)
  }

  /// Where the page begins that goes on after the first `count` elements.
  package func token(after count: Int) -> String {
    count == elements.count ? nextToken : tokens[count - 1]
  }
}

/// Which page of a list is asked for.
package struct PageRequest: Hashable, Sendable {
  /// Zero: the default; at most the maximum of `Limits`, beyond which it is taken for it.
  package var size: Int
  /// Empty: the first page.
  package var token: String

  /// Asks for a page.
  package init(size: Int = 0, token: String = "") {
    self.size = size
    self.token = token
  }
}

/// Whose rules, which are robots and triggers: a stage's, a pipeline's, an entity type's, or all.
package struct RuleScope: Hashable, Sendable {
  /// Empty: of all types.
  package var entityType: String
  /// Empty: of all pipelines of the type.
  package var pipeline: String
  /// Empty: of all stages of the pipeline.
  package var stage: String

  /// Names a scope; without anything all rules.
  package init(entityType: String = "", pipeline: String = "", stage: String = "") {
    self.entityType = entityType
    self.pipeline = pipeline
    self.stage = stage
  }
}

/// Which runs to list or watch: each part narrows it.
package struct RunQuery: Hashable, Sendable {
  package var entityType: String = ""
  package var itemID: String = ""
  package var robot: String = ""
  package var visit: StoreNumber?
  package var states: [RunState] = []
  package var dueBefore: Instant?
  /// By the time at which they may start, rather than in the order of their making; only those
  /// that wait.
  package var isByDueTime: Bool = false

  /// All runs.
  package init() {}
}

/// Which history to list: each part narrows it.
package struct HistoryQuery: Hashable, Sendable {
  package var entityType: String = ""
  package var recordID: String = ""
  package var robot: String = ""
  package var isNewestFirst: Bool = false
  /// Empty for all.
  package var kinds: [HistoryKind] = []
  /// At this time or later.
  package var startTime: Instant?
  /// Before this time.
  package var endTime: Instant?

  /// All history, oldest first.
  package init() {}
}

/// One column of the board.
package struct BoardStage: Hashable, Sendable {
  package var stage: Stage
  package var items: [BoardItem]
  /// All items of the stage, shown or not.
  package var itemCount: Int

  /// Describes a column.
  package init(stage: Stage, items: [BoardItem], itemCount: Int) {
    self.stage = stage
    self.items = items
    self.itemCount = itemCount
  }
}

/// An item on the board with the robots of its present visit, in the stage's order.
package struct BoardItem: Hashable, Sendable {
  package var item: Record
  package var runs: [RunView]
  /// Why the item's due runs wait: `PAUSED`, `LOOP_BREAKER`, or nil where they do not.
  package var hold: Reason?

  /// Describes an item on the board.
  package init(item: Record, runs: [RunView], hold: Reason? = nil) {
    self.item = item
    self.runs = runs
    self.hold = hold
  }
}

/// Why a robot did, or did not, act on an item.
package struct Explanation: Hashable, Sendable {
  /// The newest visit first.
  package var runs: [RunExplanation]
  /// In one sentence, on the first page; empty on later ones.
  package var summary: String
  /// Where the next page begins; empty on the last.
  package var nextToken: String
  /// Where a page would begin that went on after each of the runs.
  package var tokens: [String]
  /// The newest events of which the item heard, the newest first; on the first page.
  package var events: [HistoryEntry]

  /// Describes an explanation.
  package init(
    runs: [RunExplanation],
    summary: String,
    nextToken: String = "",
    tokens: [String] = [],
    events: [HistoryEntry] = []
  ) {
    self.runs = runs
    self.summary = summary
    self.nextToken = nextToken
    self.tokens = tokens
    self.events = events
  }
}

/// What the store holds, for status.
package struct StoreCounts: Hashable, Sendable {
  package var records = 0
  package var robots = 0
  package var triggers = 0
  package var visits = 0
  package var runs = 0
  /// In the order of `RunState.allCases`.
  package var runsByState: [Int] = Array(repeating: 0, count: RunState.allCases.count)
  package var historyEntries = 0
  /// Memory of the rows, without the texts and values that some of them hold.
  package var recordBytes = 0
  package var visitBytes = 0
  package var runBytes = 0
  package var historyBytes = 0
  package var queues: [QueueCounts] = []
  /// What is paused now: everything, pipelines, and the first of the items that are held.
  package var pauses: [Pause] = []
  /// Items that a person has paused, and those that the loop breaker has stopped.
  package var pausedItems = 0
  package var stoppedItems = 0

  /// Starts at zero.
  package init() {}
}

/// What one worker queue holds.
package struct QueueCounts: Hashable, Sendable {
  package var queue: String
  package var ready: Int
  package var dispatched: Int

  /// Describes a queue.
  package init(queue: String, ready: Int, dispatched: Int) {
    self.queue = queue
    self.ready = ready
    self.dispatched = dispatched
  }
}
