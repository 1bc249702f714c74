import Foundation

/// The installed program from its start to its end.
struct WholeProcess {
  let scratch: Scratch
  let program: String
  let rounds: Int

  func run() throws {
    Table.progress("whole processes, \(rounds) rounds")
    let root = try scratch.repository(tracked: 100)
    let file = URL(fileURLWithPath: "\(root)/routers.py")
    try Data("def register(app):\n    pass\n".utf8).write(to: file)
    try prepareStore(in: root)
    var (edits, versions, nothing, git) = (Series(), Series(), Series(), Series())
    for round in 0..<rounds {
      let set = """
        {"changes":[{"edit":"routers.py","add-import":{"module":"m\(round)","name":"x\(round)"}}]}
        """
      try Data(set.utf8).write(to: URL(fileURLWithPath: "\(root)/set.json"))
      try alternating(
        round,
        [
          { edits.add(try bench.run(program, ["apply", "set.json"], in: root).seconds) },
          { versions.add(try bench.run(program, ["--version"], in: root).seconds) },
          { nothing.add(try bench.run("true", [], in: root).seconds) },
          { git.add(try bench.run("git", ["--version"], in: root).seconds) },
        ])
    }
    // A busy machine only ever adds: the least is what a quiet one takes.
    row("one structured edit, whole process, durable", edits, nothing, limit: 0.015)
    row("`backstitch --version`, whole process", versions, nothing, limit: 0.008)
    Table.row(
      "`backstitch --version`, whole process", versions.text,
      beside: "`git --version`: \(git.text)", ratio: versions.ratio(to: git))
  }

  private func row(_ measure: String, _ series: Series, _ nothing: Series, limit: Double) {
    Table.row(
      measure, "\(series.text), least \(milliseconds(series.least))",
      beside: "`true`: \(nothing.text), least \(milliseconds(nothing.least))",
      target: "under \(Int(limit * 1000)) ms on a quiet machine: the least",
      met: series.least < limit)
  }
}
