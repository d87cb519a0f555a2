import GRPC
import Protobuf

/// What a status says beyond its message: the fields that were wrong, and facts for programs.
enum StatusDetails {
  /// A line for each offending field and fact that the message does not name already.
  static func lines(_ status: Status) -> [String] {
    guard !status.details.isEmpty,
      let tree = try? JSONMapping().wireToJSONValue("google.rpc.Status", status.details)
    else { return [] }
    return JSON(tree)["details"].items.flatMap { detail -> [String] in
      let violations = detail["fieldViolations"].items.map {
        "\($0["field"].exactString): \($0["description"].exactString)"
      }.filter { !status.message.contains($0) }
      let facts = detail["metadata"].entries.map { "\($0.key): \($0.value.string)" }
      return violations + facts
    }
  }
}
