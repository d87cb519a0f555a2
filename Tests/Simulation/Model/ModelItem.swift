/// A run of the model.
struct ModelRun {
  /// The version that is pinned.
  var robot: ModelRobot
  /// The robot's place in the stage at entry.
  let position: Int
  /// Runs are made in this order.
  let number: Int
  /// Zero, a year, a year and month, or how often the date was new.
  var occurrence = 0
  var isManual = false
  /// It was started anew after its end.
  var isRetry = false
  var state = "WAITING"
  var reason = "TIME"
  var due: Int64?
  /// A person has set the due time.
  var isDueByHand = false
  /// It waits for working time until then.
  var notBefore: Int64?
  var start: Int64?
  var finish: Int64?
  /// Its condition was decided last, and held.
  var hasHeld = false
  /// The date for which it fired.
  var firedFor: Int64?
  /// What it does whatever later versions say.
  var pinnedDeed: ModelRobot.Deed?

  var isWaiting: Bool { state == "WAITING" }
}

/// A visit of the model.
struct ModelVisit {
  let stage: String
  let enter: Int64
  var leave: Int64?
  /// The stages to which robots moved the item, one move causing the next.
  var moves: [String]
  var runs: [ModelRun] = []
}

/// An item of the model.
struct ModelItem {
  let id: String
  var isThere = false
  /// Visits before this one are of an item that was deleted.
  var firstVisit = 0
  var number: Int64 = 0
  /// A day since 1970.
  var date: Int64?
  /// The contact to which it is linked, there or not.
  var contact: Int?
  var visits: [ModelVisit] = []
  var log: [String] = []
  /// When robots or triggers moved it, since it was made or resumed.
  var moveTimes: [Int64] = []
  var isPaused = false
  /// The loop breaker has stopped its robots.
  var isStopped = false
  /// Changes of the number that triggers have yet to hear of.
  var changes: [ModelChange] = []

  var openVisit: Int? { isThere ? visits.lastIndex { $0.leave == nil } : nil }

  var stage: String? { openVisit.map { visits[$0].stage } }
}

/// A contact of the model.
struct ModelContact {
  let id: String
  /// It was made once.
  var wasMade = false
  var isThere = false
  /// A day since 1970.
  var birthday: Int64?
}

/// A change of an item's number: by which of its runs, or by a person.
struct ModelChange {
  var visit: Int?
  var run: Int?
}
