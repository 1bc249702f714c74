import Foundation

/// Whole processes of ours beside tools that write as many files, in alternating rounds.
struct Race {
  let scratch: Scratch
  let program: String
  let rounds: Int
  /// Our command.
  let words: [String]

  /// Measures and prints a row for ours, and one for each tool.
  ///
  /// - Parameters:
  ///   - limit: what ours is to stay under, in seconds.
  ///   - place: makes a directory for a run of ours.
  func run(
    _ measure: String, detail: String, limit: Double, beside peers: [Peer],
    in place: () throws -> String
  ) throws {
    var (ours, nothing) = (Series(), Series())
    var theirs: [String: Series] = [:]
    var reasons: [String: String] = [:]
    for round in 0..<rounds {
      let root = try place()
      try alternating(
        round,
        [
          { ours.add(try bench.run(program, words, in: root).seconds) },
          { nothing.add(try bench.run("true", [], in: root).seconds) },
        ] + peers.map { peer in { time(peer) } })
    }

    func time(_ peer: Peer) {
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

    Table.row(
      "\(measure), \(detail)", "\(ours.text), least \(milliseconds(ours.least))",
      beside: "`true`: \(nothing.text), least \(milliseconds(nothing.least))",
      target: "under \(Int(limit * 1000)) ms on a quiet machine: the least",
      met: ours.least < limit)
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
}
