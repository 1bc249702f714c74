import Foundation
import Backstitch
import FileSystem
import Patch
import Simulation

/// Says whether what a recovery left is allowed.
struct Judge: Sendable {
  let scenario: Scenario
  let before: [[UInt8]: String]
  let after: [[UInt8]: String]
  let fault: Fault?

  /// What the command reported before the crash.
  enum Report { case nothing, success, failure }

  /// The visible tree: everything but the store.
  static func visible(_ state: DiskState) -> [[UInt8]: String] {
    let hidden = Array(".backstitch".utf8)
    return state.tree(below: Array(Machine.tree.utf8)).filter { !$0.key.starts(with: hidden) }
  }

  func machine(_ disk: SimulatedDisk, seed: UInt64 = 77) -> Machine {
    Machine(disk, store: scenario.store, fault: fault, seed: seed)
  }

  /// Whether an operation was begun before or is now, so that its end may be unknown.
  func isBegun(_ disk: SimulatedDisk, since start: DiskState) -> Bool {
    let journal = "\(scenario.store)/journal.jsonl"
    let before = SimulatedDisk(start).text(journal)?.components(separatedBy: "\"intent\":").count
    let now = disk.text(journal)?.components(separatedBy: "\"intent\":").count
    return interruptedOperation(on: SimulatedDisk(start)) != nil || now != before
  }

  /// Whether the journal has an intent that announces checks, and no record of their end.
  private func isUnchecked(_ disk: SimulatedDisk) -> Bool {
    let lines = disk.text("\(scenario.store)/journal.jsonl")?.split(separator: "\n") ?? []
    return lines.contains { $0.contains("\"checks\":[") }
      && !lines.contains { $0.contains("\"checked\":") }
  }

  /// The number of an interrupted operation, when it can be told.
  func interruptedOperation(on disk: SimulatedDisk) -> Int? {
    try? machine(disk).workspace.interruptedOperation()
  }

  /// The number of the newest operation, interrupted or not.
  func newestOperation(on disk: SimulatedDisk) -> Int? {
    interruptedOperation(on: disk) ?? (try? machine(disk).workspace.operationNumbers().last)
  }

  /// Recovers a disk after a crash and checks the guarantee.
  ///
  /// - Parameter back: choose the direction back where an operation is pending.
  /// - Returns: what is wrong; nil when all is as guaranteed.
  func verdict(_ disk: SimulatedDisk, _ report: Report, back: Bool = false) -> String? {
    // What was announced to be checked and has no recorded success was not a success.
    let report = isUnchecked(disk) && report == .nothing ? .failure : report
    // Chance is another one for a recovery of a recovery.
    let machine = machine(disk, seed: 77 &+ UInt64(disk.state.clock))
    let recovery: RecoveryReport?
    do {
      let isPending = back ? try machine.workspace.interruptedOperation() != nil : false
      recovery = try machine.workspace.recover(isPending ? .back : nil)
    } catch {
      return "recovery refused: \(error)"
    }
    let expected: Report = back && recovery != nil ? .failure : report
    return judge(disk, expected)
  }

  /// What the command after a scenario writes; no side of it.
  static let later = Change(
    "later", .write(contents: Array("l".utf8), mode: nil))

  /// Checks a recovered disk.
  func judge(_ disk: SimulatedDisk, _ report: Report) -> String? {
    let state = disk.state
    let now = Self.visible(state).filter { $0.key != Self.later.path.bytes }
    // I3: success means after, failure before.
    let allowed = now == after && report != .failure || now == before && report != .success
    if !allowed {
      let wanted = report == .failure ? before : after
      return "neither side (\(report)): \(Self.difference(now, wanted))"
    }
    if !state.reuses.isEmpty { return "names used again too early: \(state.reuses)" }
    let spares = state.tree(below: Array("\(scenario.store)/spares".utf8))
    if !spares.isEmpty { return "stray files in the store: \(spares.keys.map(Self.text).sorted())" }
    return nil
  }

  /// Whether undo data is there (I1) and the next command works.
  func aftermath(_ disk: SimulatedDisk) -> String? {
    let machine = machine(disk, seed: 99)
    let isAfter = Self.visible(disk.state) == after
    do {
      if scenario.changesTree && isAfter {
        try machine.workspace.proposeReversalOfNewest().land()
        if Self.visible(disk.state) != before {
          return "taking it back: \(Self.difference(Self.visible(disk.state), before))"
        }
      }
      if !scenario.changesTree {
        try machine.workspace.undo()
        try machine.workspace.redo()
        if Judge.visible(disk.state) != after { return "undo and redo do not bring it back" }
      }
      try machine.commit([Self.later])
    } catch {
      return "the next command fails: \(error)"
    }
    return nil
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  static func difference(_ now: [[UInt8]: String], _ wanted: [[UInt8]: String]) -> String {
    let paths = Set(now.keys).union(wanted.keys).filter { now[$0] != wanted[$0] }
    return paths.map { path in
      "\(text(path)): \(now[path] ?? "nothing"), not \(wanted[path] ?? "nothing")"
    }.sorted().prefix(3).joined(separator: "; ")
  }
}

extension Workspace {
  /// The reversal of whatever the newest operation did; of what Backstitch did, not a command whose
  /// change was recorded late.
  func proposeReversalOfNewest() throws -> Proposal {
    let newest = try operations().last { $0.kind != .capture }
    return newest?.kind == .undo || newest?.kind == .rollback
      ? try proposeRedo(of: newest?.target)
      : try proposeUndo(of: newest?.kind == .redo ? newest?.target : newest?.number)
  }
}
