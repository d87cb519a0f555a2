/// What became of one element of a stream of changes, as it is put together for its sender.
package struct IngestAcknowledgement: Sendable {
  /// Answers of unary calls are bytes already: what is remembered of a request is its first answer.
  package enum Outcome: Sendable {
    case put([UInt8])
    case move([UInt8])
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

  /// Appends the acknowledgement to an `IngestResponse`.
  ///
  /// A list in proto3 is its elements one after another, so a response grows by appending and is
  /// whole after each of them.
  package func append(to response: inout [UInt8]) {
    var writer = FieldWriter(capacity: 512)
    writer.message(1) { writer in
      writer.number(1, number)
      switch outcome {
      case .put(let answer): writer.answerWithoutFields(2, answer)
      case .move(let answer): writer.answerWithoutFields(3, answer)
      case .delete(let answer): writer.anyBytes(4, answer)
      case .event(let answer): writer.anyBytes(5, answer)
      case .caughtUp(let isAwaited): writer.message(6) { $0.flag(1, isAwaited) }
      case .refused(let status): writer.anyBytes(7, status)
      }
    }
    response.append(contentsOf: writer.written)
  }
}

extension FieldWriter {
  /// Copies an answer to a put or a move, all but the fields of its record: the sender has sent
  /// them and would only have to read them again.
  fileprivate mutating func answerWithoutFields(_ field: UInt8, _ answer: [UInt8]) {
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
