import Foundation

/// A whole project, made in a directory and a repository of its own, beside tools that render a
/// template of the same files. Whole processes.
struct NewProject {
  let scratch: Scratch
  let program: String
  let rounds: Int

  private static let words = ["scaffold", "fullstack", "shop", "--yes"]

  func run() throws {
    Table.progress("a new project, \(rounds) rounds")
    let sample = try scratch.directory()
    try bench.run(program, Self.words, in: sample)
    let files = try made(in: sample + "/shop")
    let scaffolders = Scaffolders(
      scratch: scratch, files: files, variables: [("shop", "shop"), ("Shop", "Shop")])
    try Race(scratch: scratch, program: program, rounds: rounds, words: Self.words).run(
      "new project, whole process",
      detail: "durable, \(files.count) files, its repository made, savepoints and undo data kept",
      limit: 0.15, beside: try scaffolders.renderers, in: scratch.directory)
  }

  /// The files of the project, our records left out.
  private func made(in root: String) throws -> [Sample] {
    var files: [Sample] = []
    for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      let file = URL(fileURLWithPath: "\(root)/\(path)")
      guard !path.hasPrefix(".git/"), !path.hasPrefix(".backstitch/"),
        try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
      else { continue }
      files.append(Sample(path: path, bytes: Array(try Data(contentsOf: file))))
    }
    return files.sorted { $0.path < $1.path }
  }
}
