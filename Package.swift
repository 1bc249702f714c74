// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "backstitch",
  products: [
    // What embedders import: `Backstitch`, with the vocabulary it speaks.
    .library(name: "Backstitch", targets: ["Backstitch", "Patch", "SourceEdits"]),
    .executable(name: "backstitch", targets: ["backstitch"]),
  ],
  dependencies: [
    // Commands, flags, help, shell completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // SHA-1 of packs, SHA-256 of plans and records.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // Entity files and settings.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // Templates: logic-less, so that decisions stay in typed view models.
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    // External agents and checks: limits, sessions, teardown.
    .package(
      url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // libgit2 as Debian ships it.
    .systemLibrary(name: "Clibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    // zlib, for packs and git's loose objects.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // The little C that Swift cannot import.
    .target(name: "CShims"),
    // Keeps libgit2 from parsing the machine's certificates; for the program alone.
    .target(name: "CNoCertificates"),
    // AST-light edits: text in, text out, with inverse; pure.
    .target(name: "SourceEdits", swiftSettings: strict),
    // The vocabulary: paths, modes, changes, the staged tree.
    .target(
      name: "Patch",
      dependencies: ["SourceEdits", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    // The seam to the disk: a protocol of primitives, POSIX behind it.
    .target(name: "FileSystem", dependencies: ["Patch", "CShims"], swiftSettings: strict),
    // Git packs written and read through the seam.
    .target(
      name: "ObjectStore",
      dependencies: [
        "FileSystem", "Patch", "CZlib", .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    // libgit2 as Swift values and a few owned handles.
    .target(name: "Git", dependencies: ["Clibgit2", "CShims", "CZlib"], swiftSettings: strict),
    // The write-ahead log: record layout, checksums, state machine.
    .target(
      name: "Journal",
      dependencies: [
        "FileSystem", "Patch", "SourceEdits", .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    // The library users embed.
    .target(
      name: "Backstitch",
      dependencies: [
        "Git", "ObjectStore", "FileSystem", "Journal", "Patch", "SourceEdits",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    // Entity, fields, type mapping, layout, detection.
    .target(
      name: "ProjectModel", dependencies: ["Patch", "SourceEdits", "Yams"], swiftSettings: strict),
    // The built-in agents and their templates.
    .target(
      name: "Generators",
      dependencies: [
        "ProjectModel", "Patch", "SourceEdits",
        .product(name: "Mustache", package: "swift-mustache"),
      ], swiftSettings: strict),
    // Plans, steps, agents, recovery options, resume.
    .target(
      name: "Orchestration",
      dependencies: [
        "Backstitch", "Generators", "ProjectModel", "Patch", "Yams",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),
    // One file per command; the only target that prints.
    .target(
      name: "BackstitchCommand",
      dependencies: [
        "Orchestration", "Backstitch", "Generators", "ProjectModel", "Patch", "SourceEdits",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    // The program.
    .executableTarget(
      name: "backstitch", dependencies: ["BackstitchCommand", "CNoCertificates", "CShims"],
      swiftSettings: strict),

    // Temporary directories, sample trees, running programs, what every disk must do.
    .target(
      name: "TestSupport", dependencies: ["FileSystem", "Patch"], path: "Tests/TestSupport",
      swiftSettings: strict),
    // A disk in memory that implements the crash contract and is adversarial otherwise.
    .target(
      name: "Simulation", dependencies: ["FileSystem", "Patch"], path: "Tests/Simulation",
      swiftSettings: strict),
    // Every scenario crashed at every call of that disk (scripts/crash-test).
    .executableTarget(
      name: "crash-matrix",
      dependencies: [
        "Simulation", "Backstitch", "FileSystem", "Journal", "Patch", "SourceEdits",
      ],
      path: "Tests/CrashMatrix", swiftSettings: strict),
    .testTarget(
      name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "SourceEditsTests", dependencies: ["SourceEdits", "TestSupport"],
      exclude: ["Goldens", "Python", "TypeScript"], swiftSettings: strict),
    .testTarget(
      name: "PatchTests", dependencies: ["Patch", "SourceEdits", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FileSystemTests", dependencies: ["FileSystem", "Patch", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ObjectStoreTests",
      dependencies: ["ObjectStore", "FileSystem", "Patch", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SimulationTests", dependencies: ["Simulation", "FileSystem", "Patch", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "GitTests", dependencies: ["Git", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "JournalTests",
      dependencies: ["Journal", "FileSystem", "Patch", "SourceEdits", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BackstitchTests",
      dependencies: [
        "Backstitch", "FileSystem", "Journal", "Patch", "Simulation", "SourceEdits", "TestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "ProjectModelTests",
      dependencies: ["ProjectModel", "Patch", "SourceEdits", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "GeneratorsTests",
      dependencies: ["Generators", "ProjectModel", "Patch", "SourceEdits", "TestSupport"],
      exclude: ["Goldens", "Judges"], swiftSettings: strict),
    .testTarget(
      name: "OrchestrationTests",
      dependencies: [
        "Orchestration", "Backstitch", "Generators", "ProjectModel", "Patch", "TestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["BackstitchCommand", "TestSupport"],
      exclude: ["Goldens"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
