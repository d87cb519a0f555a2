import Testing

/// The folder list is the architecture: these tests read the import lines and keep it so.
@Suite struct ImportTests {
  /// Every module with its floor; C modules are the ground.
  static let floors: [String: Int] = [
    "CLinux": 0, "CNghttp2": 0, "CProtobufC": 0, "CRobotsProto": 0,
    "RobotModel": 1,
    "RobotEngine": 2, "Journal": 2, "Protobuf": 2, "HTTP2": 2, "Linux": 2,
    "GRPC": 3, "RobotAPI": 3,
    "RobotServer": 4, "RobotClient": 4,
    "robotd": 5, "robotctl": 5,
  ]

  /// Modules of the system, and who alone may import them.
  static let systemModules: [String: Set<String>] = [
    "Glibc": ["Linux"],
    // The standard library by name: for its normalisation of texts.
    "Swift": ["RobotEngine"],
    "Synchronization": ["Linux", "RobotServer", "RobotClient"],
    "Foundation": ["robotctl"],
    "FoundationEssentials": ["robotctl"],
  ]

  /// C modules that only one room may touch.
  static let keepers: [String: Set<String>] = [
    "CNghttp2": ["HTTP2"],
    "CLinux": ["Linux"],
    "CProtobufC": ["Protobuf", "GRPC", "RobotAPI"],
    "CRobotsProto": ["Protobuf", "GRPC", "RobotAPI"],
  ]

  let files = SourceTree().swiftFiles(in: ["Sources", "clients"])

  @Test("Imports go down only: a floor imports lower floors, never itself or a higher one")
  func downwards() throws {
    #expect(files.count > 50)
    for file in files {
      let floor = try #require(
        Self.floors[file.module],
        "\(file.path): its module has no floor in this table"
      )
      for (module, line) in file.imports {
        guard let imported = Self.floors[module] else { continue }
        #expect(
          imported < floor,
          "\(file.path):\(line) imports \(module), which is not below it"
        )
      }
    }
  }

  @Test("System modules are imported only where they belong; the daemon links no Foundation")
  func systemModules() {
    for file in files {
      for (module, line) in file.imports where Self.floors[module] == nil {
        #expect(
          Self.systemModules[module]?.contains(file.module) == true,
          "\(file.path):\(line) must not import \(module)"
        )
      }
    }
  }

  @Test("nghttp2, protobuf-c and the system calls each have one keeper")
  func keepers() {
    for file in files {
      for (module, line) in file.imports {
        guard let keepers = Self.keepers[module] else { continue }
        #expect(
          keepers.contains(file.module),
          "\(file.path):\(line) must not import \(module)"
        )
      }
    }
  }

  @Test("A target depends on what its files import, and on nothing else")
  func dependencies() throws {
    let tree = SourceTree()
    let targets = PackageTarget.all(in: try tree.text(of: "Package.swift"))
    #expect(targets.count > 25)
    let names = Set(targets.map(\.name)).union(Self.floors.keys)
    for target in targets {
      let files = tree.swiftFiles(in: target.folders)
      // C says in its headers what it needs.
      guard !files.isEmpty else { continue }
      let imported = Set(files.flatMap { $0.imports.map(\.module) }).intersection(names)
      #expect(target.dependencies == imported, "\(target.name): Package.swift, then import lines")
    }
  }

  @Test("An import line is seen with its access level, its attributes and its submodule")
  func reading() {
    let file = SourceTree.File(
      path: "x",
      module: "x",
      lines: ["import A", "package import B", "@testable import C", "import struct D.E", "x"],
      text: ""
    )
    #expect(file.imports.map(\.module) == ["A", "B", "C", "D"])
    #expect(file.imports.map(\.line) == [1, 2, 3, 4])
  }
}
