import Backstitch
import Simulation
import Synchronization

/// How thorough a play is.
struct Depth: Sendable {
  /// Power cuts at each crash point of the action.
  var outcomes: Int
  /// Crash points of each recovery that are played; they are spread evenly.
  var recoveryPoints: Int
  /// Power cuts at each of these.
  var recoveryOutcomes: Int

  static let quick = Depth(outcomes: 5, recoveryPoints: 4, recoveryOutcomes: 1)
  static let full = Depth(outcomes: 96, recoveryPoints: 1000, recoveryOutcomes: 2)
}

/// What a play counted and found.
struct Tally: Sendable {
  var points = 0
  var recoveries = 0
  var violations: [String] = []

  mutating func add(_ other: Tally) {
    points += other.points
    recoveries += other.recoveries
    violations += other.violations
  }
}

/// Copies the disk at every changing call.
final class Recorder: SimulatedDisk.Observer {
  private let states = Mutex<[DiskState]>([])
  private let names = Mutex<[String]>([])
  var points: [DiskState] { states.withLock { $0 } }
  var calls: [String] { names.withLock { $0 } }
  func willChange(_ disk: SimulatedDisk, _ call: String) -> Int32? {
    let state = disk.state
    states.withLock { $0.append(state) }
    names.withLock { $0.append(call) }
    return nil
  }
  func willRead(_ disk: SimulatedDisk, _ call: String) -> Int32? { nil }
}

/// A scenario crashed at every call, with every allowed outcome, and its recovery crashed again.
struct CrashPlay: Sendable {
  let judge: Judge
  let depth: Depth
  /// The disk at every call, and at the end.
  let points: [DiskState]
  /// What each call is.
  let calls: [String]
  private let report: Judge.Report

  init(_ scenario: Scenario, fault: Fault? = nil, depth: Depth) throws {
    self.depth = depth
    let start = try scenario.start()
    // Both sides, as they are without a fault and without a crash.
    let clean = SimulatedDisk(start)
    try scenario.action(Machine(clean, store: scenario.store).workspace)
    judge = Judge(
      scenario: scenario, before: Judge.visible(start), after: Judge.visible(clean.state),
      fault: fault)
    let disk = SimulatedDisk(start)
    let recorder = Recorder()
    disk.observe(recorder)
    let machine = Machine(
      disk, store: scenario.store, fault: fault, stopsAfter: scenario.stopsAfter)
    var report = Judge.Report.success
    do {
      try scenario.run(machine.workspace)
    } catch {
      report = .failure
    }
    disk.observe(nil)
    self.report = report
    points = recorder.points + [disk.state]
    calls = recorder.calls + ["the end"]
  }

  /// Plays one crash point.
  func play(point index: Int) -> Tally {
    var tally = Tally(points: 1)
    let state = points[index]
    let said: Judge.Report = index == points.count - 1 ? report : .nothing
    var random = SeededRandom(seed: UInt64(index) &* 7919)
    let crashes =
      [state]
      + state.outcomes(limit: depth.outcomes, random: &random).map {
        state.afterPowerCut($0)
      }
    tally.add(
      playNextCommand(
        state, said, at: calls[index], "\(judge.scenario.name), call \(index)", &random))
    for (number, crashed) in crashes.enumerated() {
      let label = "\(judge.scenario.name), call \(index) (\(calls[index])), outcome \(number)"
      for back in said == .success ? [false] : [false, true] where !back || number % 3 == 0 {
        // Interrupting a recovery: at every call of it, or some.
        let isNested = number % 4 == 0
        tally.add(
          play(
            crashed, said, back: back, nested: isNested, label + (back ? ", back" : ""),
            &random))
        if tally.violations.count > 3 { return tally }
      }
    }
    return tally
  }

  /// A killed process, whose writes are all there but not durable; the next command, which deals
  /// with it; and then the power cut.
  private func playNextCommand(
    _ killed: DiskState, _ said: Judge.Report, at call: String, _ label: String,
    _ random: inout SeededRandom
  ) -> Tally {
    let label = "\(label), killed at \(call)"
    var tally = Tally(recoveries: 1)
    var killed = killed
    killed.forgetReuses()
    let disk = SimulatedDisk(killed)
    let recorder = Recorder()
    let newest = judge.newestOperation(on: disk)
    disk.observe(recorder)
    do {
      try judge.machine(disk, seed: 98).commit([Judge.later])
    } catch {
      tally.violations.append("\(label): the next command fails: \(error)")
      return tally
    }
    disk.observe(nil)
    let points = recorder.points + [disk.state]
    // What was written but not flushed matters most: every call then, else some.
    let isUnflushed = call == "flush"
    let step = isUnflushed ? 1 : max(1, points.count / max(1, depth.recoveryPoints))
    let limit = max(isUnflushed ? 3 : 1, depth.recoveryOutcomes)
    for (index, point) in points.enumerated() where index % step == 0 || index == points.count - 1 {
      for cut in point.outcomes(limit: limit, random: &random) {
        tally.recoveries += 1
        var cut = point.afterPowerCut(cut)
        cut.forgetReuses()
        let again = SimulatedDisk(cut)
        // The other direction is a person's choice as long as the cut left the scenario open.
        let interrupted = judge.interruptedOperation(on: again)
        let isOpen = interrupted != nil && interrupted == newest
        let back = isOpen && said != .success && index % 2 == 1
        var problem = judge.verdict(again, said, back: back)
        if index == points.count - 1, again.text("\(Machine.tree)/later") != "l" {
          problem = problem ?? "what the next command reported is gone"
        }
        if let problem {
          tally.violations.append("\(label), cut at the next command's call \(index): \(problem)")
          return tally
        }
      }
    }
    return tally
  }

  private func play(
    _ crashed: DiskState, _ said: Judge.Report, back: Bool, nested: Bool, _ label: String,
    _ random: inout SeededRandom
  ) -> Tally {
    var tally = Tally(recoveries: 1)
    var crashed = crashed
    crashed.forgetReuses()
    let disk = SimulatedDisk(crashed)
    let recorder = Recorder()
    if nested { disk.observe(recorder) }
    if let problem = judge.verdict(disk, said, back: back) {
      tally.violations.append("\(label): \(problem)")
      return tally
    }
    disk.observe(nil)
    if nested {
      if let problem = judge.aftermath(disk) { tally.violations.append("\(label): \(problem)") }
      let step = max(1, recorder.points.count / max(1, depth.recoveryPoints))
      for (index, point) in recorder.points.enumerated()
      where depth.recoveryPoints > 0 && index % step == 0 {
        let outcomes = point.outcomes(limit: depth.recoveryOutcomes, random: &random)
        for again in [point] + outcomes.map({ point.afterPowerCut($0) }) {
          tally.recoveries += 1
          var again = again
          again.forgetReuses()
          // A durable decision to go back stays; before it either direction is allowed.
          let second = SimulatedDisk(again)
          if let problem = judge.verdict(second, said) {
            tally.violations.append(
              "\(label), recovery's call \(index) (\(recorder.calls[index])): \(problem)")
            return tally
          }
        }
      }
    }
    return tally
  }
}
