import Linux
import RobotAPI
import RobotModel

/// What a file's record says of its bytes.
struct StoredFileHeader {
  let id: String
  let name: String
  let contentType: String
  let byteCount: Int
  let digest: String

  /// Reads a record of type `file`; nil where it names no bytes.
  init?(_ record: Record) {
    guard case .text(let digest)? = record.value(of: "sha256"), digest.utf8.count == 64,
      case .integer(let size)? = record.value(of: "size")
    else { return nil }
    id = record.key.id
    name = record.text(of: "name")
    contentType = record.text(of: "content_type")
    byteCount = Int(size)
    self.digest = digest
  }

  /// The first message of a stream that reads the file.
  var response: GetFileResponse {
    .header(
      id: id,
      name: name,
      contentType: contentType,
      byteCount: byteCount,
      sha256: digest
    )
  }

  /// The bytes, if all of them are there.
  func open(in directory: String) -> File? {
    let isHexadecimal = digest.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    guard isHexadecimal,
      let file = try? File(StoredFile.path(of: digest, in: directory), .read),
      let status = try? file.status(), status.size == byteCount
    else { return nil }
    return file
  }
}

extension Record {
  /// What a field holds.
  fileprivate func value(of field: String) -> FieldValue? {
    fields.first { $0.name == field }?.value
  }

  /// The text that a field holds; empty for none.
  fileprivate func text(of field: String) -> String {
    guard case .text(let text)? = value(of: field) else { return "" }
    return text
  }
}
