internal import Foundation
internal import Generators
internal import Patch
internal import ProjectModel

/// `generate/alembic-revision`: what Alembic's autogenerate makes of the staged tree.
///
/// It runs in a view of that tree, so that it sees models that did not land yet; what it makes there
/// is the step's change. It reads the database that the project's `env.py` names.
struct AlembicRevisionAgent {
  let machine: Machine

  func run(_ input: AgentInput) throws(OrchestrationError) -> GeneratedChanges {
    let backend = try input.backend()
    let program: AlembicProgram
    do throws(MigrationError) {
      program = try AlembicProgram(for: backend, on: machine)
    } catch {
      throw .migration(error)
    }
    let made = try Self.files { () throws(TreeError) in
      (tree: Set(try input.tree.files()), view: try TreeView(of: input.tree))
    }
    defer { made.view.remove() }
    try Self.files { () throws(TreeError) in
      try made.view.borrow(from: machine.root, in: [backend.root, program.location.home, nil])
    }
    let name = EntityNames.canonical(input.request.name)
    let verb = input.request.regenerated.contains(name) ? "change" : "add"
    let id = try Self.files { () throws(TreeError) in try Self.id(of: name, made.tree, input.tree) }
    do throws(MigrationError) {
      try program.run(
        ["revision", "--autogenerate", "-m", "\(verb) \(name)", "--rev-id", id],
        in: made.view.directory)
    } catch .behind where input.request.migration == .apply && input.tree.touched.isEmpty {
      return GeneratedChanges(
        notes: ["no revision is made: the database is behind those there are, which are applied"])
    } catch .behind(let alembic) {
      // With several newest ones there is none that it could be brought to.
      let heads = try Self.files { () throws(TreeError) in
        try AlembicRevision.heads(of: AlembicRevision.all(below: alembic.scripts, in: input.tree))
      }
      throw .migration(heads.count > 1 ? .parted(alembic) : .behind(alembic))
    } catch {
      throw .migration(error)
    }
    let found = try Self.files { () throws(TreeError) in
      try made.view.modules(besides: made.tree)
    }
    return changes(found, MigratedTable(of: input))
  }

  private func changes(
    _ found: [RelativePath: [UInt8]], _ table: MigratedTable
  ) -> GeneratedChanges {
    let revisions = found.compactMap { AlembicRevision(at: $0.key, $0.value) }
      .filter { !$0.isEmpty }.sorted { $0.path < $1.path }
    guard !revisions.isEmpty else {
      return GeneratedChanges(
        warnings: ["no migration was made: Alembic found nothing that the database lacks"])
    }
    var result = GeneratedChanges()
    for path in revisions.map(\.path) {
      let made = table.revision(at: path, Self.dated(found[path] ?? []))
      result.changes.append(Change(path, .write(contents: made.text)))
      result.warnings += made.warnings
    }
    return result
  }

  /// The revision's id: the same for the same tree, so that a dry run shows the plan that lands.
  private static func id(
    of name: String, _ files: Set<RelativePath>, _ tree: StagedTree
  ) throws(TreeError) -> String {
    var bytes = Array(name.utf8)
    for path in tree.touched.keys.sorted() {
      bytes += path.bytes + [0] + (try tree.contents(of: path) ?? []) + [0]
    }
    // A second revision on the same models has another id.
    for path in files.sorted() where path.bytes.suffix(3).elementsEqual(".py".utf8) {
      bytes += path.bytes + [0]
    }
    return String(Digest.sha256(bytes).prefix(12))
  }

  /// The module with the day in its header instead of the moment, for the same reason.
  private static func dated(_ contents: [UInt8]) -> [UInt8] {
    let text = String(decoding: contents, as: UTF8.self)
    guard Array(text.utf8) == contents else { return contents }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.wholeMatch(of: /(Create Date: \d{4}-\d\d-\d\d)[ T][-+0-9:.]+/).map(\.output.1) ?? line
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func files<Value>(
    _ body: () throws(TreeError) -> Value
  ) throws(OrchestrationError) -> Value {
    do throws(TreeError) {
      return try body()
    } catch {
      throw OrchestrationError(error)
    }
  }
}
