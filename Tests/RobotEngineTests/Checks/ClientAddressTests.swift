import Testing

@testable import RobotEngine

@Suite struct ClientAddressTests {
  @Test(
    "S-31: addresses are compared in one form",
    arguments: [
      ("+48 600 100-200", "+48600100200"), ("0048600100200", "+48600100200"),
      ("(+48) 600.100.200", "+48600100200"), ("600 100 200", "600100200"),
      (" Ann@Example.COM ", "ann@example.com"), ("A@b@C", "a@b@c"), ("nobody", "nobody"),
      ("ŻÓŁW@Żółw.PL", "żółw@żółw.pl"), ("Straße@x.de", "strasse@x.de"),
    ]
  )
  func normalized(text: String, form: String) {
    #expect(ClientAddress.normalized(text) == form)
  }
}
