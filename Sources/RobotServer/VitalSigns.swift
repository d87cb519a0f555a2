import Linux
import RobotAPI
import RobotModel

/// What the system says of the process and its files, asked at most once a second: a program that
/// polls the status must not make the service poll the system.
final class VitalSigns {
  private let directory: String
  private var response = GetStatusResponse()
  private var validUntil: UInt64 = 0

  private static let validNanoseconds: UInt64 = 1_000_000_000

  init(dataDirectory: String) {
    directory = dataDirectory
    response.version = Version.text
    response.processID = Int64(CurrentProcess.processID)
    response.startTime = Instant(millisecondsSinceEpoch: Clock.wallMilliseconds())
    response.dataDirectory = dataDirectory
  }

  /// The part of the status that does not come from the service's own state.
  func response(at now: UInt64) -> GetStatusResponse {
    if now >= validUntil {
      validUntil = now + Self.validNanoseconds
      response.residentBytes = Int64((try? CurrentProcess.residentBytes()) ?? 0)
      measureJournal()
    }
    return response
  }

  private func measureJournal() {
    let names = (try? FileSystem.list(directory)) ?? []
    let segments = names.filter { $0.hasSuffix(".journal") }
    response.journal.segments = segments.count
    response.journal.bytes = segments.reduce(0) { sum, name in
      sum + Int64((try? FileSystem.status(of: "\(directory)/\(name)").size) ?? 0)
    }
  }
}
