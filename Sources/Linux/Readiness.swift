import CLinux
import Glibc

/// What a descriptor is watched for or ready for.
package struct Readiness: OptionSet, Sendable {
  /// The bits.
  package let rawValue: UInt8

  /// A set with these bits.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// There is something to read, or the end to be read.
  package static let readable = Readiness(rawValue: 1)
  /// Something can be written.
  package static let writable = Readiness(rawValue: 2)
  /// Both directions are closed, or an error waits; always reported, never asked for.
  package static let hungUp = Readiness(rawValue: 4)
  /// The peer will write nothing more.
  package static let peerClosed = Readiness(rawValue: 8)

  init(epollEvents events: UInt32) {
    var readiness: Readiness = []
    if events & clinux_epoll_in() != 0 { readiness.insert(.readable) }
    if events & clinux_epoll_out() != 0 { readiness.insert(.writable) }
    if events & (clinux_epoll_hang_up() | clinux_epoll_error()) != 0 {
      readiness.insert(.hungUp)
    }
    if events & clinux_epoll_peer_closed() != 0 { readiness.insert(.peerClosed) }
    self = readiness
  }

  var epollEvents: UInt32 {
    var events: UInt32 = 0
    if contains(.readable) { events |= clinux_epoll_in() }
    if contains(.writable) { events |= clinux_epoll_out() }
    if contains(.peerClosed) { events |= clinux_epoll_peer_closed() }
    return events
  }

  init(pollEvents events: Int16) {
    var readiness: Readiness = []
    let bits = CInt(events)
    if bits & CInt(POLLIN) != 0 { readiness.insert(.readable) }
    if bits & CInt(POLLOUT) != 0 { readiness.insert(.writable) }
    if bits & (CInt(POLLHUP) | CInt(POLLERR) | CInt(POLLNVAL)) != 0 {
      readiness.insert(.hungUp)
    }
    self = readiness
  }

  var pollEvents: Int16 {
    var events: CInt = 0
    if contains(.readable) { events |= CInt(POLLIN) }
    if contains(.writable) { events |= CInt(POLLOUT) }
    return Int16(events)
  }
}
