import Backstitch
import Foundation

/// Commit, undo and redo of many new files, beside the peers.
struct ManyFiles {
  let scratch: Scratch
  let count: Int
  let rounds: Int
  /// Peers that take long are measured at the smaller size only.
  let peers: [Peer]

  func run() throws {
    Table.progress("\(grouped(count)) files, \(rounds) rounds")
    let files = samples(count, below: "new")
    var (ours, plain) = (Series(), Series())
    var theirs: [String: Series] = [:]
    var roots: [String] = []
    var reasons: [String: String] = [:]
    var standing: [String: [String]] = [:]
    for round in 0..<rounds {
      let root = try scratch.directory()
      try bench.run("git", ["init", "-q"], in: root)
      try prepareStore(in: root)
      roots.append(root)
      let plainRoot = try scratch.directory()
      try alternating(
        round,
        [
          { ours.add(try seconds { try commit(files, in: root) }) },
          { plain.add(try seconds { try writePlainly(files, in: plainRoot) }) },
        ] + peers.map { peer in { try measure(peer) } })
    }

    func measure(_ peer: Peer) throws {
      guard reasons[peer.name] == nil else { return }
      guard peer.isInstalled else {
        return reasons[peer.name] = "\(peer.name) is not installed; `scripts/setup --bench` does it"
      }
      do {
        let root = try scratch.directory()
        let name = URL(fileURLWithPath: root).lastPathComponent
        let setUp = peer.setUp.map { $0.map { $0.replacingOccurrences(of: "$NAME", with: name) } }
        try peer.run(setUp, in: root)
        try write(files, in: root)
        sync()
        let time = try seconds { try peer.run(peer.commit, in: root) }
        if !peer.commit.isEmpty { theirs[peer.name, default: Series()].add(time) }
        if !peer.undo.isEmpty { standing[peer.name, default: []].append(root) }
      } catch {
        let line = "\(error)".split(separator: "\n").joined(separator: " ")
        reasons[peer.name] = "\(peer.name) did not do it: \(line)"
      }
    }

    let measure = "commit of \(grouped(count)) new files of 2 KB"
    let ratio = ours.ratio(to: plain)
    Table.row(
      measure + ", durable, undo data kept", ours.text,
      beside: "plain program: temporary files, syncfs, renames, syncfs: \(plain.text)",
      ratio: ratio, target: "at most 1.3", met: ratio <= 1.3)
    for peer in peers {
      if let reason = reasons[peer.name] {
        Table.skipped(measure, reason)
      } else if let series = theirs[peer.name] {
        let ratio = ours.ratio(to: series)
        let isGit = peer.name == "git"
        Table.row(
          measure, ours.text, beside: "\(peer.commits): \(series.text)", ratio: ratio,
          target: isGit ? "at most 0.5" : nil, met: isGit ? ratio <= 0.5 : nil)
      }
    }
    // Undo behind all commits, so that no round's removals slow the next one's creations.
    let undone = try reverse(roots, standing, \.undo) { try $0.undo() }
    let undoRatio = undone.ours.ratio(to: ours)
    Table.row(
      "undo of it", undone.ours.text, beside: "its commit: \(ours.text)", ratio: undoRatio,
      target: "at most 0.5", met: undoRatio <= 0.5)
    report("undo of it", undone, \.undoes)
    report("redo of it", try reverse(roots, standing, \.redo) { try $0.redo() }, \.redoes)
  }

  private typealias Reversed = (ours: Series, theirs: [String: Series])

  private func reverse(
    _ roots: [String], _ standing: [String: [String]], _ commands: KeyPath<Peer, [[String]]>,
    _ body: @escaping (Workspace) throws -> Void
  ) throws -> Reversed {
    var reversed: Reversed = (Series(), [:])
    for (round, root) in roots.enumerated() {
      try alternating(
        round,
        [{ reversed.ours.add(try seconds { try body(try openWorkspace(root)) }) }]
          + peers.compactMap { peer in
            guard let roots = standing[peer.name], roots.indices.contains(round) else { return nil }
            return {
              let time = try seconds { try peer.run(peer[keyPath: commands], in: roots[round]) }
              reversed.theirs[peer.name, default: Series()].add(time)
            }
          })
    }
    return reversed
  }

  private func report(
    _ measure: String, _ reversed: Reversed, _ words: KeyPath<Peer, String>
  ) {
    for peer in peers {
      guard let series = reversed.theirs[peer.name] else { continue }
      Table.row(
        measure, reversed.ours.text, beside: "\(peer[keyPath: words]): \(series.text)",
        ratio: reversed.ours.ratio(to: series))
    }
  }
}
