// Facts and their bytes: `robots.storage.v1` to and from the model
//
// Every change is written as facts before it is answered, and every start reads millions of them,
// so the four kinds of which there are many (records, visits, runs, history) and the values in
// them are written and read field by field, in one pass and without C structures between: three to
// five times as fast as protobuf-c, which would build 22 of them for a record of ten fields.
// Definitions, of which there are few, go through the same C messages as in `robots.v1`.
//
//     Batch  { time, facts… }      what the journal holds of one command
//     Fact   { one of its kinds }  what a snapshot holds of one record of the store
//
// The numbers in the `…Writing.swift` and `…Reading.swift` files are those of `fact.proto` and
// `value.proto`; tests read each kind by the generated descriptors and compare.

import Protobuf
package import RobotModel

/// Turns facts into bytes and back; confined to one thread, it reuses its memory.
package final class FactCodec {
  @exclusivity(unchecked) private var writer = FieldWriter(capacity: 64 * 1024)
  let arena = Arena()

  /// Makes a codec.
  package init() {}

  /// Begins a batch: everything that one command changed, at `time`.
  ///
  /// The facts are put in afterwards, then ``endBatch(into:)`` follows.
  package func beginBatch(at time: Instant) {
    writer.clear()
    writer.number(1, time.millisecondsSinceEpoch)
  }

  /// Appends the batch that was begun.
  package func endBatch(into buffer: inout [UInt8]) {
    buffer.append(contentsOf: writer.written)
  }

  /// Begins a fact that stands alone, as in a snapshot.
  ///
  /// It is put in afterwards, then ``endFact(into:)`` follows.
  package func beginFact() {
    writer.clear()
  }

  /// Appends the fact that was begun and put in.
  package func endFact(into buffer: inout [UInt8]) {
    // It was written as a batch's field: tag, length, and then the fact itself.
    let written = writer.written
    let lengthEnd = written[1...].firstIndex { $0 < 0x80 }
    guard let lengthEnd else { preconditionFailure("a fact is put in between begin and end") }
    buffer.append(contentsOf: written[(lengthEnd + 1)...])
  }

  /// Appends one fact.
  package func encode(_ fact: Fact, into buffer: inout [UInt8]) {
    beginFact()
    put(fact)
    endFact(into: &buffer)
  }

  /// Reads a batch and appends its facts, in their order.
  ///
  /// - Returns: The engine time of the command.
  package func decodeBatch(
    _ bytes: RawSpan,
    into facts: inout [Fact]
  ) throws(FactError) -> Instant {
    try bytes.withUnsafeBytes { bytes throws(FactError) in
      var reader = StorageReader(bytes)
      var time = Instant.epoch
      while let field = try reader.next() {
        switch field {
        case 1: time = try reader.instant()
        case 2:
          var fact = try reader.message()
          facts.append(try fact.fact(with: arena))
        default: try reader.skip()
        }
      }
      return time
    }
  }

  /// Reads a batch into a list: its engine time, then its facts.
  package func decodeBatch(_ bytes: RawSpan, into facts: inout FactList) throws(FactError) {
    try bytes.withUnsafeBytes { bytes throws(FactError) in
      var reader = StorageReader(bytes)
      while let field = try reader.next() {
        switch field {
        case 1: facts.append(batchTime: try reader.instant())
        case 2:
          var fact = try reader.message()
          try fact.readFact(into: &facts, with: arena)
        default: try reader.skip()
        }
      }
    }
  }

  /// Reads one fact into a list.
  package func decode(_ bytes: RawSpan, into facts: inout FactList) throws(FactError) {
    try bytes.withUnsafeBytes { bytes throws(FactError) in
      var reader = StorageReader(bytes)
      try reader.readFact(into: &facts, with: arena)
    }
  }

  /// The engine time of a batch, of which only the beginning is at hand; nil if it is not there.
  package static func time(ofBatch beginning: RawSpan) -> Instant? {
    beginning.withUnsafeBytes { bytes in
      var reader = StorageReader(bytes)
      guard let field = try? reader.next(), field == 1 else { return nil }
      return try? reader.instant()
    }
  }

  /// Reads one fact.
  package func decode(_ bytes: RawSpan) throws(FactError) -> Fact {
    try bytes.withUnsafeBytes { bytes throws(FactError) in
      var reader = StorageReader(bytes)
      return try reader.fact(with: arena)
    }
  }
}

extension FactCodec: FactSink {
  package func put(_ fact: Fact) {
    writer.message(2) { $0.fact(fact, with: arena) }
  }

  package func put(_ record: Record) {
    let fact = writer.beginMessage(2)
    let row = writer.beginMessage(8)
    writer.record(record)
    writer.endMessage(begunAt: row)
    writer.endMessage(begunAt: fact)
  }

  package func put(_ visit: Visit) {
    let fact = writer.beginMessage(2)
    let row = writer.beginMessage(10)
    writer.visit(visit)
    writer.endMessage(begunAt: row)
    writer.endMessage(begunAt: fact)
  }

  package func put(_ run: RunNumbers, ofRobot robot: String) {
    let fact = writer.beginMessage(2)
    let row = writer.beginMessage(12)
    writer.run(run, ofRobot: robot)
    writer.place(of: run)
    writer.endMessage(begunAt: row)
    writer.endMessage(begunAt: fact)
  }

  package func put(_ run: RunNumbers, ofRobot robot: String, _ detail: borrowing RunDetail) {
    let fact = writer.beginMessage(2)
    let row = writer.beginMessage(12)
    writer.run(run, ofRobot: robot)
    writer.decided(detail)
    writer.place(of: run)
    writer.endMessage(begunAt: row)
    writer.endMessage(begunAt: fact)
  }

  package func put(
    _ entry: HistoryNumbers,
    of record: RecordKey,
    by user: String,
    robot: String,
    from oldPlace: StageKey?,
    to newPlace: StageKey?,
    _ detail: HistoryDetail?
  ) {
    let fact = writer.beginMessage(2)
    let row = writer.beginMessage(14)
    writer.historyEntry(
      entry,
      of: record,
      by: user,
      robot: robot,
      from: oldPlace,
      to: newPlace,
      detail
    )
    writer.endMessage(begunAt: row)
    writer.endMessage(begunAt: fact)
  }
}
