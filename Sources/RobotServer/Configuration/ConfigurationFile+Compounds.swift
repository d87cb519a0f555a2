import Linux
import Protobuf
import RobotModel

/// Values of several parts: each function gives the value or says, with its place, what was
/// expected there.
extension ConfigurationFile {
  /// `{"1001": "anna", "www-data": "crm"}`.
  static func users(_ value: JSONValue) throws(ConfigurationError) -> [UInt32: String] {
    var users: [UInt32: String] = [:]
    for member in try value.requiredMembers() {
      let uid = try account(member.key, at: member.offset)
      let user = try member.value.requiredText()
      if let problem = AccessRules.problem(ofUser: user) {
        throw ConfigurationError(problem, at: member.value.offset)
      }
      if users.updateValue(user, forKey: uid) != nil {
        throw ConfigurationError("uid \(uid) stands twice", at: member.offset)
      }
    }
    return users
  }

  /// `[1002, "www-data"]`.
  static func accounts(_ value: JSONValue) throws(ConfigurationError) -> Set<UInt32> {
    var uids: Set<UInt32> = []
    for element in try value.requiredElements() {
      switch element.content {
      case .number(let text), .string(let text):
        uids.insert(try account(text, at: element.offset))
      case .null, .boolean, .array, .object:
        throw element.expected("a uid or the name of an account")
      }
    }
    return uids
  }

  private static func account(
    _ text: String,
    at offset: Int
  ) throws(ConfigurationError) -> UInt32 {
    if let uid = UInt32(text) { return uid }
    do throws(SystemError) {
      if let uid = try Account.userID(named: text) { return uid }
    } catch {
      throw ConfigurationError("cannot look up the account \"\(text)\": \(error)", at: offset)
    }
    throw ConfigurationError(
      "expected a uid or the name of an account of this machine, found \"\(text)\"",
      at: offset
    )
  }

  static func texts(_ value: JSONValue) throws(ConfigurationError) -> Set<String> {
    var texts: Set<String> = []
    for element in try value.requiredElements() { texts.insert(try element.requiredText()) }
    return texts
  }

  /// `["creme"]`.
  static func sources(_ value: JSONValue) throws(ConfigurationError) -> [String] {
    let elements = try value.requiredElements()
    guard elements.count <= Limits.sources else {
      throw ConfigurationError(
        "\(elements.count) sources; there are at most \(Limits.sources)",
        at: value.offset
      )
    }
    var sources: [String] = []
    for element in elements {
      let source = try element.requiredText()
      if let problem = SourceCheck.problem(of: source) {
        throw ConfigurationError(problem, at: element.offset)
      }
      sources.append(source)
    }
    return sources
  }

  /// `"https://crm.example.com/hooks"`.
  static func publicURL(_ value: JSONValue) throws(ConfigurationError) -> String {
    let text = try value.requiredText()
    if let problem = PublicURLCheck.problem(of: text) {
      throw ConfigurationError(problem, at: value.offset)
    }
    return text
  }

  static func executors(
    _ value: JSONValue
  ) throws(ConfigurationError) -> [String: String] {
    var executors: [String: String] = [:]
    for member in try value.requiredMembers() {
      if let problem = ExecutorCheck.problem(ofType: member.key) {
        throw ConfigurationError(problem, at: member.offset)
      }
      let queue = try member.value.requiredText()
      if let problem = ExecutorCheck.problem(ofQueue: queue) {
        throw ConfigurationError(problem, at: member.value.offset)
      }
      executors[member.key] = queue
    }
    return executors
  }

  static func rates(
    _ value: JSONValue
  ) throws(ConfigurationError) -> [String: String] {
    var rates: [String: String] = [:]
    for member in try value.requiredMembers() {
      let rate = try member.value.requiredText()
      if let problem = ExchangeRates.problem(of: member.key, rate) {
        throw ConfigurationError(problem, at: member.offset)
      }
      rates[member.key] = rate
    }
    return rates
  }
}
