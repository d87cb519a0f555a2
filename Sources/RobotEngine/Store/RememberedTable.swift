import RobotModel

/// The requests and events that were answered in the last seven days, at most a million (S-32).
final class RememberedTable {
  private struct Row {
    var request: RememberedRequest?
    /// The one remembered next.
    var next = Slot<Row>.none
  }

  private let rows = Slab<Row>()
  private let index = SlotIndex<Row>()
  private var oldest = Slot<Row>.none
  private var newest = Slot<Row>.none

  /// How many are remembered.
  var count: Int { rows.count }

  /// One more than the greatest place of a row.
  var endIndex: UInt32 { rows.endIndex }

  private let limit: Int

  /// Starts empty.
  ///
  /// - Parameter limit: How many are remembered at most.
  init(limit: Int = Limits.rememberedCount) {
    self.limit = limit
  }

  /// What was answered, if it is remembered.
  func find(scope: String, id: String) -> RememberedRequest? {
    let slot = slot(scope: scope, id: id)
    return slot.isSome ? rows[slot].request : nil
  }

  /// The request at a place; nil where there is none.
  func request(at index: UInt32) -> RememberedRequest? { rows[Slot(index: index)].request }

  /// Remembers a request, or another answer to one that is remembered.
  ///
  /// Forgets what is too old by then, and the oldest beyond the limit. That comes first: an id that
  /// is given again after its time is a new one, and takes its place among the newest.
  func insert(_ request: RememberedRequest) {
    forget(before: request.time.adding(milliseconds: -Limits.rememberedMilliseconds))
    guard let slot = put(request) else { return }
    if newest.isSome { rows[newest].next = slot } else { oldest = slot }
    newest = slot
    if count > limit { forgetOldest() }
  }

  /// Takes in a request that was stored; ``finishLoading()`` gives it its place.
  func load(_ request: RememberedRequest) {
    _ = put(request)
  }

  /// Sets what is remembered under an id; gives the row if it is a new one.
  private func put(_ request: RememberedRequest) -> Slot<Row>? {
    let known = slot(scope: request.scope, id: request.id)
    if known.isSome {
      rows[known].request = request
      return nil
    }
    let slot = rows.insert(Row(request: request))
    index.insert(slot, hash: Self.hash(request.scope, request.id))
    return slot
  }

  /// Forgets what was remembered before `time`.
  func forget(before time: Instant) {
    while oldest.isSome, let request = rows[oldest].request, request.time < time {
      forgetOldest()
    }
  }

  /// Puts the rows in the order of their times, after they were loaded in any, and forgets what is
  /// too old by the newest, and the oldest beyond the limit.
  func finishLoading() {
    var order: [(time: Instant, slot: Slot<Row>)] = []
    for place in 0..<rows.endIndex {
      let slot = Slot<Row>(index: place)
      if let request = rows[slot].request { order.append((request.time, slot)) }
    }
    order.sort { ($0.time, $0.slot.index) < ($1.time, $1.slot.index) }
    oldest = order.first?.slot ?? .none
    newest = order.last?.slot ?? .none
    for (place, entry) in order.enumerated() {
      rows[entry.slot].next = place + 1 < order.count ? order[place + 1].slot : .none
    }
    if let last = order.last {
      forget(before: last.time.adding(milliseconds: -Limits.rememberedMilliseconds))
    }
    while count > limit { forgetOldest() }
  }

  private func forgetOldest() {
    let slot = oldest
    guard let request = rows[slot].request else { return }
    oldest = rows[slot].next
    if !oldest.isSome { newest = .none }
    index.remove(slot, hash: Self.hash(request.scope, request.id))
    rows.remove(slot, leaving: Row(request: nil))
  }

  private func slot(scope: String, id: String) -> Slot<Row> {
    index.find(hash: Self.hash(scope, id)) { slot in
      rows[slot].request?.id == id && rows[slot].request?.scope == scope
    }
  }

  private static func hash(_ scope: String, _ id: String) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(scope)
    hasher.combine(id)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
