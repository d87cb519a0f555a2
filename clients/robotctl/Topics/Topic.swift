/// What `robotctl help TOPIC` explains: a language that several commands take.
///
/// Lines that are indented by four are examples, and a test holds each of them against the daemon:
/// of conditions that it holds, of templates that it gives what stands beside it.
struct Topic: Sendable {
  /// The word on the command line.
  let name: String
  /// One line.
  let summary: String
  /// At most 80 columns wide.
  let text: String

  /// Every topic, in the order in which help lists them.
  static let all = [conditions, templates]
}
