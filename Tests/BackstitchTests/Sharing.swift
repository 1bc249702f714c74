import Backstitch
import Patch
import SourceEdits

/// Steps that rest on two files and a variable, as generators do: what is missing is made.
enum Sharing {
  static let variables = "env.example"
  static let path: RelativePath = "env.example"

  static func staged(_ name: String, in workspace: Workspace) throws -> Transaction {
    var transaction = try workspace.begin("generate \(name)")
    try transaction.step("s") { tree throws(Refusal) in
      try tree.stage(.write(RelativePath(unchecked: Array("own/\(name)".utf8)), "\(name)\n"))
      try share("lib/first", "first\n", in: &tree)
      try share("lib/second", "second\n", in: &tree)
      try set("URL", in: &tree)
    }
    return transaction
  }

  @discardableResult
  static func land(_ name: String, in sandbox: Sandbox) throws -> LandedOperation? {
    try staged(name, in: sandbox.workspace).commit()
  }

  static func share(
    _ path: RelativePath, _ text: String, in tree: inout StagedTree
  ) throws(Refusal) {
    if (try? tree.node(at: path)) == nil {
      try tree.stage(.write(path, text))
    } else {
      tree.hold(.write(path, text))
    }
  }

  static func set(_ key: String, in tree: inout StagedTree) throws(Refusal) {
    let text = String(decoding: (try? tree.contents(of: path)) ?? [], as: UTF8.self)
    let edit = Change(path, .edit(.setEnvironment(EnvironmentEdit(key: key, value: "here"))))
    if text.contains("\(key)=") { tree.hold(edit) } else { try tree.stage(edit) }
  }
}

extension Sandbox {
  func undo(_ number: Int, _ selection: Selection = .all) throws {
    try workspace.proposeUndo(of: number, selection).land()
  }

  func redo(_ number: Int, _ selection: Selection = .all) throws {
    try workspace.proposeRedo(of: number, selection).land()
  }
}
