import Backstitch
import FileSystem
import Foundation
import Patch
import Testing

/// The operation index: what moved there is as it was in the journal (I13, I14).
@Suite struct CompactionTests {
  private static func often(_ sandbox: Sandbox, operations: Int = 2) -> Workspace {
    var workspace = sandbox.workspace
    workspace.thresholds.operations = operations
    return workspace
  }

  private static func never(_ sandbox: Sandbox) -> Workspace {
    var workspace = sandbox.workspace
    workspace.thresholds.operations = Int.max
    workspace.thresholds.bytes = UInt64.max
    return workspace
  }

  private func commit(_ workspace: Workspace, _ changes: [Change], _ text: String = "c") throws {
    var transaction = try workspace.begin(text)
    for (index, change) in changes.enumerated() {
      try transaction.step("s\(index)") { tree throws(Refusal) in
        try tree.stage(ChangeSet(changes: [change]))
      }
    }
    try transaction.commit()
  }

  private func numbered(_ index: Int) -> RelativePath {
    RelativePath(unchecked: Array("f\(index)".utf8))
  }

  private func journalSize(_ sandbox: Sandbox) throws -> Int {
    let bytes = try Data(
      contentsOf: URL(fileURLWithPath: sandbox.root + "/.git/backstitch/journal.jsonl"))
    return bytes.count { $0 != 0x0A }
  }

  /// What people see of the log, and what the next undo and redo would take.
  private func account(_ workspace: Workspace) throws -> [String] {
    let operations = try workspace.operations().map { operation in
      "\(operation.number) \(operation.kind) \(operation.description) \(operation.state) "
        + "\(operation.target ?? 0) \(operation.steps.map(\.id)) \(operation.digest) "
        + "\(operation.changes.map(\.path.description))"
    }
    let proposals: [() throws -> Proposal] = [
      { try workspace.proposeUndo(onConflict: .keep) },
      { try workspace.proposeRedo(onConflict: .keep) },
    ]
    return operations
      + proposals.map { propose in
        do {
          return try propose().description
        } catch {
          return "\(error)"
        }
      }
  }

  @Test func `a log reads the same with and without compaction, whatever was done`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = SplitMix(state: seed)
    let (left, right) = (try Sandbox(), try Sandbox())
    let workspaces = [Self.often(left), Self.never(right)]
    for round in 0..<60 {
      let choice = Int.random(in: 0..<8, using: &random)
      let number = Int.random(in: 1...max(round, 1), using: &random)
      let file: RelativePath = ["a", "b", "d/c"].randomElement(using: &random) ?? "a"
      for workspace in workspaces {
        do {
          switch choice {
          case 0: try workspace.undo()
          case 1: try workspace.redo()
          case 2: try workspace.proposeUndo(of: number, onConflict: .take).land()
          case 3: try workspace.proposeRedo(of: number, onConflict: .take).land()
          case 4:
            try workspace.proposeUndo(of: number, Selection(paths: [file]), onConflict: .take)
              .land()
          case 5:
            try workspace.proposeRedo(of: number, Selection(steps: ["s0"]), onConflict: .take)
              .land()
          default:
            try commit(
              workspace,
              [.write(file, "\(round)\n"), .write(numbered(round % 5), "\(round)\n")], "c\(round)")
          }
        } catch {
          // Nothing to undo, a conflict: the same for both.
          continue
        }
      }
      #expect(try account(workspaces[0]) == account(workspaces[1]), "round \(round)")
    }
    #expect(try left.snapshot() == right.snapshot())
    #expect(try journalSize(left) * 3 < journalSize(right))
    try Sandbox.git(["--git-dir", "\(left.root)/.git/backstitch", "fsck"], in: left.root)
  }

  @Test func `an open transaction outlives compaction, with what of it landed`() throws {
    let sandbox = try Sandbox()
    let workspace = Self.often(sandbox, operations: 1)
    var transaction = try workspace.begin(
      "three steps", steps: [.init(id: "x", title: "X"), .init(id: "y", title: "Y")])
    for name: RelativePath in ["x", "y", "z"] {
      try transaction.step(name.description) { tree throws(Refusal) in
        try tree.stage(ChangeSet(changes: [.write(name, name.description)]))
      }
    }
    let number = try transaction.save()
    let saved = try workspace.openTransaction(number)
    try saved.commit(Selection(steps: ["x"]))
    try commit(workspace, [.write("other", "o")])
    let again = try workspace.openTransaction(number)
    #expect(again.steps.map(\.state) == [.landed(1), .staged, .staged])
    try again.commit(Selection(steps: ["y", "z"]))
    #expect(try workspace.openTransactions().isEmpty)
    #expect(sandbox.read("z") == "z")
    var next = try workspace.begin("next")
    let following = try next.save()
    #expect(following == number + 1)
    try workspace.proposeUndo(of: 1).land()
    #expect(sandbox.read("x") == nil)
  }

  @Test func `savepoints alone do not make every command compact`() throws {
    let sandbox = try Sandbox()
    var workspace = sandbox.workspace
    workspace.thresholds.bytes = 4000
    let store = sandbox.root + "/.git/backstitch"
    func table() throws -> String? {
      try FileManager.default.contentsOfDirectory(atPath: store).first { $0.hasSuffix(".table") }
    }
    var tables: Set<String?> = []
    for index in 0..<40 {
      var transaction = try workspace.begin("t\(index)")
      try transaction.step("s") { tree throws(Refusal) in
        try tree.stage(ChangeSet(changes: [.write(numbered(index), "\(index)")]))
      }
      try transaction.save()
      tables.insert(try table())
    }
    #expect(tables.count > 1 && tables.count < 8)
    #expect(try workspace.openTransactions().count == 40)
  }

  @Test func `a crash at any call of a compaction loses no operation`() throws {
    func prepared() throws -> Sandbox {
      let sandbox = try Sandbox()
      let workspace = Self.often(sandbox, operations: 3)
      for index in 0..<4 { try commit(workspace, [.write("f", "\(index)"), .write("g", "g")]) }
      try workspace.proposeUndo(of: 1, Selection(paths: ["g"]), onConflict: .keep).land()
      var transaction = try workspace.begin("open")
      try transaction.step("s") { tree throws(Refusal) in
        try tree.stage(ChangeSet(changes: [.write("later", "l")]))
      }
      try transaction.save()
      return sandbox
    }
    func act(_ workspace: Workspace) throws { try commit(workspace, [.write("f", "last")]) }
    let whole = try prepared()
    let counting = CrashingFileSystem.Fuse(limit: Int.max)
    var counted = Self.often(whole, operations: 1)
    counted.host = CrashingHost(fuse: counting)
    try act(counted)
    var landed = 0
    for limit in counting.moments {
      let sandbox = try prepared()
      let before = try account(Self.never(sandbox)).dropLast(2)
      let fuse = CrashingFileSystem.Fuse(limit: limit)
      var crashing = Self.often(sandbox, operations: 1)
      crashing.host = CrashingHost(fuse: fuse)
      let reported = (try? act(crashing)) != nil
      // The next command's own compaction crashes, too.
      let second = CrashingFileSystem.Fuse(limit: limit % 29)
      var again = Self.often(sandbox, operations: 1)
      again.host = CrashingHost(fuse: second)
      _ = try? commit(again, [.write("second", "2")])
      _ = try sandbox.workspace.recover()
      let after = try account(Self.never(sandbox)).dropLast(2)
      #expect(after.starts(with: before), "crash after call \(limit)")
      #expect(!reported || sandbox.read("f") == "last", "crash after call \(limit)")
      if sandbox.read("f") == "last" { landed += 1 }
      #expect(try sandbox.workspace.openTransactions().count == 1)
      try commit(Self.often(sandbox, operations: 1), [.write("f", "end")])
      let names = try FileManager.default.contentsOfDirectory(
        atPath: sandbox.root + "/.git/backstitch")
      #expect(names.count { $0.hasPrefix("operations-") } == 2, "\(names)")
      #expect(names.allSatisfy { !$0.hasPrefix("journal-") }, "\(names)")
    }
    #expect(landed > 3 && landed < counting.moments.count)
  }

  @Test func `undoing one path of an undo brings back that path only`() throws {
    for operations in [1, Int.max] {
      let sandbox = try Sandbox()
      let workspace = Self.often(sandbox, operations: operations)
      try commit(workspace, [.write("a", "a"), .write("b", "b")])
      try workspace.undo()
      try workspace.proposeUndo(of: 2, Selection(paths: ["a"])).land()
      #expect(sandbox.read("a") == "a" && sandbox.read("b") == nil)
      #expect(
        try workspace.operations().map(\.state) == [.partlyUndone, .partlyUndone, .inEffect])
      try workspace.proposeRedo(of: 1).land()
      #expect(sandbox.read("a") == "a" && sandbox.read("b") == "b")
      #expect(try workspace.operation(1).state == .inEffect)
    }
  }

  @Test func `a page of the log is its newest operations`() throws {
    let sandbox = try Sandbox()
    let workspace = Self.often(sandbox, operations: 2)
    for index in 0..<7 { try commit(workspace, [.write("f", "\(index)")]) }
    #expect(try workspace.operations(count: 3).map(\.number) == [7, 6, 5])
    #expect(try workspace.operations(before: 5, count: 3).map(\.number) == [4, 3, 2])
    #expect(try workspace.operations(before: 2, count: 3).map(\.number) == [1])
    #expect(try workspace.why("f").map { $0.operation?.number } == [7, 6, 5, 4, 3, 2, 1])
    #expect(try workspace.why("f", line: 1).first?.operation?.number == 7)
    // The one conflicting with is found in the archive.
    let found = conflicts { try workspace.proposeUndo(of: 1).land() }
    #expect(found.map(\.operation) == [7])
  }
}

/// A small generator whose run can be repeated from its seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
