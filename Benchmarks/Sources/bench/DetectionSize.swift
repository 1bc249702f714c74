import Foundation

/// Detection in a large repository, whole process.
struct DetectionSize {
  let scratch: Scratch
  let program: String
  let tracked: Int
  let rounds: Int

  func run() throws {
    Table.progress("detection among \(grouped(tracked)) files, \(rounds) rounds")
    let root = try scratch.repository(tracked: 0)
    try Generation.copyShop(to: root)
    try write(files, in: root)
    try bench.run("git", ["add", "-A"], in: root)
    try bench.run("git", ["commit", "-q", "-m", "files"], in: root)
    var (detect, generate, status) = (Series(), Series(), Series())
    for round in 0..<rounds {
      try alternating(
        round,
        [
          { detect.add(try bench.run(program, ["detect"], in: root).seconds) },
          {
            let words = Generation.words + ["--dry-run"]
            generate.add(try bench.run(program, words, in: root).seconds)
          },
          { status.add(try bench.run("git", ["status", "--porcelain"], in: root).seconds) },
        ])
    }
    let place = "in a repository of \(grouped(tracked)) tracked files"
    Table.row(
      "`backstitch detect` \(place), a quarter of them Python, a quarter TypeScript",
      "\(detect.text), least \(milliseconds(detect.least))",
      beside: "`git status` there: \(status.text)", ratio: detect.ratio(to: status),
      target: "under 1 s: the least", met: detect.least < 1)
    Table.row(
      "fullstack run \(place), `--dry-run`",
      "\(generate.text), least \(milliseconds(generate.least))",
      beside: "`git status` there: \(status.text)", ratio: generate.ratio(to: status))
  }

  /// Source code of no interest, and other files.
  private var files: [Sample] {
    samples(tracked, below: "packages").enumerated().map { index, sample in
      let stem = sample.path.dropLast(".txt".count)
      return switch index % 4 {
      case 0:
        Sample(path: stem + ".py", bytes: lines("def f\(index)(a, b):\n    return a + b\n\n\n"))
      case 1:
        Sample(
          path: stem + ".ts", bytes: lines("export const f\(index) = (a: number) => a + 1;\n"))
      default: Sample(path: sample.path, bytes: Array(sample.bytes.prefix(200)))
      }
    }
  }

  private func lines(_ text: String) -> [UInt8] { (0..<8).flatMap { _ in Array(text.utf8) } }
}
