/// Every unary method of the two services that its own file in this folder answers, in the order
/// of the definitions.
enum MethodList {
  static let rule: [any UnaryMethod.Type] = []

  static let execution: [any UnaryMethod.Type] = []
}
