import Backstitch
import Foundation
import Patch
import SourceEdits
import Testing

@Suite struct TransactionTests {
  private func twoSteps(_ sandbox: Sandbox) throws -> Transaction {
    var transaction = try sandbox.workspace.begin(
      "two steps",
      steps: [.init(id: "a", title: "A"), .init(id: "b", title: "B", needs: ["a"])])
    try transaction.step("a") { tree throws(Refusal) in try tree.stage(.write("x/a", "1\n")) }
    try transaction.step("b") { tree throws(Refusal) in
      try tree.stage(
        ChangeSet(changes: [
          .write("x/b", "2\n"), Change("x/a", .replace(old: [0x31], new: [0x31, 0x21], count: 1)),
        ]))
    }
    return transaction
  }

  @Test func `later steps read what earlier ones staged, the disk does not change`() throws {
    let sandbox = try Sandbox()
    let transaction = try twoSteps(sandbox)
    #expect(try transaction.tree.contents(of: "x/a") == Array("1!\n".utf8))
    #expect(try transaction.tree.children(of: "x") == ["x/a", "x/b"])
    #expect(sandbox.read("x/a") == nil)
  }

  @Test func `a savepoint takes later staging back`() throws {
    let sandbox = try Sandbox()
    var transaction = try sandbox.workspace.begin("s")
    try transaction.step("a") { tree throws(Refusal) in try tree.stage(.write("a", "1")) }
    let savepoint = transaction.savepoint
    try transaction.step("b") { tree throws(Refusal) in try tree.stage(.write("b", "2")) }
    transaction.rollBack(to: savepoint)
    #expect(try transaction.tree.node(at: "b") == nil)
    try transaction.commit()
    #expect(sandbox.read("a") == "1")
    #expect(sandbox.read("b") == nil)
  }

  @Test func `a step that throws stages nothing`() throws {
    let sandbox = try Sandbox()
    var transaction = try sandbox.workspace.begin("s")
    #expect(throws: Refusal.self) {
      try transaction.step("a") { tree throws(Refusal) in
        try tree.stage(.write("a", "1"))
        try tree.stage(Change("missing", .delete))
      }
    }
    #expect(try transaction.tree.node(at: "a") == nil)
    #expect(transaction.steps.map(\.state).description.contains("failed"))
  }

  @Test func `a saved transaction is committed step by step by another process`() throws {
    let sandbox = try Sandbox()
    var transaction = try twoSteps(sandbox)
    let number = try transaction.save()
    let other = try sandbox.workspace.openTransaction(number)
    #expect(other.steps.map(\.state) == [.staged, .staged])
    #expect(throws: BackstitchError.self) { try other.commit(Selection(steps: ["b"])) }
    #expect(try other.commit(Selection(steps: ["a"]))?.operation.number == 1)
    #expect(sandbox.read("x/a") == "1\n")
    // What is left is rebased on somebody's edit of another line.
    try sandbox.write("x/a", "1\nmine\n")
    let rest = try sandbox.workspace.openTransaction(number)
    #expect(rest.steps.map(\.state) == [.landed(1), .staged])
    let refused = conflicts { try rest.commit() }
    #expect(refused.map(\.path) == ["x/a"])
    try sandbox.write("x/a", "1\n")
    try rest.commit()
    #expect(sandbox.read("x/a") == "1!\n")
    #expect(try sandbox.workspace.openTransactions().isEmpty)
  }

  @Test func `rolling back takes back what landed and forgets the rest`() throws {
    let sandbox = try Sandbox()
    let before = try sandbox.snapshot()
    var transaction = try twoSteps(sandbox)
    let number = try transaction.save()
    try sandbox.workspace.openTransaction(number).commit(Selection(steps: ["a"]))
    try sandbox.workspace.proposeRollback(of: number).land()
    #expect(try sandbox.snapshot() == before)
    #expect(try sandbox.workspace.openTransactions().isEmpty)
    #expect(try sandbox.workspace.operations().map(\.kind) == [.commit, .rollback])
    #expect(throws: BackstitchError.self) { try sandbox.workspace.undo() }
  }

  /// Operation 1 keeps a file; 2 and 3 land a transaction's steps, and 4 rolls both back.
  private func rolledBack() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("kept", "k")])
    var transaction = try twoSteps(sandbox)
    let number = try transaction.save()
    try sandbox.workspace.openTransaction(number).commit(Selection(steps: ["a"]))
    try sandbox.workspace.openTransaction(number).commit(Selection(paths: ["x/b"]))
    try sandbox.workspace.proposeRollback(of: number).land()
    return sandbox
  }

  private func states(_ sandbox: Sandbox) throws -> [Backstitch.Operation.State] {
    try sandbox.workspace.operations().prefix(4).map(\.state)
  }

  @Test func `rolling back counts as the undo of every operation that landed of it`() throws {
    let sandbox = try rolledBack()
    #expect(try states(sandbox) == [.inEffect, .undone(by: 4), .undone(by: 4), .inEffect])
    // A bare redo brings them back in the order in which they landed.
    #expect(try sandbox.workspace.redo()?.operation.description.hasPrefix("redo 2") == true)
    #expect(try sandbox.workspace.redo()?.operation.description.hasPrefix("redo 3") == true)
    #expect(throws: BackstitchError.self) { try sandbox.workspace.redo() }
    for _ in 0..<3 { try sandbox.workspace.undo() }
    #expect(sandbox.read("kept") == nil)
  }

  @Test func `undoing a rollback brings back all it took out, and undoing that takes it out`()
    throws
  {
    let sandbox = try rolledBack()
    let before = try sandbox.snapshot()
    try sandbox.workspace.proposeUndo(of: 4).land()
    #expect(try states(sandbox) == [.inEffect, .inEffect, .inEffect, .undone(by: 5)])
    #expect(sandbox.read("x/b") != nil)
    try sandbox.workspace.proposeUndo(of: 5).land()
    #expect(try sandbox.snapshot() == before)
    // The rollback holds again.
    #expect(try states(sandbox) == [.inEffect, .undone(by: 4), .undone(by: 4), .inEffect])
  }

  @Test func `a transaction is saved as one record, whole or not at all`() throws {
    let sandbox = try Sandbox()
    var transaction = try twoSteps(sandbox)
    let number = try transaction.save()
    let journal = try #require(sandbox.read(".git/backstitch/journal.jsonl"))
    let lines = journal.split(separator: "\n")
    #expect(lines.count == 2)
    let last = try #require(lines.last)
    #expect(last.contains("x/a") && last.contains("x/b"))
    #expect(try sandbox.workspace.openTransaction(number).steps.map(\.state) == [.staged, .staged])
  }

  @Test func `by path only the chosen paths land`() throws {
    let sandbox = try Sandbox()
    var transaction = try sandbox.workspace.begin("s")
    try transaction.step("a") { tree throws(Refusal) in
      try tree.stage(ChangeSet(changes: [.write("d/1", "1"), .write("e/2", "2")]))
    }
    try transaction.commit(Selection(paths: ["d"]))
    #expect(sandbox.read("d/1") == "1")
    #expect(sandbox.read("e/2") == nil)
  }

  @Test func `what a commit by path leaves of a step stays staged`() throws {
    let sandbox = try Sandbox()
    let before = try sandbox.snapshot()
    var transaction = try sandbox.workspace.begin("s")
    try transaction.step("a") { tree throws(Refusal) in
      try tree.stage(
        ChangeSet(changes: [.write("d/1", "1"), .write("d/2", "2"), .write("e/3", "3")]))
    }
    let number = try transaction.save()
    func open() throws -> Transaction { try sandbox.workspace.openTransaction(number) }
    #expect(throws: BackstitchError.self) { try open().commit(Selection(paths: ["nothing"])) }
    try open().commit(Selection(paths: ["d/1"]))
    #expect(try open().steps.map(\.state) == [.staged])
    // What is there already is no reason to forget the rest.
    try sandbox.write("d/2", "2")
    #expect(try open().commit(Selection(paths: ["d/2"])) == nil)
    try open().commit(Selection(paths: ["e"]))
    #expect(sandbox.read("e/3") == "3")
    try open().commit()
    #expect(try sandbox.workspace.openTransactions().isEmpty)
    for _ in 0..<2 { try sandbox.workspace.undo() }
    try FileManager.default.removeItem(atPath: "\(sandbox.root)/d")
    #expect(try sandbox.snapshot() == before)
  }

  @Test func `structured edits of two transactions at one place both land`() throws {
    let sandbox = try Sandbox()
    let registrar = """
      from api.routers.setting.user_router import router as user_router


      def register_setting_routers(app):
          app.include_router(user_router)

      """
    try sandbox.write("routers.py", registrar)
    func staged(_ name: String) throws -> Transaction {
      var transaction = try sandbox.workspace.begin("register \(name)")
      try transaction.step("backend") { tree throws(Refusal) in
        try tree.stage(
          Change(
            "routers.py",
            .edit(
              .registerRouter(
                .init(module: "api.routers.setting.\(name)_router", symbol: "router")))))
      }
      return transaction
    }
    let product = try staged("product")
    let order = try staged("order")
    try product.commit()
    try order.commit()
    let both = try #require(sandbox.read("routers.py"))
    #expect(both.contains("app.include_router(product_router)"))
    #expect(both.contains("app.include_router(order_router)"))
    // Undoing the first leaves the second alone, by meaning.
    try sandbox.workspace.proposeUndo(of: 1).land()
    let one = try #require(sandbox.read("routers.py"))
    #expect(!one.contains("product"))
    #expect(one.contains("app.include_router(order_router)"))
    try sandbox.workspace.proposeUndo(of: 2).land()
    #expect(sandbox.read("routers.py") == registrar)
    try sandbox.workspace.proposeRedo(of: 1).land()
    #expect(sandbox.read("routers.py")?.contains("product_router)") == true)
  }

  @Test func `undoing a step of an operation leaves it partly undone`() throws {
    let sandbox = try Sandbox()
    var transaction = try sandbox.workspace.begin("s")
    try transaction.step("a") { tree throws(Refusal) in try tree.stage(.write("a", "1")) }
    try transaction.step("b") { tree throws(Refusal) in try tree.stage(.write("b", "2")) }
    try transaction.commit()
    try sandbox.workspace.proposeUndo(of: 1, Selection(steps: ["a"])).land()
    #expect(sandbox.read("a") == nil)
    #expect(sandbox.read("b") == "2")
    #expect(try sandbox.workspace.operation(1).state == .partlyUndone)
    try sandbox.workspace.undo()
    #expect(sandbox.read("b") == nil)
    #expect(try sandbox.workspace.operation(1).state == .undone(by: 3))
  }

  @Test func `a second holder waits, then is told who holds the workspace`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("a", "1")])
    let lock = open(sandbox.root + "/.git/backstitch/lock", O_RDWR)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let error = #expect(throws: BackstitchError.self) { try sandbox.workspace.undo() }
    #expect(error?.description.contains("another process holds the workspace") == true)
    // Readers need no lock.
    #expect(try sandbox.workspace.operations().count == 1)
  }

  @Test func `git reads the store`() throws {
    let sandbox = try Sandbox()
    try sandbox.commit([.write("dir/a", "1\n"), .write("dir.b", "2\n")])
    try sandbox.workspace.undo()
    let store = sandbox.root + "/.git/backstitch"
    let operation = try sandbox.workspace.operation(1)
    let listing = try Sandbox.git(
      ["--git-dir", store, "ls-tree", "-r", "--name-only", operation.storeCommit],
      in: sandbox.root)
    #expect(listing == "after/dir.b\nafter/dir/a\noperation.json\n")
    try Sandbox.git(["--git-dir", store, "fsck", "--strict", "--full"], in: sandbox.root)
    let packs = try FileManager.default.contentsOfDirectory(atPath: store + "/objects/pack")
    for pack in packs where pack.hasSuffix(".idx") {
      try Sandbox.git(["verify-pack", store + "/objects/pack/" + pack], in: sandbox.root)
    }
    #expect(packs.count { $0.hasSuffix(".keep") } == packs.count { $0.hasSuffix(".idx") })
  }

  @Test func `why names the operation of a line, and nobody for edits by hand`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("f", "one\ntwo\n")
    try sandbox.commit([.write("f", "one\nnew\ntwo\n")])
    try sandbox.write("f", "zero\none\nnew\ntwo\n")
    #expect(try sandbox.workspace.why("f", line: 3).first?.operation?.number == 1)
    #expect(try sandbox.workspace.why("f", line: 1).first?.operation == nil)
    #expect(try sandbox.workspace.why("f", line: 2).first?.operation == nil)
    #expect(try sandbox.workspace.why("f").map { $0.operation?.number } == [1])
  }
}
