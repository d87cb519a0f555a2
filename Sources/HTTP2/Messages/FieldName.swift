/// Which field a name stands for, as far as HTTP itself or every call has to do with it.
///
/// A name is looked at once, when it arrives: its length tells which names it could be, and two
/// comparisons tell whether it is one. The others are the application's.
package enum FieldName: UInt8 {
  case method, scheme, path, authority, status
  case te, contentLength, contentType, userAgent
  /// One of the fields that belong to HTTP/1.1 connections and are forbidden here.
  case connection
  case other

  /// Which of the pseudo-headers a name that begins with a colon is, or nil.
  init?(pseudo name: UnsafeRawBufferPointer) {
    switch name.count {
    case 5 where name.equals(":path"): self = .path
    case 7 where name.equals(":method"): self = .method
    case 7 where name.equals(":scheme"): self = .scheme
    case 7 where name.equals(":status"): self = .status
    case 10 where name.equals(":authority"): self = .authority
    default: return nil
    }
  }

  /// Which of the regular fields a name is.
  init(regular name: UnsafeRawBufferPointer) {
    switch name.count {
    case 2 where name.equals("te"): self = .te
    case 7 where name.equals("upgrade"): self = .connection
    case 10 where name.equals("user-agent"): self = .userAgent
    case 10 where name.equals("connection"), 10 where name.equals("keep-alive"):
      self = .connection
    case 12 where name.equals("content-type"): self = .contentType
    case 14 where name.equals("content-length"): self = .contentLength
    case 16 where name.equals("proxy-connection"): self = .connection
    case 17 where name.equals("transfer-encoding"): self = .connection
    default: self = .other
    }
  }
}
