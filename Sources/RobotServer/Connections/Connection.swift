import GRPC
import Linux

/// One client's socket with the gRPC connection that speaks on it.
///
/// Reads at most once for each wake-up, so that no client can keep the loop to itself, and waits
/// for room to write only after the socket had none; meanwhile it does not read. What was read is
/// handled in slices, and what a slice has already been answered with leaves at once: a client
/// with many calls in flight works on the first answers while the next are made. With several
/// clients at once that is so in any case, and every write costs: then a read is handled whole.
/// Answers that have to be durable first leave at the end of the turn.
final class Connection: EventSource, ServerConnectionOwner {
  /// The process at the other end.
  let peer: Peer
  /// Its place in the table's list.
  var index: Int
  private let stream: UnixStream
  private let transport: ServerTransport
  private unowned let table: ConnectionTable
  private var registration: EventPoll.Registration?
  private var waitsForRoom = false
  private var hasOutput = false
  private var hasEnded = false
  private var session: ServerConnection?

  init(
    _ stream: consuming UnixStream,
    peer: Peer,
    index: Int,
    transport: ServerTransport,
    table: ConnectionTable
  ) {
    self.stream = stream
    self.peer = peer
    self.index = index
    self.transport = transport
    self.table = table
  }

  /// How many of its calls are being served.
  var runningCallCount: Int { session?.runningCallCount ?? 0 }

  /// Starts to serve.
  func open(now: UInt64) throws(SystemError) {
    registration = try table.events.add(stream.descriptor, for: .readable, source: self)
    session = transport.connect(peer: peer, now: now, owner: self)
    table.note(deadline: session?.nextDeadline)
  }

  func ready(for readiness: Readiness) {
    if readiness.contains(.writable) { table.flushLater(self) }
    if waitsForRoom {
      if readiness.contains(.hungUp) { end() }
    } else if readiness.contains(.readable) || readiness.contains(.hungUp) {
      receive()
    }
  }

  func connectionHasOutput(_ connection: ServerConnection) {
    hasOutput = true
    table.flushLater(self)
  }

  private func receive() {
    do throws(SystemError) {
      switch try stream.receive(into: &table.buffer) {
      case .moved(let count):
        let arrived = table.buffer
        var position = 0
        let slice =
          table.events.isCrowded ? count : max(Self.sliceBytes, count / Self.slicesAtMost)
        while position < count, !hasEnded {
          let end = min(count, position + slice)
          let bytes = arrived.span.extracting(position..<end)
          unsafe session?.receive(bytes.bytes, now: table.now)
          if hasOutput { flush() }
          position = end
        }
        table.noteRead(count)
        settle()
      case .wouldBlock:
        return
      case .ended:
        end()
      }
    } catch {
      end()
    }
  }

  /// Some twenty calls with small messages: enough that a write is worth its cost.
  private static let sliceBytes = 1 << 10
  /// A large read is most often one large message, which is best left whole.
  private static let slicesAtMost = 16

  /// Sends what can be sent now.
  func flush() {
    guard let session, !hasEnded else { return }
    hasOutput = false
    var isLost = false
    session.flush(now: table.now) { bytes in
      guard let transfer = try? stream.send(bytes) else {
        isLost = true
        return 0
      }
      guard case .moved(let count) = transfer else {
        isLost = isLost || transfer == .ended
        return 0
      }
      return count
    }
    if isLost {
      end()
    } else {
      settle()
    }
  }

  /// Does what is due on the connection's own clock.
  func expire() {
    session?.expire(now: table.now)
    settle()
  }

  /// Lets calls in flight finish and takes no new ones.
  func drain() {
    session?.drain(now: table.now)
    settle()
  }

  /// Ends the calls that the rules no longer allow.
  func judgeAgain() {
    session?.judgeAgain(now: table.now)
    settle()
  }

  /// Ends everything at once.
  func end() {
    guard !hasEnded else { return }
    hasEnded = true
    session?.abort()
    session = nil
    if let registration {
      self.registration = nil
      // The descriptor is closed right after; the kernel forgets it then in any case.
      try? table.events.remove(registration)
    }
    table.remove(self)
  }

  /// After anything happened: closes what is over, waits for room where it is needed.
  private func settle() {
    guard let session, !hasEnded else { return }
    if session.isClosed {
      table.noteCutOff(session.closeReason, peer)
      end()
      return
    }
    table.note(deadline: session.nextDeadline)
    // A peer that does not read is not read from either: what it asks would only pile up.
    let needsRoom = !session.wantsInput
    guard needsRoom != waitsForRoom, let registration else { return }
    waitsForRoom = needsRoom
    if (try? table.events.change(registration, to: needsRoom ? .writable : .readable)) == nil {
      end()
    }
  }
}
