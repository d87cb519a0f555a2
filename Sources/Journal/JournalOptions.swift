/// Sizes of the journal and what it is given from outside.
package struct JournalOptions: Sendable {
  /// Bytes of a segment file, header included.
  ///
  /// A batch that does not fit gets a larger one.
  package var segmentBytes = 16 << 20
  /// Bytes of the very first segment: small, so that an empty service starts at once.
  package var firstSegmentBytes = 1 << 20
  /// The most bytes of one batch.
  ///
  /// One that fits into a segment always finds room; a larger one
  /// ends the service if the disk is full just then.
  package var maximumBatchBytes = 1 << 30
  /// How CRC32C is computed: portable, or by the processor's instruction.
  package var checksum = Checksum.portable
  /// The directory's number if it is new, and the clock it must have if it is not.
  package var origin: JournalOrigin

  /// Default sizes for a directory of this origin.
  package init(origin: JournalOrigin) {
    self.origin = origin
  }
}
