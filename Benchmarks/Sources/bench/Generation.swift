import Foundation

/// All code of one entity, generated into a fresh copy of the sample shop, beside scaffolding tools
/// that write as many files. Whole processes.
struct Generation {
  let scratch: Scratch
  let program: String
  let rounds: Int

  /// What is generated: two projects' files, edits of shared ones, and the records of both.
  static let words = [
    "generate", "fullstack", "product", "name_en:str:64:required", "price:decimal:10,2",
    "category:ref:Category:restrict", "status:enum:draft,live=draft", "sku:str:32:unique",
    "--feature", "bilingual,soft-delete,audit,active", "--yes",
  ]

  private static let shop = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Fixtures/shop").standardizedFileURL.path

  /// Copies the shop's files into a directory.
  static func copyShop(to root: String) throws {
    try bench.run("cp", ["-R", shop + "/.", root], in: root)
  }

  func run() throws {
    Table.progress("generation, \(rounds) rounds")
    let sample = try freshShop()
    try bench.run(program, Self.words, in: sample)
    let files = try newFiles(in: sample)
    let peers = try Scaffolders(scratch: scratch, files: files).all
    var (ours, nothing) = (Series(), Series())
    var theirs: [String: Series] = [:]
    var reasons: [String: String] = [:]
    for round in 0..<rounds {
      let root = try freshShop()
      try alternating(
        round,
        [
          { ours.add(try bench.run(program, Self.words, in: root).seconds) },
          { nothing.add(try bench.run("true", [], in: root).seconds) },
        ] + peers.map { peer in { measure(peer) } })
    }

    func measure(_ peer: Peer) {
      guard reasons[peer.name] == nil else { return }
      guard peer.isInstalled else {
        return reasons[peer.name] = "\(peer.name) is not installed; `scripts/setup --bench` does it"
      }
      do {
        let root = try scratch.directory()
        try peer.run(peer.setUp, in: root)
        sync()
        theirs[peer.name, default: Series()].add(
          try seconds { try peer.run(peer.commit, in: root) })
      } catch {
        let line = "\(error)".split(separator: "\n").joined(separator: " ")
        reasons[peer.name] = "\(peer.name) did not do it: \(line)"
      }
    }

    let measure = "fullstack run, whole process"
    Table.row(
      measure + ", durable, \(files.count) new files, savepoints and undo data kept",
      "\(ours.text), least \(milliseconds(ours.least))",
      beside: "`true`: \(nothing.text), least \(milliseconds(nothing.least))",
      target: "under 100 ms on a quiet machine: the least", met: ours.least < 0.1)
    for peer in peers {
      if let reason = reasons[peer.name] {
        Table.skipped(measure, reason)
      } else if let series = theirs[peer.name] {
        Table.row(
          measure, ours.text, beside: "\(peer.commits): \(series.text)",
          ratio: ours.ratio(to: series))
      }
    }
  }

  /// A repository with the shop and nothing of ours: a run makes its store, too.
  private func freshShop() throws -> String {
    let root = try scratch.directory()
    try Self.copyShop(to: root)
    try bench.run("git", ["init", "-q", "-b", "main"], in: root)
    try bench.run("git", ["add", "-A"], in: root)
    try bench.run("git", ["commit", "-q", "-m", "base"], in: root)
    return root
  }

  /// The source files that a run added, its own records left out.
  private func newFiles(in root: String) throws -> [Sample] {
    var files: [Sample] = []
    for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      let file = URL(fileURLWithPath: "\(root)/\(path)")
      guard !path.hasPrefix(".git/"), !path.hasPrefix(".backstitch/"),
        !FileManager.default.fileExists(atPath: "\(Self.shop)/\(path)"),
        try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
      else { continue }
      files.append(Sample(path: path, bytes: Array(try Data(contentsOf: file))))
    }
    return files.sorted { $0.path < $1.path }
  }
}
