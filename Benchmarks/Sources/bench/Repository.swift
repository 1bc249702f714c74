import Foundation

/// Twenty files in a large repository and in a small one: work must not grow with the repository.
struct RepositorySize {
  let scratch: Scratch
  let tracked: Int
  let rounds: Int

  func run() throws {
    Table.progress("20 files in a repository of \(grouped(tracked)), \(rounds) rounds")
    let small = try scratch.repository(tracked: 100)
    let large = try scratch.repository(tracked: tracked)
    try prepareStore(in: small)
    try prepareStore(in: large)
    var (inSmall, inLarge, git) = (Series(), Series(), Series())
    for round in 0..<rounds {
      let files = samples(20, below: "round\(round)")
      try alternating(
        round,
        [
          { inSmall.add(try seconds { try commit(files, in: small) }) },
          { inLarge.add(try seconds { try commit(files, in: large) }) },
          {
            try write(samples(20, below: "git\(round)"), in: large)
            sync()
            git.add(
              try seconds {
                try bench.run("git", ["add", "git\(round)"], in: large)
                try bench.run("git", ["commit", "-qm", "files"], in: large)
              })
          },
        ])
    }
    let measure = "commit of 20 files in a repository of \(grouped(tracked)) tracked files"
    let ratio = inLarge.ratio(to: inSmall)
    Table.row(
      measure, inLarge.text, beside: "in one of 100: \(inSmall.text)", ratio: ratio,
      target: "the same within 10 %", met: ratio <= 1.1)
    let gitRatio = inLarge.ratio(to: git)
    // The target is for a large repository: git's work grows with it, ours does not.
    let isLarge = tracked >= 50_000
    Table.row(
      measure, inLarge.text, beside: "`git add && git commit` there: \(git.text)", ratio: gitRatio,
      target: isLarge ? "at most 0.1" : nil, met: isLarge ? gitRatio <= 0.1 : nil)
  }
}
