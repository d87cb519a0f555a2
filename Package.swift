// swift-tools-version: 6.2
//
// The folder list is the architecture: each target below is one floor's room, and a target may
// depend only on targets of a lower floor. `Tests/TidyTests` reads the import lines and keeps
// it so; it also compares them with the dependencies that are named here.

import PackageDescription

/// Settings of every Swift target: Swift 6 concurrency, explicit import visibility, no warnings.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// Settings of the rooms that touch no C: there every unsafe expression must say `unsafe`, so
/// raw memory can only be handled in `Linux`, `HTTP2`, `Protobuf` and `RobotAPI`.
let memorySafe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
  name: "robotd",
  products: [
    .library(name: "RobotServer", targets: ["RobotServer"]),
    .library(name: "RobotClient", targets: ["RobotClient"]),
    .executable(name: "robotd", targets: ["robotd"]),
    .executable(name: "robotctl", targets: ["robotctl"]),
  ],
  targets: [
    // Floor 0: C.
    .target(name: "CLinux"),
    .systemLibrary(
      name: "CNghttp2",
      pkgConfig: "libnghttp2",
      providers: [.apt(["libnghttp2-dev"])]
    ),
    .target(name: "CProtobufC", linkerSettings: [.linkedLibrary("protobuf-c")]),
    .target(name: "CRobotsProto", dependencies: ["CProtobufC"]),

    // Floor 1: values.
    .target(name: "RobotModel", swiftSettings: memorySafe),

    // Floor 2: mechanisms and rules; none knows another.
    .target(name: "RobotEngine", dependencies: ["RobotModel"], swiftSettings: memorySafe),
    .target(name: "Journal", swiftSettings: memorySafe),
    .target(
      name: "Protobuf",
      dependencies: ["CProtobufC", "CRobotsProto"],
      swiftSettings: strict
    ),
    .target(name: "HTTP2", dependencies: ["CNghttp2"], swiftSettings: strict),
    .target(name: "Linux", dependencies: ["CLinux"], swiftSettings: strict),

    // Floor 3: the protocol and its vocabulary.
    .target(
      name: "GRPC",
      dependencies: ["HTTP2", "Protobuf", "CProtobufC", "CRobotsProto"],
      swiftSettings: strict
    ),
    .target(
      name: "RobotAPI",
      dependencies: ["RobotModel", "Protobuf", "CProtobufC", "CRobotsProto"],
      swiftSettings: strict
    ),

    // Floor 4: the service and its client.
    .target(
      name: "RobotServer",
      dependencies: [
        "GRPC", "RobotAPI", "RobotEngine", "Journal", "Linux", "HTTP2", "RobotModel", "Protobuf",
      ],
      resources: [
        .embedInCode("Presets/lead-first-stage.json"),
        .embedInCode("Presets/deal-first-stage.json"),
      ],
      swiftSettings: memorySafe
    ),
    .target(name: "RobotClient", dependencies: ["GRPC", "Linux"], swiftSettings: memorySafe),

    // Floor 5: programs.
    .executableTarget(name: "robotd", dependencies: ["RobotServer"], swiftSettings: memorySafe),
    .executableTarget(
      name: "robotctl",
      dependencies: ["RobotClient", "GRPC", "Protobuf", "Linux"],
      path: "clients/robotctl",
      swiftSettings: memorySafe
    ),

    // What tests of several modules share.
    .target(
      name: "TestSupport",
      dependencies: ["Journal", "Linux", "RobotEngine", "RobotModel"],
      path: "Tests/Support",
      swiftSettings: strict
    ),

    // Benchmarks: programs, not tests; their drivers are the scripts beside them.
    .executableTarget(
      name: "worker-stream",
      dependencies: ["RobotClient", "GRPC", "Protobuf", "Linux"],
      path: "Tests/Benchmarks/WorkerStream",
      swiftSettings: memorySafe
    ),
    .executableTarget(
      name: "ingest-stream",
      dependencies: ["RobotClient", "GRPC", "Protobuf", "Linux"],
      path: "Tests/Benchmarks/IngestStream",
      swiftSettings: memorySafe
    ),
    .executableTarget(
      name: "call-times",
      dependencies: ["RobotClient", "GRPC", "Linux"],
      path: "Tests/Benchmarks/CallTimes",
      swiftSettings: memorySafe
    ),
    .executableTarget(
      name: "timer-costs",
      dependencies: ["RobotEngine", "RobotModel"],
      path: "Tests/Benchmarks/TimerCosts",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "engine-costs",
      dependencies: ["Linux", "RobotAPI", "RobotEngine", "RobotModel"],
      path: "Tests/Benchmarks/EngineCosts",
      swiftSettings: memorySafe
    ),

    // What becomes of damaged, torn and refused files, in numbers.
    .executableTarget(
      name: "crash",
      dependencies: ["Journal", "Linux", "TestSupport"],
      path: "Tests/Crash",
      swiftSettings: strict
    ),

    // Engine and journal against a naive model, in random histories.
    .executableTarget(
      name: "simulation",
      dependencies: ["Journal", "Linux", "RobotAPI", "RobotEngine", "RobotModel", "TestSupport"],
      path: "Tests/Simulation",
      exclude: ["planted"],
      swiftSettings: strict
    ),

    // Tests mirror Sources.
    .testTarget(name: "TidyTests", swiftSettings: strict),
    .testTarget(
      name: "SimulationTests",
      dependencies: ["RobotEngine", "RobotModel", "TestSupport", "simulation"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "RobotModelTests",
      dependencies: ["RobotModel", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "RobotEngineTests",
      dependencies: ["RobotEngine", "RobotModel", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "JournalTests",
      dependencies: ["Journal", "Linux", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ProtobufTests",
      dependencies: ["Protobuf", "CProtobufC", "CRobotsProto", "TestSupport"],
      exclude: ["Oracle"],
      swiftSettings: strict
    ),
    .testTarget(name: "HTTP2Tests", dependencies: ["HTTP2"], swiftSettings: strict),
    .testTarget(name: "LinuxTests", dependencies: ["Linux"], swiftSettings: strict),
    .testTarget(
      name: "GRPCTests",
      dependencies: ["GRPC", "HTTP2", "Protobuf"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "RobotAPITests",
      dependencies: ["RobotAPI", "RobotModel", "Protobuf", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "RobotServerTests",
      dependencies: [
        "RobotServer", "RobotClient", "GRPC", "HTTP2", "Journal", "Protobuf", "RobotAPI",
        "RobotEngine", "RobotModel", "Linux",
      ],
      swiftSettings: strict
    ),
  ]
)

/// What the fuzz targets reach for: everything that takes bytes from outside.
let fuzzed: [Target.Dependency] = [
  "GRPC", "HTTP2", "Journal", "Protobuf", "RobotAPI", "RobotEngine", "RobotModel", "RobotServer",
  "TestSupport",
]

// The fuzz targets belong to a test suite, or, for `Tests/Fuzz/run`, to a program with libFuzzer.
if Context.environment["ROBOT_FUZZ"] == nil {
  package.targets.append(
    .testTarget(
      name: "FuzzTests",
      dependencies: fuzzed,
      path: "Tests/Fuzz",
      exclude: ["FailCases", "Program", "run"],
      sources: ["Targets", "Tests"],
      swiftSettings: strict
    )
  )
} else {
  package.targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: fuzzed,
      path: "Tests/Fuzz",
      exclude: ["FailCases", "Tests", "run"],
      sources: ["Targets", "Program"],
      swiftSettings: strict
    )
  )
}
