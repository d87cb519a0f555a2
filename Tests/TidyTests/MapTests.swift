import Foundation
import Testing

/// Maps that sources draw of themselves are of the country that there is.
@Suite struct MapTests {
  @Test("The head of Engine.swift names every folder of the engine, and no other")
  func engineFolders() throws {
    let tree = SourceTree()
    let folder = "Sources/RobotEngine"
    let folders = try tree.names(in: folder).filter { !$0.hasSuffix(".swift") }
    let lines = try tree.text(of: "\(folder)/Engine.swift").split(separator: "\n")
    let map = lines.prefix { $0.hasPrefix("//") }.filter { $0.hasPrefix("//     ") }
    let named = map.flatMap { $0.matches(of: #/\b([A-Z][A-Za-z]*)\//#).map { String($0.1) } }
    #expect(folders.count > 20)
    #expect(named.sorted() == folders, "the map on the left, the folders on the right")
  }
}
