import HTTP2
import Protobuf

extension Status {
  /// What of a message is sent; clients refuse header lists that are too large.
  private static let messageBytes = 4 << 10
  /// Details larger than this are left out for the same reason.
  private static let detailsBytes = 8 << 10

  /// The fields that carry this status in trailers.
  var headerFields: [HeaderList.Field] {
    var fields = [HeaderList.Field("grpc-status", Array("\(code.rawValue)".utf8))]
    if !message.isEmpty {
      let encoded = PercentEncoding.encode(message.utf8.prefix(Status.messageBytes))
      fields.append(HeaderList.Field("grpc-message", encoded))
    }
    if !details.isEmpty, details.count <= Status.detailsBytes {
      fields.append(
        HeaderList.Field("grpc-status-details-bin", Base64.encode(details, isPadded: false))
      )
    }
    return fields
  }

  /// Reads the status out of received trailers, or answers nil if they have none.
  init?(_ fields: FieldList) {
    guard let number = fields.first("grpc-status") else { return nil }
    let code = Int(String(decoding: number, as: UTF8.self)).flatMap(StatusCode.init)
    let message = fields.first("grpc-message").map(PercentEncoding.decode)
    let details = fields.first("grpc-status-details-bin").flatMap(Base64.decode)
    self.init(code ?? .unknown, message ?? "", details: details ?? [])
  }
}
