// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "backstitch", path: "..")],
  targets: [
    .executableTarget(
      name: "bench", dependencies: [.product(name: "Backstitch", package: "backstitch")])
  ],
  swiftLanguageModes: [.v6]
)
