/// Which robotd this is.
package enum Version {
  /// By the rules of semantic versioning.
  package static let text = "0.1.0"
}
