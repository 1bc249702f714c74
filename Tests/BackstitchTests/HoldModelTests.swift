import Backstitch
import Foundation
import Patch
import SourceEdits
import TestSupport
import Testing

/// Random commits, undos and redos of operations that share files and an edit, against a model that
/// knows nothing but who holds what.
@Suite struct HoldModelTests {
  private static let shared = ["lib/first", "lib/second", Sharing.variables]

  /// What each operation has in effect.
  private struct Model {
    var holders: [Int: Set<String>] = [:]
    var names: [Int: String] = [:]

    /// What of an operation is in effect.
    func held(by number: Int) -> Set<String> { holders[number] ?? [] }

    /// What an operation has when all of it is in effect.
    func all(of number: Int) -> Set<String> {
      Set(HoldModelTests.shared + ["own/\(names[number, default: ""])"])
    }

    func isHeld(_ path: String) -> Bool { holders.values.contains { $0.contains(path) } }

    var files: [String: String] {
      var files = [Sharing.variables: isHeld(Sharing.variables) ? "A=1\nURL=here\n" : "A=1\n"]
      for path in ["lib/first", "lib/second"] where isHeld(path) {
        files[path] = path.dropFirst(4) + "\n"
      }
      for (number, name) in names where held(by: number).contains("own/\(name)") {
        files["own/\(name)"] = "\(name)\n"
      }
      return files
    }
  }

  @Test(arguments: 1...20)
  func `whatever the order, what is held is there and nothing else`(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let sandbox = try Sandbox()
    try sandbox.write(Sharing.variables, "A=1\n")
    let start = try sandbox.snapshot()
    let shortened = Bool.random(using: &random)
    var workspace = sandbox.workspace
    if shortened { workspace.thresholds.operations = 2 }
    var model = Model()
    var told: [String] = []

    func check() throws {
      let paths = model.files.keys.sorted() + model.names.values.map { "own/\($0)" }
      for path in Set(paths + Self.shared) {
        #expect(sandbox.read(path) == model.files[path], "seed \(seed), \(path) after \(told)")
      }
    }

    func reverse(_ number: Int, undo: Bool) throws {
      let candidates =
        undo ? model.held(by: number) : model.all(of: number).subtracting(model.held(by: number))
      var paths = candidates
      if Bool.random(using: &random), let one = candidates.sorted().randomElement(using: &random) {
        paths = [one]
      }
      let selection =
        paths == candidates
        ? Selection.all
        : Selection(paths: paths.map { RelativePath(unchecked: Array($0.utf8)) })
      let before = try sandbox.snapshot()
      told.append("\(undo ? "undo" : "redo") \(number) \(paths.sorted())")
      let landed =
        try undo
        ? workspace.proposeUndo(of: number, selection).land()
        : workspace.proposeRedo(of: number, selection).land()
      let kept = model
      if undo {
        model.holders[number] = candidates.subtracting(paths)
      } else {
        model.holders[number, default: []].formUnion(paths)
      }
      try check()
      // Taking back the newest is the identity (I8).
      guard let landed, Int.random(in: 0..<4, using: &random) == 0 else { return }
      told.append("undo \(landed.operation.number)")
      try workspace.proposeUndo(of: landed.operation.number).land()
      #expect(try sandbox.snapshot() == before, "seed \(seed), \(told)")
      model = kept
    }

    for round in 0..<24 {
      let inEffect = model.holders.filter { !$0.value.isEmpty }.keys.sorted()
      let undone = model.holders.keys.filter { model.holders[$0] != model.all(of: $0) }.sorted()
      switch Int.random(in: 0..<5, using: &random) {
      case 0 where model.names.count < 3, _ where round == 0:
        let name = "n\(round)"
        let landed = try #require(try Sharing.staged(name, in: workspace).commit())
        model.names[landed.operation.number] = name
        model.holders[landed.operation.number] = model.all(of: landed.operation.number)
        told.append("commit \(landed.operation.number)")
      case 1, 2:
        if let number = inEffect.randomElement(using: &random) { try reverse(number, undo: true) }
      default:
        if let number = undone.randomElement(using: &random) { try reverse(number, undo: false) }
      }
      try check()
    }
    for number in model.holders.keys.shuffled(using: &random)
    where !model.held(by: number).isEmpty {
      told.append("undo \(number)")
      try workspace.proposeUndo(of: number).land()
      model.holders[number] = []
      try check()
    }
    #expect(try sandbox.snapshot() == start, "seed \(seed), \(told)")
  }
}
