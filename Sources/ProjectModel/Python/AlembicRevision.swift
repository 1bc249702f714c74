package import Patch
internal import SourceEdits

/// A revision of Alembic's: a module that names itself and what it comes after.
package struct AlembicRevision: Hashable, Sendable {
  /// Its file.
  package var path: RelativePath
  /// Its id.
  package var id: String
  /// What it comes after: none for the first, several for a merge.
  package var after: [String]
  /// Whether upgrading to it does nothing.
  package var isEmpty: Bool

  /// The revision in a file; nil when it holds none.
  package init?(at path: RelativePath, _ bytes: [UInt8]) {
    guard path.bytes.suffix(3).elementsEqual(".py".utf8), let outline = try? PythonOutline(bytes)
    else { return nil }
    var values: [String: Range<Int>] = [:]
    for statement in outline.children(of: nil) {
      guard let assignment = outline.assignment(at: statement), let name = assignment.name,
        let value = assignment.value
      else { continue }
      values[name] = value
    }
    guard let id = values["revision"].flatMap(outline.stringValue),
      let after = values["down_revision"]
    else { return nil }
    self.path = path
    self.id = id
    self.after =
      outline.stringValue(after).map { [$0] }
      ?? outline.elements(of: after)?.compactMap(outline.stringValue) ?? []
    isEmpty = outline.children(of: nil).allSatisfy { Self.doesNothing($0, in: outline) }
  }

  /// Whether a statement is no function that upgrades, or one with nothing in it.
  private static func doesNothing(_ statement: Int, in outline: PythonOutline) -> Bool {
    guard let function = outline.functionDefinition(at: statement),
      function.name.hasPrefix("upgrade_") || function.name == "upgrade"
    else { return true }
    return outline.children(of: statement).allSatisfy { inner in
      switch outline.statements[inner].kind {
      case .pass: true
      // A docstring, or the call that chooses the function of one database among several.
      case .expression:
        outline.stringValue(outline.statements[inner].tokens) != nil
          || isChoice(outline.compactText(of: outline.statements[inner].tokens))
      default: false
      }
    }
  }

  /// `globals()["upgrade_%s" % engine_name]()`
  private static func isChoice(_ text: String) -> Bool { text.hasPrefix("globals()[") }
}

extension AlembicRevision {
  /// The revisions below a directory; nil: in the workspace.
  package static func all(
    below directory: RelativePath?, in tree: some ReadableTree
  ) throws(TreeError) -> [AlembicRevision] {
    var found: [AlembicRevision] = []
    for path in try tree.files() where directory.map(path.isBelow) ?? true {
      guard path.bytes.suffix(3).elementsEqual(".py".utf8),
        let bytes = try tree.contents(of: path), let revision = AlembicRevision(at: path, bytes)
      else { continue }
      found.append(revision)
    }
    return found
  }

  /// The revisions that no other comes after, by their paths.
  package static func heads(of all: [AlembicRevision]) -> [AlembicRevision] {
    let before = Set(all.flatMap(\.after))
    return all.filter { !before.contains($0.id) }.sorted { $0.path < $1.path }
  }

  /// The revisions that come after some, the last first.
  package static func after(
    _ ids: Set<String>, among all: [AlembicRevision]
  ) -> [AlembicRevision] {
    all.map { (revision: $0, before: upTo($0.after, among: all)) }
      .filter { !$0.before.isDisjoint(with: ids) && !ids.contains($0.revision.id) }
      .sorted { ($0.before.count, $0.revision.path) > ($1.before.count, $1.revision.path) }
      .map(\.revision)
  }

  /// The ids of some revisions and of all that come before them.
  package static func upTo(_ ids: [String], among all: [AlembicRevision]) -> Set<String> {
    let after = Dictionary(all.map { ($0.id, $0.after) }, uniquingKeysWith: { $1 })
    var reached: Set<String> = []
    var open = ids
    while let id = open.popLast() {
      guard reached.insert(id).inserted else { continue }
      open += after[id] ?? []
    }
    return reached
  }
}

extension AlembicLocation {
  /// The directory its commands run in; nil for the workspace's root.
  package var home: RelativePath? { ini.parent }

  /// A command as somebody at the workspace's root pastes it, who stays there.
  package func command(_ arguments: String, comment: String? = nil) -> String {
    ShellCommand.text(
      "\(ShellCommand.program(program, or: "alembic", from: home)) \(arguments)", in: home,
      comment: comment)
  }
}
