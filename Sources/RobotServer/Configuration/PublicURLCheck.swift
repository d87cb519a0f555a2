/// Checks that the world can be sent to the gateway that passes webhooks on.
enum PublicURLCheck {
  /// What is wrong with an address; nil if links can begin with it.
  static func problem(of text: String) -> String? {
    let schemes = ["https://", "http://"]
    if let scheme = schemes.first(where: { text.hasPrefix($0) }),
      let first = text.dropFirst(scheme.count).first, first != "/",
      text.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
    {
      return nil
    }
    return "expected an address such as https://crm.example.com/hooks, found \"\(text)\""
  }
}
