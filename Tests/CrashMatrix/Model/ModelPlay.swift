/// Random sequences of what processes and people do, with crashes, checked against a plain model:
/// at every point the visible tree, the operation log and the open transactions are the model's.
struct ModelPlay: Sendable {
  let seed: UInt64
  let steps: Int

  /// Moves in one sequence; a long run is many sequences.
  static let sequence = 60

  func play() -> Tally {
    var run = ModelRun(seed: seed)
    var tally = Tally()
    for step in 0..<steps {
      tally.points += 1
      if let problem = run.step() {
        tally.violations.append(
          "--part model --seed \(seed) --steps \(step + 1): \(problem)\n    after "
            + run.trail.suffix(12).joined(separator: "\n    then "))
        break
      }
    }
    tally.recoveries = run.recoveries
    return tally
  }
}
