import Backstitch
import Foundation
import Patch
import SourceEdits
import TestSupport
import Testing

/// The algebra of undo (I8) over random histories of a generator and of people who edit the same
/// files: undo after commit is the identity, redo after undo is the identity, undos of disjoint
/// operations commute, and what people wrote survives byte for byte.
@Suite struct AlgebraTests {
  private static let names = ["apple", "banana", "cherry", "damson"]
  private static let model: RelativePath = "db/model.py"
  private static let routers: RelativePath = "core/routers.py"
  private static let variables: RelativePath = ".env"
  private static let notes: RelativePath = "notes.md"

  // MARK: The generator

  private static func lay(_ sandbox: Sandbox) throws {
    try sandbox.write(
      model.description,
      "from sqlalchemy import String\n\nfrom db.base import Base\n\n\nclass User(Base):\n"
        + "    __tablename__ = \"user\"\n\n    id: int\n")
    try sandbox.write(
      routers.description,
      "from fastapi import FastAPI\n\nfrom api.user_router import router as user_router\n\n"
        + "app = FastAPI()\n\napp.include_router(user_router)\n")
    try sandbox.write(variables.description, "# settings\nA=1\n")
    try sandbox.write(notes.description, (1...40).map { "line \($0)\n" }.joined())
  }

  /// What an operation does in five files: files of its own, edits by meaning, edits by line.
  private static func changes(_ index: Int) -> [Change] {
    let name = names[index]
    let type = name.capitalized
    let source =
      "class \(type)(Base):\n    __tablename__ = \"\(name)\"\n\n    price: Decimal\n    id: int"
    return [
      .write(
        RelativePath(unchecked: Array("api/\(name)_router.py".utf8)), "router = \"\(name)\"\n"),
      // Each but the first finds it there.
      Change(model, .edit(.addImport(.init(module: "decimal", name: "Decimal")))),
      Change(model, .edit(.appendClass(.init(name: type, source: source, base: "Base")))),
      Change(
        routers,
        .edit(.registerRouter(.init(module: "api.\(name)_router", symbol: "router")))),
      Change(variables, .edit(.setEnvironment(.init(key: name.uppercased(), value: "\(index)")))),
      Change(
        notes,
        .replace(
          old: Array("line \(index * 10 + 5)\n".utf8),
          new: Array("line \(index * 10 + 5)\nabout \(name)\n".utf8), count: 1)),
    ]
  }

  /// What shows that an operation is in effect: each text is in its file once, or not at all.
  private static func signs(_ index: Int) -> [(path: RelativePath, text: String)] {
    let name = names[index]
    return [
      (model, "class \(name.capitalized)(Base):"), (routers, "include_router(\(name)_router)"),
      (variables, "\(name.uppercased())=\(index)"), (notes, "about \(name)\n"),
    ]
  }

  // MARK: People

  /// Puts a line of a person's own before a line where no edit of an operation ends.
  private static func edit(
    _ sandbox: Sandbox, _ number: Int, _ random: inout SplitMix
  ) throws -> (path: RelativePath, line: String)? {
    let path = [model, routers, variables, notes].randomElement(using: &random) ?? notes
    let anchors =
      switch path {
      case model: ["class User(Base):", "    id: int"]
      case routers: ["app = FastAPI()", "app.include_router(user_router)"]
      case variables: ["A=1"]
      default: (0..<4).map { "line \($0 * 10 + Int.random(in: 8...10, using: &random))" }
      }
    guard let anchor = anchors.randomElement(using: &random) else { return nil }
    var lines = (sandbox.read(path.description) ?? "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    guard let place = lines.firstIndex(of: anchor) else { return nil }
    let indent = anchor.prefix { $0 == " " }
    let line = path == notes ? "person \(number)" : "\(indent)# person \(number)"
    lines.insert(line, at: place)
    try sandbox.write(path.description, lines.joined(separator: "\n"))
    return (path, line)
  }

  // MARK: Histories

  private struct History {
    let sandbox: Sandbox
    let seed: Int
    var random: SplitMix
    /// Operation numbers of what each index did, and which are in effect.
    var operations: [Int: Int] = [:]
    var inEffect: Set<Int> = []
    var people: [(path: RelativePath, line: String)] = []
    var told: [String] = []

    var context: Comment { "seed \(seed): \(told.joined(separator: ", "))" }

    func check() {
      for index in AlgebraTests.names.indices {
        for sign in AlgebraTests.signs(index) {
          let text = sandbox.read(sign.path.description) ?? ""
          let count = text.components(separatedBy: sign.text).count - 1
          #expect(count == (inEffect.contains(index) ? 1 : 0), "\(sign.text), \(context)")
        }
        let router = sandbox.read("api/\(AlgebraTests.names[index])_router.py")
        #expect((router != nil) == inEffect.contains(index), context)
      }
      for person in people {
        let lines = (sandbox.read(person.path.description) ?? "").components(separatedBy: "\n")
        #expect(lines.count { $0 == person.line } == 1, "\(person), \(context)")
      }
    }

    mutating func commit(_ index: Int) throws {
      told.append("commit \(AlgebraTests.names[index])")
      let before = try sandbox.snapshot()
      let landed = try #require(
        try sandbox.commit(AlgebraTests.changes(index), AlgebraTests.names[index]))
      let after = try sandbox.snapshot()
      operations[index] = landed.operation.number
      inEffect.insert(index)
      check()
      guard Bool.random(using: &random) else { return }
      told.append("and back")
      try sandbox.workspace.undo()
      #expect(try sandbox.snapshot() == before, "undo after commit, \(context)")
      try sandbox.workspace.redo()
      #expect(try sandbox.snapshot() == after, "redo after undo, \(context)")
    }

    mutating func reverse(_ index: Int) throws {
      let number = operations[index] ?? 0
      let before = try sandbox.snapshot()
      let undoes = inEffect.contains(index)
      told.append("\(undoes ? "undo" : "redo") \(AlgebraTests.names[index])")
      let proposal =
        undoes
        ? try sandbox.workspace.proposeUndo(of: number)
        : try sandbox.workspace.proposeRedo(of: number)
      #expect(proposal.plan.conflicts.isEmpty, "\(proposal.plan.conflicts), \(context)")
      let landed = try #require(try proposal.land(), context)
      if undoes { inEffect.remove(index) } else { inEffect.insert(index) }
      check()
      guard Bool.random(using: &random) else { return }
      told.append("and back")
      try sandbox.workspace.proposeUndo(of: landed.operation.number).land()
      #expect(try sandbox.snapshot() == before, context)
      if undoes { inEffect.insert(index) } else { inEffect.remove(index) }
    }

    /// Undoes two operations in both orders.
    mutating func commute(_ first: Int, _ second: Int) throws {
      told.append("commute \(AlgebraTests.names[first]) \(AlgebraTests.names[second])")
      let before = try sandbox.snapshot()
      var ends: [[[UInt8]: String]] = []
      for order in [[first, second], [second, first]] {
        let undos = try order.map { index in
          try #require(try sandbox.workspace.proposeUndo(of: operations[index] ?? 0).land())
        }
        ends.append(try sandbox.snapshot())
        for undo in undos.reversed() {
          try sandbox.workspace.proposeUndo(of: undo.operation.number).land()
        }
        #expect(try sandbox.snapshot() == before, context)
      }
      #expect(ends[0] == ends[1], context)
    }
  }

  @Test(arguments: 1...12)
  func `undo, redo and people's edits keep to the algebra`(seed: Int) throws {
    let sandbox = try Sandbox()
    try Self.lay(sandbox)
    let start = try sandbox.snapshot()
    var history = History(sandbox: sandbox, seed: seed, random: SplitMix(state: UInt64(seed)))
    for round in 0..<20 {
      switch Int.random(in: 0..<6, using: &history.random) {
      case 0, 1:
        if let edit = try Self.edit(sandbox, round, &history.random) {
          history.told.append("edit \(edit)")
          history.people.append(edit)
          history.check()
        }
      case 2:
        let pair = history.inEffect.shuffled(using: &history.random).prefix(2)
        if pair.count == 2 { try history.commute(pair[0], pair[1]) }
      default:
        let index = Int.random(in: 0..<Self.names.count, using: &history.random)
        if history.operations[index] == nil {
          try history.commit(index)
        } else {
          try history.reverse(index)
        }
      }
    }
    for index in history.inEffect.shuffled(using: &history.random) {
      history.told.append("undo \(Self.names[index])")
      try sandbox.workspace.proposeUndo(of: history.operations[index] ?? 0).land()
      history.inEffect.remove(index)
      history.check()
    }
    // Without people's lines it is the start again.
    for person in history.people {
      let text = sandbox.read(person.path.description) ?? ""
      let lines = text.components(separatedBy: "\n").filter { $0 != person.line }
      try sandbox.write(person.path.description, lines.joined(separator: "\n"))
    }
    #expect(try sandbox.snapshot() == start, history.context)
  }
}
