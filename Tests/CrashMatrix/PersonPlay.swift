import Backstitch
import Patch
import Simulation
import Synchronization

/// A person who saves a file at one moment of a process's work.
final class Person: SimulatedDisk.Observer {
  enum Way: CaseIterable, Sendable {
    case inPlace, byRename
    /// To the file that stood at the path at first, wherever it is by now.
    case throughHandle
  }
  static let text = "somebody's own words\n"

  private let path: String
  private let way: Way
  private let moment: Int
  private let handle: Int?
  private let state = Mutex<(calls: Int, saved: Bool, later: [DiskState])>((0, false, []))

  init(path: String, way: Way, moment: Int, on disk: SimulatedDisk) {
    handle = disk.handle("\(Machine.tree)/\(path)")
    self.path = path
    self.way = way
    self.moment = moment
  }

  var hasSaved: Bool { state.withLock { $0.saved } }
  /// The disk at every call from the moment on.
  var later: [DiskState] { state.withLock { $0.later } }

  func willChange(_ disk: SimulatedDisk, _ call: String) -> Int32? {
    let number = state.withLock { state in
      state.calls += 1
      return state.calls - 1
    }
    if number == moment {
      let saved = save(on: disk, before: call)
      state.withLock { $0.saved = saved }
    }
    if number >= moment {
      let now = disk.state
      state.withLock { $0.later.append(now) }
    }
    return nil
  }

  /// - Returns: whether it must be found again.
  private func save(on disk: SimulatedDisk, before call: String) -> Bool {
    switch way {
    case .inPlace, .byRename:
      return disk.save("\(Machine.tree)/\(path)", Self.text, byRename: way == .byRename)
    case .throughHandle:
      guard let handle else { return false }
      let names = disk.write(Self.text, through: handle)
      // Behind the last look at a displaced file nobody sees what is written to it: the known limit.
      let isDropped = call.hasPrefix("remove ") && names.contains { call.contains($0) }
      return !names.isEmpty && !isDropped
    }
  }

  func willRead(_ disk: SimulatedDisk, _ call: String) -> Int32? { nil }
}

/// A scenario during which a person saves a file that it changes: at every call, in each way, with
/// crashes behind it. Not a byte of theirs may be lost (I5, I6), all other paths are on one side.
struct PersonPlay: Sendable {
  let judge: Judge
  let path: String
  let start: DiskState
  let calls: Int
  let depth: Depth

  static func plays(
    _ scenario: Scenario, fault: Fault? = nil, depth: Depth
  ) throws -> [PersonPlay] {
    guard !scenario.contested.isEmpty else { return [] }
    let play = try CrashPlay(scenario, fault: fault, depth: depth)
    let start = try scenario.start()
    return scenario.contested.map { path in
      PersonPlay(
        judge: play.judge, path: path, start: start, calls: play.points.count - 1, depth: depth)
    }
  }

  func play(moment: Int, _ way: Person.Way) -> Tally {
    var tally = Tally(points: 1)
    let label = "\(judge.scenario.name), \(path) saved (\(way)) at call \(moment)"
    let disk = SimulatedDisk(start)
    let person = Person(path: path, way: way, moment: moment, on: disk)
    disk.observe(person)
    let report: Judge.Report
    do {
      try judge.scenario.run(judge.machine(disk).workspace)
      report = .success
    } catch {
      report = .failure
    }
    disk.observe(nil)
    guard person.hasSaved else { return tally }
    if let problem = recovered(disk, report, person) {
      tally.violations.append("\(label), \(report): \(problem)")
      return tally
    }
    tally.recoveries += 1
    let later = person.later
    let step = max(1, later.count / max(1, depth.recoveryPoints))
    var random = SeededRandom(seed: UInt64(moment))
    for (index, point) in later.enumerated() where index % step == 0 {
      for crashed in [point]
        + point.outcomes(limit: depth.recoveryOutcomes, random: &random).map({
          point.afterPowerCut($0)
        })
      {
        tally.recoveries += 1
        if let problem = recovered(SimulatedDisk(crashed), .nothing, person) {
          tally.violations.append("\(label), crash \(index) calls later: \(problem)")
          return tally
        }
      }
    }
    return tally
  }

  /// Recovers, in a direction that is allowed when it asks for one, and checks.
  private func recovered(
    _ disk: SimulatedDisk, _ report: Judge.Report, _ person: Person
  ) -> String? {
    let workspace = judge.machine(disk, seed: 78).workspace
    do {
      do {
        _ = try workspace.recover()
      } catch BackstitchError.needsRecovery(_, _, _, let directions) {
        _ = try workspace.recover(directions.first)
      }
    } catch {
      return "recovery refused: \(error)"
    }
    let state = disk.state
    let tree = Judge.visible(state)
    guard tree.contains(where: { $0.value.hasSuffix(Person.text) }) else {
      return "somebody's words are lost"
    }
    let spares = state.tree(below: Array("\(judge.scenario.store)/spares".utf8))
    if !spares.isEmpty { return "stray files in the store" }
    let now = others(tree)
    let allowed =
      now == others(judge.after) && report != .failure
      || now == others(judge.before) && report != .success
    if !allowed {
      return "the other paths: \(Judge.difference(now, others(judge.before)))"
        + " / \(Judge.difference(now, others(judge.after)))"
    }
    do {
      try judge.machine(disk, seed: 79).commit([.write("later", "l")])
    } catch {
      return "the next command fails: \(error)"
    }
    return nil
  }

  /// Without the person's path, its parents, what is below, and conflict files.
  private func others(_ tree: [[UInt8]: String]) -> [[UInt8]: String] {
    let contested = Array(path.utf8)
    return tree.filter { entry in
      let key = entry.key
      let isAbove = contested.starts(with: key + [0x2F]) || key == contested
      let isBelow = key.starts(with: contested + [0x2F])
      let isConflict = Judge.text(key).contains(".backstitch-conflict-")
      return !isAbove && !isBelow && !isConflict
    }
  }

}
