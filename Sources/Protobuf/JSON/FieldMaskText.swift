/// Field paths: `update_time.seconds` on the wire, `updateTime.seconds` in JSON.
enum FieldMaskText {
  /// The wire's spelling of a path; nil if it has an underscore or a character no name has.
  static func snakeCase(_ path: Substring) -> String? {
    guard !path.isEmpty else { return nil }
    var result = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "A"..."Z":
        result += "_"
        result.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value + 32)))
      case "a"..."z", "0"..."9", ".", "*": result.unicodeScalars.append(scalar)
      default: return nil
      }
    }
    return result
  }

  /// JSON's spelling of a path; nil if it could not be turned back.
  static func camelCase(_ path: String) -> String? {
    var result = ""
    var isAfterUnderscore = false
    for scalar in path.unicodeScalars {
      switch scalar {
      case "_": isAfterUnderscore = true
      case "a"..."z" where isAfterUnderscore:
        result.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 32)))
        isAfterUnderscore = false
      default:
        result.unicodeScalars.append(scalar)
        isAfterUnderscore = false
      }
    }
    return snakeCase(result[...]) == path ? result : nil
  }
}
