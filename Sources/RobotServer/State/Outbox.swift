import GRPC
import Journal

/// What may go out only once everything that it tells of is durable.
///
/// Whatever is put in waits for the sync that covers the last batch appended before it, be it the
/// answer of a change, a refusal that rests on one, or a read that saw one. Deliveries leave in
/// the order in which they came. While everything is durable they leave at once. Where the
/// configuration asks for less than durability, it is the write that they wait for.
///
/// Once the journal has stopped, what is put in tells of changes that are kept nowhere: it stays
/// here until the process ends, which is soon.
final class Outbox {
  /// Something for a client.
  enum Delivery {
    /// The answer of a unary call.
    case answer(ServerCall, [UInt8])
    /// The end of a call, good or bad.
    case end(ServerCall, Status)
    /// One message of a stream.
    case message(ServerCall, [UInt8])
  }

  private struct Entry {
    let sequence: UInt64
    /// Nil once it has left: a call that is over must not be held any longer.
    var delivery: Delivery?
  }

  private let writer: JournalWriter
  private let waitsForSync: Bool
  /// With more than this in wait for the disk there is no room.
  private static let waitingByteMaximum = 4 << 20
  private var entries: [Entry] = []
  /// Where the oldest entry stands; what lies before it has left.
  private var start = 0

  init(writer: JournalWriter, waitsForSync: Bool) {
    self.writer = writer
    self.waitsForSync = waitsForSync
  }

  /// Up to which batch things may go out.
  private var keptSequence: UInt64 {
    waitsForSync ? writer.durableSequence : writer.writtenSequence
  }

  /// Bytes of the messages that wait.
  private var waitingBytes = 0

  /// Whether so little waits that streams may go on: what makes further messages by itself, or
  /// takes in what is acknowledged, stops until the disk has caught up.
  var hasRoom: Bool { waitingBytes < Self.waitingByteMaximum }

  /// Whether nothing waits.
  var isEmpty: Bool { start == entries.count }

  /// Delivers something as soon as all that was appended until now is durable.
  func put(_ delivery: Delivery) {
    if isEmpty, keptSequence == writer.lastSequence, !writer.isStopped {
      deliver(delivery)
    } else {
      waitingBytes += delivery.byteCount
      let sequence = writer.isStopped ? .max : writer.lastSequence
      entries.append(Entry(sequence: sequence, delivery: delivery))
    }
  }

  /// Lets out what has become durable.
  func release() {
    let kept = keptSequence
    while start < entries.count, entries[start].sequence <= kept {
      if let delivery = entries[start].delivery.take() {
        waitingBytes -= delivery.byteCount
        deliver(delivery)
      }
      start += 1
    }
    if start == entries.count {
      entries.removeAll(keepingCapacity: true)
      start = 0
    } else if start >= 4_096, start * 2 >= entries.count {
      entries.removeFirst(start)
      start = 0
    }
  }

  private func deliver(_ delivery: Delivery) {
    switch delivery {
    case .answer(let call, let bytes):
      call.send(bytes)
      call.finish()
    case .end(let call, let status): call.finish(status)
    case .message(let call, let bytes): call.send(bytes)
    }
  }
}

extension Outbox.Delivery {
  /// Bytes of its message.
  fileprivate var byteCount: Int {
    switch self {
    case .answer(_, let bytes), .message(_, let bytes): bytes.count
    case .end: 0
    }
  }
}
