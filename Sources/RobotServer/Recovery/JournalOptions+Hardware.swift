import Journal
import Linux

extension JournalOptions {
  /// The service's options for a directory, with the processor's checksum instruction if it has
  /// one.
  init(hardwareFor origin: JournalOrigin) {
    self.init(origin: origin)
    if HardwareChecksum.isAvailable { checksum = Checksum(HardwareChecksum.update) }
  }
}
