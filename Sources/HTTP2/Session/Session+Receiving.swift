import CNghttp2

extension Session {
  /// A header block begins: a request, a response, or trailers.
  func headersBegan(_ id: Int32, isRequest: Bool) -> Int32 {
    guard role == .server, isRequest else {
      return withStream(id) { laterHeadersBegan(on: $0) } ?? Callbacks.ignoreBlock
    }
    highestStreamID = max(highestStreamID, id)
    floods.requestOpened()
    guard let (stream, receiver) = owner.acceptStream() else { return refuseStream(id) }
    let reference = Unmanaged.passUnretained(stream)
    stream.reuse(id: id, session: self, .request)
    stream.receiver = consume receiver
    adopt(consume stream)
    _ = nghttp2_session_set_stream_user_data(handle, id, reference.toOpaque())
    current = reference
    currentID = id
    return 0
  }

  @inline(never)
  private func refuseStream(_ id: Int32) -> Int32 {
    _ = nghttp2_submit_rst_stream(handle, 0, id, ErrorCode.refusedStream.rawValue)
    guard floods.charge(.reset) else {
      cutOff(.enhanceYourCalm, "too many requests beyond the calls allowed at once")
      return Callbacks.stop
    }
    return Callbacks.ignoreBlock
  }

  private func laterHeadersBegan(on stream: Stream) -> Int32 {
    stream.fieldByteCount = 0
    if role == .server || stream.hasFinalHead {
      stream.rules.beginTrailers()
      stream.isReadingTrailers = true
    }
    if role == .client { stream.fields.removeAll() }
    return 0
  }

  /// One field of the header block that is being read.
  @inline(__always)
  func fieldArrived(
    _ id: Int32,
    _ name: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) -> Int32 {
    withStream(id) { stream in
      stream.fieldByteCount &+= name.count &+ value.count &+ 32
      guard stream.fieldByteCount <= limits.metadataBytes else { return fieldsOverflowed(stream) }
      do throws(MessageFault) {
        let field = try stream.rules.admit(name, value)
        // Nobody asks for a request's trailers, and its head must stay readable.
        if role == .client || !stream.isReadingTrailers {
          stream.fields.append(name, value, as: field)
        }
        return 0
      } catch {
        return reject(stream, error) ? Callbacks.ignoreBlock : Callbacks.stop
      }
    } ?? Callbacks.ignoreBlock
  }

  @inline(never)
  private func fieldsOverflowed(_ stream: Stream) -> Int32 {
    stream.fields.isCut = true
    guard stream.fieldByteCount <= limits.metadataBytes * 8 else {
      cutOff(.enhanceYourCalm, "a header list is many times larger than allowed")
      return Callbacks.stop
    }
    return 0
  }

  /// A piece of a body.
  func bodyArrived(_ id: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    unconsumedByteCount += bytes.count
    return withStream(id) { bodyArrived(on: $0, bytes) } ?? 0
  }

  private func bodyArrived(on stream: Stream, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    guard !stream.isReset else { return 0 }
    do throws(MessageFault) {
      try stream.rules.bodyReceived(bytes.count)
    } catch {
      return reject(stream, error) ? 0 : Callbacks.stop
    }
    stream.withReceiver { $0.bodyReceived(bytes, on: stream) }
    return 0
  }

  /// A whole frame other than those that only carry a piece of a body.
  func frameArrived(_ frame: UnsafePointer<nghttp2_frame>) -> Int32 {
    let head = frame.pointee.hd
    switch head.type {
    case FrameType.headers:
      let endsStream = head.flags & FrameFlags.endStream != 0
      return withStream(head.stream_id) { headersEnded(on: $0, endsStream: endsStream) } ?? 0
    case FrameType.data where head.flags & FrameFlags.endStream != 0:
      return withStream(head.stream_id) { streamEnded($0) } ?? 0
    case FrameType.settings where head.flags & FrameFlags.acknowledge == 0:
      timers.shookHands()
    case FrameType.ping where head.flags & FrameFlags.acknowledge != 0:
      if timers.drainDue != nil, frame.pointee.isDrainPing { announceLastStream() }
    case FrameType.goAway:
      isLeaving = true
      owner.peerIsLeaving(frame.pointee.farewell)
    default: break
    }
    return 0
  }

  private func headersEnded(on stream: Stream, endsStream: Bool) -> Int32 {
    guard !stream.isReset else { return 0 }
    if !stream.fields.isCut {
      do throws(MessageFault) {
        try stream.rules.headEnded(endsStream: endsStream)
      } catch {
        return reject(stream, error) ? 0 : Callbacks.stop
      }
    } else if role == .server, !floods.charge(.malformed) {
      // To look through a list costs as much as ten calls, whatever it is answered with.
      cutOff(.enhanceYourCalm, "too many requests whose header lists are larger than allowed")
      return Callbacks.stop
    }
    if role == .client, 100..<200 ~= stream.rules.status, !stream.isReadingTrailers {
      stream.rules.beginNextResponse()
      if endsStream { _ = reject(stream, .pseudoFieldMissing) }
      return 0
    }
    if !stream.isReadingTrailers {
      stream.hasFinalHead = true
      stream.withReceiver { $0.headReceived(on: stream, endsStream: endsStream) }
    }
    return endsStream ? streamEnded(stream) : 0
  }

  private func streamEnded(_ stream: Stream) -> Int32 {
    guard !stream.isReset else { return 0 }
    do throws(MessageFault) {
      try stream.rules.streamEnded()
    } catch {
      return reject(stream, error) ? 0 : Callbacks.stop
    }
    stream.isRemoteEnded = true
    stream.withReceiver { $0.endReceived(on: stream) }
    return 0
  }

  /// Resets the stream of a malformed message; false if the peer has sent too many of them.
  @inline(never)
  private func reject(_ stream: Stream, _ fault: MessageFault) -> Bool {
    stream.fault = fault
    stream.reset(.protocolError)
    if role == .client || floods.charge(.malformed) { return true }
    cutOff(.enhanceYourCalm, "too many malformed requests; the last: \(fault.words)")
    return false
  }
}

extension nghttp2_frame {
  /// Whether this PING is the one that was sent with the first GOAWAY of a drain.
  fileprivate var isDrainPing: Bool {
    withUnsafeBytes(of: ping.opaque_data) { data in
      DrainPing.mark.withUTF8Buffer { data.elementsEqual($0) }
    }
  }

  /// What a GOAWAY says, in words.
  var farewell: String {
    let text = UnsafeBufferPointer(start: goaway.opaque_data, count: goaway.opaque_data_len)
    let words = String(decoding: text.prefix(200), as: UTF8.self)
    return "code \(goaway.error_code)" + (words.isEmpty ? "" : ": \(words)")
  }
}

/// The eight bytes that tell the PING of a drain from one that asks for a sign of life.
enum DrainPing {
  static let mark: StaticString = "draining"
}
