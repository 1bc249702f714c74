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
    let measure = "fullstack run, whole process"
    try Race(scratch: scratch, program: program, rounds: rounds, words: Self.words).run(
      measure, detail: "durable, \(files.count) new files, savepoints and undo data kept",
      limit: 0.1, beside: try Scaffolders(scratch: scratch, files: files).all, in: freshShop)
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
