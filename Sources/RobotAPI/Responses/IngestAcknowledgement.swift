package import RobotModel

/// What became of one element of a stream of changes.
package struct IngestAcknowledgement: Sendable {
  /// How an element ended.
  package enum Outcome: Sendable {
    /// Performed just now.
    case put(PutRecordReply)
    case move(PutRecordReply)
    /// Answers of unary calls as bytes: what is remembered of a request is its first answer.
    case putAnswer([UInt8])
    case moveAnswer([UInt8])
    case delete([UInt8])
    case event([UInt8])
    case caughtUp(isAwaited: Bool)
    /// A `google.rpc.Status`.
    case refused([UInt8])
  }

  package var number: Int64
  package var outcome: Outcome

  /// Answers an element.
  package init(number: Int64, outcome: Outcome) {
    self.number = number
    self.outcome = outcome
  }
}

extension FieldWriter {
  /// An acknowledgement in an `IngestResponse`.
  ///
  /// Answers to puts and moves leave out the fields of their record: the sender has sent them and
  /// would only have to read them again.
  mutating func acknowledgement(_ acknowledgement: borrowing IngestAcknowledgement) {
    let place = beginMessage(1)
    number(1, acknowledgement.number)
    switch acknowledgement.outcome {
    case .put(let reply): message(2) { $0.putReply(reply, withFields: false) }
    case .move(let reply): message(3) { $0.moveReply(reply, withFields: false) }
    case .putAnswer(let answer): answerWithoutFields(2, answer)
    case .moveAnswer(let answer): answerWithoutFields(3, answer)
    case .delete(let answer): anyBytes(4, answer)
    case .event(let answer): anyBytes(5, answer)
    case .caughtUp(let isAwaited): message(6) { $0.flag(1, isAwaited) }
    case .refused(let status): anyBytes(7, status)
    }
    endMessage(begunAt: place)
  }

  /// Copies an answer to a put or a move, all but the fields of its record.
  private mutating func answerWithoutFields(_ field: UInt8, _ answer: [UInt8]) {
    answer.withUnsafeBytes { bytes in
      do throws(FactError) {
        var reader = StorageReader(bytes)
        let place = beginMessage(field)
        while let number = try reader.next() {
          if number == AnswerField.record {
            try recordWithoutFields(try reader.message())
          } else {
            try copy(number, &reader)
          }
        }
        endMessage(begunAt: place)
      } catch {
        preconditionFailure("an answer of this service cannot be read: \(error)")
      }
    }
  }

  private mutating func recordWithoutFields(_ record: StorageReader) throws(FactError) {
    var reader = record
    let place = beginMessage(UInt8(AnswerField.record))
    while let number = try reader.next() {
      if number == AnswerField.fieldsOfRecord {
        try reader.skip()
      } else {
        try copy(number, &reader)
      }
    }
    endMessage(begunAt: place)
  }

  /// Copies one field, of the two ways in which answers hold any.
  private mutating func copy(_ field: UInt64, _ reader: inout StorageReader) throws(FactError) {
    if reader.isLengthDelimited {
      anyBytes(UInt8(field), try reader.bytes())
    } else {
      anyNumber(UInt8(field), try reader.number())
    }
  }
}

/// The numbers of fields in `PutRecordResponse` and `MoveItemResponse`, and in `Record`.
private enum AnswerField {
  static let record: UInt64 = 1
  static let fieldsOfRecord: UInt64 = 3
}
