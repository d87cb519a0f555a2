import Glibc
import Linux

extension UnixStream {
  /// Says that nothing more will be written; the peer then reads the end.
  func finishWriting() {
    precondition(shutdown(descriptor.number, CInt(SHUT_WR)) == 0, "a socket cannot be shut down")
  }
}
