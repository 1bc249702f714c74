import Backstitch
import FileSystem
import Foundation
import Patch
import Testing

/// `gc` and `doctor`: what goes, what stays, and what a crash in between leaves.
@Suite struct GarbageTests {
  private static let none = Retention(bytes: 0)

  private func commit(
    _ workspace: Workspace, _ path: RelativePath, _ text: String
  ) throws {
    var transaction = try workspace.begin("write \(path)")
    try transaction.step("s") { tree throws(Refusal) in
      try tree.stage(ChangeSet(changes: [.write(path, text)]))
    }
    try transaction.commit()
  }

  /// Contents that do not deflate, so that sizes tell.
  private func noise(_ seed: Int, _ count: Int = 3000) -> String {
    var random = SplitMix(state: UInt64(seed))
    return (0..<count).map { _ in String(random.next() % 36, radix: 36) }.joined()
  }

  private func prepared(_ count: Int = 5) throws -> Sandbox {
    let sandbox = try Sandbox()
    for index in 1...count { try commit(sandbox.workspace, "f", noise(index)) }
    return sandbox
  }

  private func isWhole(_ sandbox: Sandbox) throws -> Bool {
    let diagnosis = try sandbox.workspace.diagnose()
    let bad = diagnosis.findings.filter { $0.severity != .note }
    if !bad.isEmpty { print(bad) }
    return bad.isEmpty
  }

  @Test func `dropped operations say so, what is left can be undone, numbers go on`() throws {
    let sandbox = try prepared()
    let workspace = sandbox.workspace
    let dry = try #require(try workspace.collectGarbage(Self.none, dryRun: true))
    #expect(try workspace.operations().count == 5)
    let report = try #require(try workspace.collectGarbage(Self.none))
    #expect(report.dropped == 1..<5 && dry.dropped == report.dropped)
    #expect(report.kept == 1)
    #expect(report.sizeAfter + 4 * 2000 < report.sizeBefore)
    #expect(dry.sizeAfter.advanced(by: 4000) > report.sizeAfter)
    #expect(try isWhole(sandbox))
    #expect(try workspace.operations().map(\.number) == [5])
    #expect(refusal { _ = try workspace.operation(2) } == "dropped 2, first 5")
    #expect(refusal { _ = try workspace.proposeUndo(of: 2) } == "dropped 2, first 5")
    try workspace.undo()
    #expect(sandbox.read("f") == noise(4))
    #expect(refusal { try workspace.undo() } == "nothing")
    try workspace.redo()
    try commit(workspace, "g", "new")
    #expect(try workspace.operations().map(\.number) == [5, 6, 7, 8])
    let git = ["--git-dir", "\(sandbox.root)/.git/backstitch"]
    try Sandbox.git(git + ["fsck", "--strict"], in: sandbox.root)
    let listed = try Sandbox.git(git + ["log", "--all", "--oneline"], in: sandbox.root)
    #expect(listed.split(separator: "\n").count == 4)
  }

  @Test func `age and size bound what is kept`() throws {
    let sandbox = try prepared()
    // The sandbox's clock ticks once a look.
    let times = try sandbox.workspace.operations().map(\.time)
    let now = sandbox.workspace.context.now() + 1
    let young = Retention(seconds: now - times[2])
    #expect(try sandbox.workspace.collectGarbage(young, dryRun: true)?.dropped == 1..<3)
    let old = Retention(seconds: 1_000_000, bytes: 1 << 30)
    let report = try #require(try sandbox.workspace.collectGarbage(old))
    #expect(report.dropped.isEmpty && report.kept == 5)
    let small = Retention(bytes: 12_000)
    let size = try #require(try sandbox.workspace.collectGarbage(small))
    #expect(!size.dropped.isEmpty && size.kept > 1)
    #expect(try isWhole(sandbox))
  }

  @Test func `what an undo in force took back stays, to be redone`() throws {
    let sandbox = try prepared(3)
    try sandbox.workspace.undo()
    let times = try sandbox.workspace.operations().map(\.time)
    let young = Retention(seconds: sandbox.workspace.context.now() + 1 - times[3])
    #expect(try sandbox.workspace.collectGarbage(young)?.dropped == 1..<3)
    try sandbox.workspace.redo()
    #expect(sandbox.read("f") == noise(3))
  }

  @Test func `an open transaction keeps what it landed and what it staged`() throws {
    let sandbox = try Sandbox()
    let workspace = sandbox.workspace
    var transaction = try workspace.begin("two")
    for name: RelativePath in ["x", "y"] {
      try transaction.step(name.description) { tree throws(Refusal) in
        try tree.stage(ChangeSet(changes: [.write(name, noise(7))]))
      }
    }
    let number = try transaction.save()
    let saved = try workspace.openTransaction(number)
    try saved.commit(Selection(steps: ["x"]))
    for index in 0..<3 { try commit(workspace, "f", noise(index)) }
    let report = try #require(try workspace.collectGarbage(Retention(seconds: 0, bytes: 0)))
    #expect(report.dropped.isEmpty && report.kept == 4)
    #expect(report.keptForTransaction == number)
    let again = try workspace.openTransaction(number)
    try again.commit(Selection(steps: ["y"]))
    #expect(sandbox.read("y") == noise(7))
  }

  @Test func `a crash at any call of gc loses nothing that stays`() throws {
    func act(_ workspace: Workspace) throws { _ = try workspace.collectGarbage(Self.none) }
    let whole = try prepared(4)
    let counting = CrashingFileSystem.Fuse(limit: Int.max)
    var counted = whole.workspace
    counted.host = CrashingHost(fuse: counting)
    try act(counted)
    var dropped = 0
    for limit in counting.moments {
      let sandbox = try prepared(4)
      let fuse = CrashingFileSystem.Fuse(limit: limit)
      var crashing = sandbox.workspace
      crashing.host = CrashingHost(fuse: fuse)
      _ = try? act(crashing)
      let diagnosis = try sandbox.workspace.diagnose()
      #expect(!diagnosis.isDamaged, "crash after call \(limit): \(diagnosis.findings)")
      let numbers = try sandbox.workspace.operationNumbers()
      #expect(numbers.last == 4 && [1, 4].contains(numbers.first))
      if numbers.first == 4 { dropped += 1 }
      for number in numbers.first...numbers.last {
        #expect(try !sandbox.workspace.diff(of: sandbox.workspace.operation(number)).isEmpty)
      }
      // The next collection removes what the crash left.
      try act(sandbox.workspace)
      #expect(try isWhole(sandbox), "crash after call \(limit)")
      try sandbox.workspace.undo()
      #expect(sandbox.read("f") == noise(3), "crash after call \(limit)")
      let packs = try FileManager.default.contentsOfDirectory(
        atPath: sandbox.root + "/.git/backstitch/objects/pack")
      #expect(packs.count == 6, "crash after call \(limit): \(packs)")
    }
    #expect(dropped > 1 && dropped < counting.moments.count)
  }

  @Test func `a crash at any call of a merge loses no content`() throws {
    func merging(_ sandbox: Sandbox) -> Workspace {
      var workspace = sandbox.workspace
      workspace.thresholds.packs = 3
      return workspace
    }
    func act(_ workspace: Workspace) throws { try commit(workspace, "g", "g") }
    let whole = try prepared(4)
    let counting = CrashingFileSystem.Fuse(limit: Int.max)
    var counted = merging(whole)
    counted.host = CrashingHost(fuse: counting)
    try act(counted)
    #expect(try whole.workspace.diagnose().packs == 1)
    for limit in counting.moments {
      let sandbox = try prepared(4)
      let fuse = CrashingFileSystem.Fuse(limit: limit)
      var crashing = merging(sandbox)
      crashing.host = CrashingHost(fuse: fuse)
      _ = try? act(crashing)
      _ = try sandbox.workspace.recover()
      #expect(try !sandbox.workspace.diagnose().isDamaged, "crash after call \(limit)")
      if sandbox.read("g") != nil { try sandbox.workspace.undo() }
      for index in [3, 2, 1] {
        try sandbox.workspace.undo()
        #expect(sandbox.read("f") == noise(index), "crash after call \(limit)")
      }
    }
  }

  @Test func `a commit beyond the store's budget is refused before anything changes`() throws {
    let sandbox = try prepared(2)
    var workspace = sandbox.workspace
    let size = try #require(try workspace.collectGarbage(Retention())).sizeAfter
    var context = workspace.context
    context.storeBudget = size + 20_000
    workspace = try Workspace(containing: Array(sandbox.root.utf8), context: context)
    try commit(workspace, "small", "s")
    let before = try sandbox.snapshot()
    #expect(
      refusal { try commit(workspace, "large", noise(9, 40_000)) }.contains("beyond its budget"))
    #expect(try sandbox.snapshot() == before)
    #expect(try workspace.operations().count == 3)
    #expect(try isWhole(sandbox))
    try workspace.undo()
  }

  // MARK: Doctor

  @Test func `doctor finds a damaged byte in every file of the store, and touches nothing`() throws
  {
    let sandbox = try prepared(2)
    var often = sandbox.workspace
    often.thresholds.operations = 1
    try commit(often, "g", "g")
    #expect(try isWhole(sandbox))
    let store = sandbox.root + "/.git/backstitch"
    let packs = store + "/objects/pack"
    let files =
      try FileManager.default.contentsOfDirectory(atPath: packs)
      .filter { !$0.hasSuffix(".keep") }.map { "\(packs)/\($0)" }
      + FileManager.default.contentsOfDirectory(atPath: store)
      .filter { $0.hasPrefix("operations-") || $0 == "journal.jsonl" }.map { "\(store)/\($0)" }
    #expect(files.count == 9)
    for path in files {
      let url = URL(fileURLWithPath: path)
      let bytes = try Data(contentsOf: url)
      let end = (bytes.lastIndex { $0 != 0x0A } ?? 0) + 1
      for index in stride(from: 0, to: end, by: max(1, end / 7)) {
        var damaged = bytes
        damaged[index] ^= 0x10
        try damaged.write(to: url)
        let diagnosis = try sandbox.workspace.diagnose()
        #expect(diagnosis.isDamaged, "\(path) at \(index)")
        #expect(try Data(contentsOf: url) == damaged)
      }
      try bytes.write(to: url)
    }
    try FileManager.default.removeItem(atPath: try #require(files.first { $0.hasSuffix(".pack") }))
    #expect(try sandbox.workspace.diagnose().isDamaged)
  }

  @Test func `doctor tells permissions, an unfinished pack, and what the file system gives`() throws
  {
    let sandbox = try prepared(2)
    let store = sandbox.root + "/.git/backstitch"
    var diagnosis = try sandbox.workspace.diagnose()
    #expect(diagnosis.operations == 2 && diagnosis.packs == 2 && diagnosis.findings.isEmpty)
    #expect(diagnosis.durability.exchange == true && diagnosis.durability.noReplace == true)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: store).count { $0.hasPrefix("probe") }
        == 0)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: store)
    for ending in ["pack", "idx"] {
      try Data([1, 2, 3]).write(
        to: URL(fileURLWithPath: "\(store)/objects/pack/pack-torn.\(ending)"))
    }
    diagnosis = try sandbox.workspace.diagnose()
    #expect(!diagnosis.isDamaged)
    let warnings = diagnosis.findings.filter { $0.severity == .warning }.map(\.subject)
    #expect(warnings.contains("packs") && warnings.contains("permissions"))
    _ = try sandbox.workspace.collectGarbage(Retention())
    #expect(
      !FileManager.default.fileExists(atPath: "\(store)/objects/pack/pack-torn.idx"))
  }
}

/// Which refusal a body ended with.
private func refusal(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "none"
  } catch BackstitchError.dropped(let operation, let first) {
    return "dropped \(operation), first \(first)"
  } catch BackstitchError.nothing {
    return "nothing"
  } catch {
    return "\(error)"
  }
}
