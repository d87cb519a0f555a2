import CNghttp2

extension Session {
  /// What every client sends first (RFC 9113 section 3.4).
  private static let preface: StaticString = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

  /// Compares bytes with the preface; answers what follows it once it is complete.
  func takePreface(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    let expected = UnsafeRawBufferPointer(
      start: Session.preface.utf8Start + prefaceCount,
      count: min(bytes.count, Session.preface.utf8CodeUnitCount - prefaceCount)
    )
    guard UnsafeRawBufferPointer(rebasing: bytes[..<expected.count]).equals(expected) else {
      cutOff(.protocolError, "the first bytes are not the preface of HTTP/2")
      return nil
    }
    prefaceCount += expected.count
    guard prefaceCount == Session.preface.utf8CodeUnitCount else { return nil }
    open()
    return UnsafeRawBufferPointer(rebasing: bytes[expected.count...])
  }

  /// Makes the nghttp2 session and puts our SETTINGS first in line.
  func open() {
    let user = Unmanaged.passUnretained(self).toOpaque()
    var memory = environment.blocks.functions
    let made =
      role == .server
      ? nghttp2_session_server_new3(
        &handle,
        environment.callbacks,
        user,
        environment.serverOptions,
        &memory
      )
      : nghttp2_session_client_new3(
        &handle,
        environment.callbacks,
        user,
        environment.clientOptions,
        &memory
      )
    guard made == 0, let handle else { outOfMemory() }
    var settings = [
      setting(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, limits.metadataBytes),
      setting(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, initialWindowBytes),
    ]
    if role == .server {
      settings.append(setting(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, limits.concurrentCalls))
      settings.append(setting(NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1))
    } else {
      settings.append(setting(NGHTTP2_SETTINGS_ENABLE_PUSH, 0))
    }
    require(nghttp2_submit_settings(handle, 0, settings, settings.count))
    require(
      nghttp2_session_set_local_window_size(
        handle,
        0,
        0,
        Int32(limits.connectionWindowBytes)
      )
    )
  }

  /// A server looks at each message before it opens the window wide; a client trusts.
  var initialWindowBytes: Int {
    role == .server ? limits.initialWindowBytes : limits.streamingWindowBytes
  }

  private func setting(_ id: nghttp2_settings_id, _ value: Int) -> nghttp2_settings_entry {
    nghttp2_settings_entry(settings_id: Int32(id.rawValue), value: UInt32(value))
  }
}

/// Ends the process if nghttp2 refuses what cannot be wrong but for our own mistake.
func require(_ result: Int32) {
  precondition(result == 0, "nghttp2 refused: \(String(cString: nghttp2_strerror(result)))")
}
