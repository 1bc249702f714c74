import Foundation
import TestSupport
import Testing

/// Directories of projects that are named go over those of the configuration.
@Suite struct OtherDirectoryTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  init() throws {
    shop = try Shop()
    _ = try RunningProgram("/bin/cp", ["-R", root + "/backend", root + "/server"]).finish()
    try run("init", "--backend", "backend")
  }

  @Test func `init chooses another one later`() throws {
    try run("init", "--backend", "server")
    let config = try #require(shop.directory.read(".backstitch/config.yaml"))
    #expect(config.contains("directory: server"), "\(config)")
  }

  @Test func `a plan runs in the one that is named`() throws {
    try run("generate", "entity", "brand", "name:str", "--backend", "server")
    #expect(shop.directory.read("server/api/crud/brands.py") != nil)
    #expect(shop.directory.read("backend/api/crud/brands.py") == nil)
  }

  @Test func `one that is not there is refused, and the configuration is named`() throws {
    let refused = try run("init", "--backend", "nowhere", status: 3)
    #expect(refused.error.contains("there is no FastAPI backend in 'nowhere'"))
    #expect(refused.error.contains("backend.directory in .backstitch/config.yaml"))
  }
}
