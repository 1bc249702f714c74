import Foundation
import Synchronization

/// Runs plays on all cores, counts and prints.
struct Matrix {
  let options: Options
  private let progress: Progress

  init(_ options: Options) {
    self.options = options
    progress = Progress(options.progress)
  }

  /// - Returns: whether nothing was violated and every fault was caught.
  func run() -> Bool {
    let scenarios = Scenario.all.filter { options.only.map($0.name.contains) ?? true }
    var total = Tally()
    do {
      if options.parts.contains("crashes") {
        total.add(try each(scenarios, "crashes") { try crashes($0, fault: nil, options.depth) })
      }
      if options.parts.contains("persons") {
        total.add(try each(scenarios, "somebody saves") { try persons($0, nil, options.depth) })
      }
      if options.parts.contains("errors") {
        total.add(try each(scenarios, "errors") { try errors($0, fault: nil) })
      }
      if options.parts.contains("processes") {
        total.add(Tally(points: 60, violations: SharedLock.violation().map { [$0] } ?? []))
      }
      if options.parts.contains("model") { total.add(model()) }
      for violation in total.violations.prefix(20) { say("VIOLATION \(violation)") }
      say(
        "crash-matrix: \(scenarios.count) scenarios, \(total.points) crash points,"
          + " \(total.recoveries) recoveries, \(total.violations.count) violations")
      let missed = options.parts.contains("faults") ? try faults() : []
      return total.violations.isEmpty && missed.isEmpty
    } catch {
      say("crash-matrix: a scenario does not even run: \(error)")
      return false
    }
  }

  /// Random sequences, each of its own seed; a violation's line says how to play it again.
  private func model() -> Tally {
    let length = ModelPlay.sequence
    let seeds = (0..<max(1, (options.steps + length - 1) / length)).map {
      options.seed + UInt64($0)
    }
    let steps = min(options.steps, length)
    let tally = run(seeds.map { seed in Work { ModelPlay(seed: seed, steps: steps).play() } })
    say(
      "  model: seed \(options.seed), \(tally.points) moves, \(tally.recoveries) recoveries,"
        + " \(tally.violations.count) violations")
    return tally
  }

  private func each(
    _ scenarios: [Scenario], _ part: String, _ plays: (Scenario) throws -> [Work]
  ) throws -> Tally {
    var total = Tally()
    for scenario in scenarios {
      let key = "\(part): \(scenario.name)"
      let tally: Tally
      if let done = progress.done(key) {
        tally = done
      } else {
        tally = run(try plays(scenario))
        progress.note(key, tally)
      }
      guard tally.points > 0 else { continue }
      say(
        "  \(key): \(tally.points) points, \(tally.recoveries) recoveries,"
          + " \(tally.violations.count) violations")
      total.add(tally)
    }
    return total
  }

  /// One play, run on any core.
  struct Work: Sendable {
    let play: @Sendable () -> Tally
    init(_ play: @escaping @Sendable () -> Tally) { self.play = play }
  }

  private func crashes(_ scenario: Scenario, fault: Fault?, _ depth: Depth) throws -> [Work] {
    let play = try CrashPlay(scenario, fault: fault, depth: depth)
    return play.points.indices.map { index in Work { play.play(point: index) } }
  }

  private func persons(_ scenario: Scenario, _ fault: Fault?, _ depth: Depth) throws -> [Work] {
    try PersonPlay.plays(scenario, fault: fault, depth: depth).flatMap { play in
      Person.Way.allCases.flatMap { way in
        moments(play.calls, way).map { moment in Work { play.play(moment: moment, way) } }
      }
    }
  }

  /// Every call in a full run; else every other, the ways in turn.
  private func moments(_ calls: Int, _ way: Person.Way) -> StrideTo<Int> {
    options.isFull
      ? stride(from: 0, to: calls, by: 1) : stride(from: way == .byRename ? 1 : 0, to: calls, by: 2)
  }

  private func errors(_ scenario: Scenario, fault: Fault?) throws -> [Work] {
    let play = try ErrorPlay(scenario, fault: fault)
    var works: [Work] = []
    for call in 0..<play.calls {
      // In the quick run one code a call, in turn.
      let codes = options.isFull ? ErrorPlay.codes : [ErrorPlay.codes[call % ErrorPlay.codes.count]]
      for code in codes {
        // In the quick run a passing failure, or a lasting one, in turn.
        for lasting in options.isFull ? [false, true] : [call % 2 == 0] {
          works.append(Work { play.play(call: call, code: code, lasting: lasting) })
        }
      }
    }
    return works
  }

  /// Every planted fault must be caught by the plays that are its net.
  private func faults() throws -> [Fault] {
    var missed: [Fault] = []
    for fault in Fault.allCases {
      let caught = try Scenario.all.first { $0.name == fault.scenario }.flatMap { scenario in
        try violation(of: fault, in: scenario)
      }
      say("  fault \(fault.rawValue): \(caught.map { "caught (\($0.prefix(160)))" } ?? "MISSED")")
      if caught == nil { missed.append(fault) }
    }
    let count = Fault.allCases.count
    say("crash-matrix: \(count - missed.count) of \(count) planted faults caught")
    return missed
  }

  private func violation(of fault: Fault, in scenario: Scenario) throws -> String? {
    let depth = Depth(outcomes: 40, recoveryPoints: 0, recoveryOutcomes: 1)
    let works =
      switch fault.net {
      case .crashes: try crashes(scenario, fault: fault, depth)
      case .persons: try persons(scenario, fault, depth)
      case .errors: try errors(scenario, fault: fault)
      case .processes:
        [Work { Tally(violations: SharedLock.violation(fault: fault).map { [$0] } ?? []) }]
      }
    return run(works, upTo: 1).violations.first
  }

  /// Runs plays over the cores; stops early when violations pile up.
  private func run(_ works: [Work], upTo limit: Int = 10) -> Tally {
    let total = Mutex(Tally())
    let next = Atomic(0)
    let workers = max(1, ProcessInfo.processInfo.activeProcessorCount)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < works.count, total.withLock({ $0.violations.count < limit }) else { return }
        let tally = works[index].play()
        total.withLock { $0.add(tally) }
      }
    }
    return total.withLock { $0 }
  }
}

/// What was played already, so that a long run can be resumed: one line a part.
private final class Progress: Sendable {
  private let path: String?
  private let known: [String: Tally]

  init(_ path: String?) {
    self.path = path
    var known: [String: Tally] = [:]
    let text = path.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) } ?? ""
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t")
      if parts.count == 3, let points = Int(parts[1]), let recoveries = Int(parts[2]) {
        known[String(parts[0])] = Tally(points: points, recoveries: recoveries)
      }
    }
    self.known = known
  }

  func done(_ key: String) -> Tally? { known[key] }

  func note(_ key: String, _ tally: Tally) {
    guard let path, tally.violations.isEmpty else { return }
    let line = "\(key)\t\(tally.points)\t\(tally.recoveries)\n"
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    guard let handle = FileHandle(forWritingAtPath: path) else { return }
    defer { try? handle.close() }
    handle.seekToEndOfFile()
    handle.write(Data(line.utf8))
  }
}

/// Prints a line at once, also into a pipe.
func say(_ line: String) {
  FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}
