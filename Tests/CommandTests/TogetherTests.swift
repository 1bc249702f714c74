import Foundation
import TestSupport
import Testing

/// Two processes at work in one workspace.
@Suite struct TogetherTests {
  private static let registrar = "backend/core/app_setup/routers_group/setting_routers.py"

  @Test(arguments: [true, false])
  func `both register a router at the same place of a file: both land, both are live`(
    openAtOnce: Bool
  ) throws {
    let shop = try Shop()
    let before = try registered(in: shop)
    let names = ["alpha", "beta"]
    let fields = ["name:str:64:required"]
    if openAtOnce {
      try together(names.map { ["generate", "entity", $0] + fields + ["--stage"] }, in: shop)
      #expect(try registered(in: shop) == before)
      try together(["t1", "t2"].map { ["commit", $0] }, in: shop)
    } else {
      try together(names.map { ["generate", "entity", $0] + fields }, in: shop)
    }
    #expect(try registered(in: shop) == before.union(names))
    #expect(try live(in: shop).isSuperset(of: names))
    let status = try shop.json(shop.run("status", "--json"))
    #expect((status["transactions"] as? [Any])?.isEmpty == true)
    // Neither rests on the other.
    try shop.run("undo", "1")
    #expect(try registered(in: shop).count == before.count + 1)
    try shop.run("undo", "2")
    #expect(try shop.git("status", "--porcelain") == "")
  }

  /// Runs the program once for each of these words, all at the same time.
  private func together(_ commands: [[String]], in shop: Shop) throws {
    let running = try commands.map { try RunningProgram(backstitchPath, $0, in: shop.root) }
    for (program, words) in zip(running, commands) {
      let result = try program.finish()
      #expect(result.status == 0, "\(words): \(result.output)\(result.error)")
    }
  }

  /// The entities whose routers the registrar includes, once each.
  private func registered(in shop: Shop) throws -> Set<String> {
    let text = try #require(shop.directory.read(Self.registrar))
    let names = text.matches(of: /include_router\((\w+)_router/).map { String($0.output.1) }
    #expect(Set(names).count == names.count, "\(text)")
    return Set(names)
  }

  /// The entities whose routers an application reaches.
  private func live(in shop: Shop) throws -> Set<String> {
    let report = try shop.json(shop.run("detect", "--json"))
    let backend = try #require((report["backends"] as? [[String: Any]])?.first)
    let routers = try #require(backend["routers"] as? [[String: Any]])
    return Set(
      routers.compactMap { router in
        guard let path = router["path"] as? String,
          let reached = router["reachedAt"] as? [String], !reached.isEmpty
        else { return nil }
        return path.firstMatch(of: /(\w+)_router\.py$/).map { String($0.output.1) }
      })
  }
}
