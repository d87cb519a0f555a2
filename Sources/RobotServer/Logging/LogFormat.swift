/// The form of a log line.
public enum LogFormat: String, Sendable, CaseIterable {
  /// `time=… level=info event="service ready" socket=/run/robotd/robotd.sock`
  case logfmt
  /// `{"time":"…","level":"info","event":"service ready","socket":"/run/robotd/robotd.sock"}`
  case json
}
