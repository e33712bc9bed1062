// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "dialogrun",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "dialogrun", targets: ["dialogrun"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "CLocales", exclude: ["data"]),
    .target(name: "DialogDSL", dependencies: ["CLibYAML", "CLocales"], swiftSettings: strict),
    .target(name: "JSONScanning", dependencies: ["DialogDSL"], swiftSettings: strict),
    .target(name: "Hearing", dependencies: ["DialogDSL"], swiftSettings: strict),
    .target(name: "ReaderCases", dependencies: ["DialogDSL", "Hearing"], swiftSettings: strict),
    .target(name: "Interpreter", dependencies: ["DialogDSL", "Hearing"], swiftSettings: strict),
    .target(
      name: "CallEngine",
      dependencies: [
        "DialogDSL", "JSONScanning", "Hearing", "Interpreter",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: strict),
    .target(
      name: "RetellLink",
      dependencies: [
        "DialogDSL", "JSONScanning", "Hearing", "Interpreter", "CallEngine",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], swiftSettings: strict),
    .target(
      name: "ModelStandIn",
      dependencies: [
        "DialogDSL", "Interpreter",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ], swiftSettings: strict),
    .target(
      name: "DialogTesting", dependencies: ["DialogDSL", "JSONScanning", "Hearing", "Interpreter", "CallEngine"],
      swiftSettings: strict),
    .target(
      name: "WireTesting",
      dependencies: [
        "DialogDSL", "Hearing", "Interpreter", "CallEngine", "RetellLink", "DialogTesting",
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "dialogrun",
      dependencies: [
        "DialogDSL", "Hearing", "ReaderCases", "Interpreter", "CallEngine", "RetellLink", "DialogTesting",
        "WireTesting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "hearing-bench", dependencies: ["DialogDSL", "Hearing", "Interpreter", "ReaderCases"],
      path: "Sources/HearingBench", swiftSettings: strict),
    .executableTarget(
      name: "model-bench",
      dependencies: [
        "DialogDSL", "Hearing", "Interpreter", "CallEngine", "RetellLink", "ModelStandIn",
        .product(name: "Logging", package: "swift-log"),
      ], path: "Sources/ModelBench", swiftSettings: strict),
    .testTarget(
      name: "DialogDSLTests", dependencies: ["DialogDSL"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "HearingTests", dependencies: ["DialogDSL", "Hearing"], swiftSettings: strict),
    .testTarget(
      name: "InterpreterTests", dependencies: ["DialogDSL", "Hearing", "Interpreter"], swiftSettings: strict),
    .testTarget(
      name: "CallEngineTests",
      dependencies: [
        "DialogDSL", "Hearing", "Interpreter", "CallEngine", "ModelStandIn",
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: strict),
    .testTarget(
      name: "RetellLinkTests",
      dependencies: [
        "DialogDSL", "JSONScanning", "Hearing", "Interpreter", "CallEngine", "RetellLink", "ModelStandIn",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], swiftSettings: strict),
    .testTarget(
      name: "DialogTestingTests",
      dependencies: ["DialogDSL", "Hearing", "Interpreter", "CallEngine", "DialogTesting"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "WireTestingTests",
      dependencies: ["DialogDSL", "Hearing", "Interpreter", "CallEngine", "DialogTesting", "WireTesting"],
      exclude: ["Fixtures"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
