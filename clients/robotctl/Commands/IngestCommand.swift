/// `robotctl ingest`: many changes from a file or a pipe, in one stream.
enum IngestCommand {
  static let all = [
    Command(
      "ingest",
      "FILE",
      summary: "send changes, one JSON element a line",
      details: """
        FILE holds one element a line, in the order in which they happened; - is standard input:
          {"put": {"record": {"entityType": "deal", "id": "D-1", "pipeline": "sales",
                   "stage": "new", "fields": {"name": {"text": "Oak table"}}}}}
          {"move": {"entityType": "deal", "id": "D-1", "stage": "won", "eventId": "E-7"}}
          {"event": {"event": {"type": "form_submitted",
                     "targets": [{"item": {"entityType": "deal", "id": "D-1"}}]}}}
          {"delete": {"entityType": "deal", "id": "D-1"}}
          {"caughtUp": {}}
        Here some take two lines to be read; in the file each is one. An item that is new names its
        pipeline and stage.
        An element that is refused is shown with its line; the rest goes on, and the command ends
        with code 1. Elements with event ids may be sent again: what is done is not done twice.
        """
    ) { invocation in
      try run(try LineReader(invocation.words[0]), try Session(invocation), invocation.output)
    }
  ]

  private static func run(_ lines: LineReader, _ session: Session, _ output: Output) throws {
    let call = try session.start(Session.execution, "Ingest")
    let tally = IngestTally(output)
    defer { tally.summarise() }
    try send(lines, to: call, session, tally)
    call.sendEnd()
    while let response = try call.next() { tally.take(response) }
    if tally.refusedCount > 0 { throw RefusedElementsError(count: tally.refusedCount) }
  }

  /// Sends every line as soon as it is here, and shows every acknowledgement as soon as it is.
  private static func send(
    _ lines: LineReader,
    to call: StreamingCall,
    _ session: Session,
    _ tally: IngestTally
  ) throws {
    var progress = Progress("ingest")
    defer { progress.end() }
    while true {
      try call.makeRoom { tally.take($0) }
      if call.hasEnded { return }
      if let line = lines.next() {
        send(line, to: call, tally)
        progress.show(lines.offset, of: lines.byteCount)
      } else if lines.isAtEnd {
        return
      } else if lines.isStandardInput {
        if try tally.output.streams.waitForInput() { try lines.readOn() }
      } else {
        session.turn(timeoutMilliseconds: 0)
        try lines.readOn()
      }
    }
  }

  /// Sends a line's element; one that cannot be sent is refused by itself.
  private static func send(
    _ line: LineReader.Line,
    to call: StreamingCall,
    _ tally: IngestTally
  ) {
    tally.lineCount += 1
    if case .text(let text) = line, text.allSatisfy(\.isWhitespace) { return }
    tally.elementCount += 1
    do {
      let element = try element(of: line)
      try call.queue(element.setting("number", .number("\(tally.lineCount)")))
    } catch {
      tally.refuse(line: tally.lineCount, "\(error)")
    }
  }

  private static func element(of line: LineReader.Line) throws -> JSON {
    guard case .text(let text) = line else {
      throw UsageError("the line has more than \(LineReader.lineByteMaximum) bytes")
    }
    let element = try JSON(parsing: text)
    guard element.isObject else {
      throw UsageError("expected an element as a JSON object, not \(text.prefix(32))")
    }
    return element
  }
}

/// Some elements of a stream were refused; the others were done.
private struct RefusedElementsError: Error, CustomStringConvertible {
  let count: Int

  var description: String {
    count == 1 ? "1 element was refused" : "\(count) elements were refused"
  }
}

/// Counts what became of the elements, and shows what was refused.
private final class IngestTally {
  /// How many lines were read.
  var lineCount = 0
  /// How many of them hold an element.
  var elementCount = 0
  private(set) var refusedCount = 0
  private var doneCount = 0
  private var duplicateCount = 0
  private var lastLine = 0
  let output: Output

  init(_ output: Output) {
    self.output = output
  }

  /// Takes a message of the service.
  func take(_ response: JSON) {
    for acknowledgement in response["acknowledgements"].items {
      lastLine = acknowledgement["number"].integer
      if output.format == .json { output.line(acknowledgement.description) }
      if acknowledgement["error"].isPresent {
        refuse(line: lastLine, acknowledgement["error"]["message"].exactString)
      } else {
        doneCount += 1
        let isDuplicate = ["put", "move", "delete", "event"].contains {
          acknowledgement[$0]["duplicate"].isTrue
        }
        if isDuplicate { duplicateCount += 1 }
      }
    }
  }

  /// Shows that an element was refused.
  func refuse(line: Int, _ reason: String) {
    refusedCount += 1
    output.complain("line \(line): \(reason)")
  }

  /// Says what came of it all.
  func summarise() {
    guard output.format == .table else { return }
    let known = duplicateCount > 0 ? ", \(duplicateCount) of them known already" : ""
    output.line("\(doneCount) done\(known), \(refusedCount) refused")
    if doneCount + refusedCount < elementCount {
      output.line("nothing is known of what follows line \(lastLine); send it again")
    }
  }
}
