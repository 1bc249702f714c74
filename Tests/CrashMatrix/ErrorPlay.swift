import Backstitch
import Simulation
import Synchronization

/// Fails one call, or all of its kind from one on.
final class FailingCalls: SimulatedDisk.Observer {
  private let code: Int32
  private let moment: Int
  private let lasting: Bool
  private let state = Mutex<(calls: Int, kind: Substring?)>((0, nil))

  /// - Parameter moment: the call's number, reading ones counted too.
  init(code: Int32, moment: Int, lasting: Bool) {
    self.code = code
    self.moment = moment
    self.lasting = lasting
  }

  var calls: Int { state.withLock { $0.calls } }

  func willChange(_ disk: SimulatedDisk, _ call: String) -> Int32? { failure(of: call) }
  func willRead(_ disk: SimulatedDisk, _ call: String) -> Int32? { failure(of: call) }

  private func failure(of call: String) -> Int32? {
    state.withLock { state in
      defer { state.calls += 1 }
      let kind = call.prefix { $0 != " " }
      if state.calls == moment {
        state.kind = kind
        return code
      }
      return lasting && state.calls > moment && state.kind == kind ? code : nil
    }
  }
}

/// A scenario in which a call fails: a clean error, nothing lost, nothing applied later.
struct ErrorPlay: Sendable {
  /// EIO, ENOSPC, EDQUOT, EMFILE, EROFS, EACCES, EINTR.
  static let codes: [Int32] = [5, 28, 122, 24, 30, 13, 4]

  let judge: Judge
  let start: DiskState
  let calls: Int

  init(_ scenario: Scenario, fault: Fault? = nil) throws {
    start = try scenario.start()
    let disk = SimulatedDisk(start)
    try scenario.action(Machine(disk, store: scenario.store).workspace)
    judge = Judge(
      scenario: scenario, before: Judge.visible(start), after: Judge.visible(disk.state),
      fault: fault)
    let tried = SimulatedDisk(start)
    let counter = FailingCalls(code: 0, moment: -1, lasting: false)
    tried.observe(counter)
    // What it says is judged when a call fails.
    try? scenario.run(Machine(tried, store: scenario.store).workspace)
    calls = counter.calls
  }

  func play(call: Int, code: Int32, lasting: Bool) -> Tally {
    var tally = Tally(points: 1)
    let label = "\(judge.scenario.name), errno \(code)\(lasting ? " lasting" : "") at call \(call)"
    let disk = SimulatedDisk(start)
    disk.observe(FailingCalls(code: code, moment: call, lasting: lasting))
    var report = Judge.Report.success
    do {
      try judge.scenario.run(judge.machine(disk).workspace)
    } catch BackstitchError.outcomeUnknown(let reason) {
      report = .nothing
      if !lasting, !judge.isBegun(disk, since: start) {
        tally.violations.append("\(label): unknown though nothing was begun (\(reason))")
      }
    } catch {
      report = .failure
    }
    disk.observe(nil)
    let state = disk.state
    let now = Judge.visible(state)
    if report == .failure, now != judge.before {
      tally.violations.append(
        "\(label): failed and changed: \(Judge.difference(now, judge.before))")
    }
    var random = SeededRandom(seed: UInt64(call))
    for crashed in [state]
      + state.outcomes(limit: 2, random: &random).map({ state.afterPowerCut($0) })
    {
      var crashed = crashed
      crashed.forgetReuses()
      let disk = SimulatedDisk(crashed)
      tally.recoveries += 1
      var problem = judge.verdict(disk, report)
      // What a recovery came to, the power cannot take back, whatever flushes failed before it.
      let recovered = disk.state
      let side: Judge.Report =
        Judge.visible(recovered) == judge.after ? .success : .failure
      for cut in recovered.outcomes(limit: 2, random: &random) where problem == nil {
        tally.recoveries += 1
        var cut = recovered.afterPowerCut(cut)
        cut.forgetReuses()
        problem = judge.verdict(SimulatedDisk(cut), side).map { "cut after recovery: \($0)" }
      }
      if let problem = problem ?? judge.aftermath(disk) {
        tally.violations.append("\(label), \(report): \(problem)")
        break
      }
    }
    return tally
  }
}
