import Foundation
import TestSupport
import Testing

/// A shop and a directory of programs beside it.
struct MigrationPlace {
  let shop: Shop
  let programs: TemporaryDirectory

  init(
    before body: String = "", upgrade: String = "op.create_table('product')",
    downgrade: String = "pass"
  ) throws {
    shop = try Shop()
    programs = try TemporaryDirectory()
    try FakeAlembic.write(
      in: programs, at: "bin", before: body, upgrade: upgrade, downgrade: downgrade)
  }

  /// Runs Backstitch where the program is found.
  func run(
    _ words: [String], status: Int32 = 0, at location: SourceLocation = #_sourceLocation
  ) throws -> RunningProgram.Result {
    let result = try RunningProgram(
      backstitchPath, words, in: shop.root,
      environment: environment
    ).finish()
    #expect(
      result.status == status, "\(words): \(result.output)\(result.error)",
      sourceLocation: location)
    return result
  }

  /// Where the program is found.
  var environment: [String: String] {
    ["PATH": "\(programs.path)/bin:/usr/local/bin:/usr/bin:/bin"]
  }

  /// Runs a printed command as a shell does.
  func shell(_ command: String) throws {
    let result = try RunningProgram(
      "/bin/sh", ["-c", command], in: shop.root,
      environment: environment
    ).finish()
    #expect(result.status == 0, "\(command): \(result.output)\(result.error)")
  }

  /// The revision the database is at.
  var database: String? { programs.read("bin/database") }

  /// The revision that was generated.
  func revision(_ verb: String = "add") throws -> String? {
    let versions = shop.root + "/backend/alembic/versions"
    return try FileManager.default.contentsOfDirectory(atPath: versions)
      .first { $0.hasSuffix("_\(verb)_product.py") }.map { String($0.prefix { $0 != "_" }) }
  }
}
