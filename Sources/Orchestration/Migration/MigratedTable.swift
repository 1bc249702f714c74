internal import Patch
internal import ProjectModel

/// The table whose revision is made, and what is known of it that Alembic cannot see.
struct MigratedTable {
  /// The entity it is of.
  let entity: String
  /// Its name; nil where the model does not say.
  let name: String?
  /// Its columns that get other names.
  let renames: [ColumnRename]
  /// Its columns whose fields the command takes out.
  private let dropped: Set<String>

  init(of input: AgentInput) {
    entity = EntityNames.canonical(input.request.name)
    let known = try? input.entity()
    let models = (try? input.backend())?.models
    name = known.flatMap { models?.model(named: $0.pascal)?.table }
    let stored = Self.stored(entity, before: input.tree)
    renames = known?.columns(renamedBy: input.request.renames, from: stored) ?? []
    dropped = Set(stored?.fields.map(\.name) ?? [])
      .subtracting(known?.fields.map(\.name) ?? []).subtracting(renames.map(\.old))
  }

  /// The entity as it was before what is staged.
  private static func stored(_ name: String, before tree: StagedTree) -> Entity? {
    let path = ProjectFiles.entity(name)
    guard case .file(let file)? = tree.touched[path]?.before else { return nil }
    return try? EntityFile.read(file.contents, at: path)
  }

  /// What Alembic made, with renames for what it drops and adds, and what a person should know of
  /// the rest.
  func revision(at path: RelativePath, _ made: [UInt8]) -> (text: [UInt8], warnings: [String]) {
    guard let script = AlembicScript(made) else { return (made, []) }
    let (text, left) = script.renaming(renames, in: name)
    guard let renamed = AlembicScript(text) else { return (made, []) }
    return (text, renamed.losses.map { warning(of: $0, left, path) } + others(in: renamed, path))
  }

  /// Whether what goes is a field that the command takes out: one that an earlier command renamed, or
  /// that somebody else put there, is not; nor are values that a new type does not hold.
  func loses(_ loss: AlembicScript.Loss) -> Bool {
    loss.cause == .dropsColumn && name != nil && loss.table == name
      && loss.column.map(dropped.contains) ?? false
  }

  private func warning(
    of loss: AlembicScript.Loss, _ left: [ColumnRename], _ path: RelativePath
  ) -> String {
    let what = "\(path):\(loss.line) \(loss.description)"
    guard loss.cause == .dropsColumn, name == nil || loss.table == name,
      let rename = left.first(where: { $0.old == loss.column })
    else { return what }
    return what + ", which was renamed: write"
      + " \(rename.operation(in: loss.table ?? entity)) instead of that and of what adds"
      + " '\(rename.new)'"
  }

  /// Other tables that the database lacks, or has otherwise, are changed by the same revision; what it
  /// drops is told already.
  private func others(in script: AlembicScript, _ path: RelativePath) -> [String] {
    guard let name else { return [] }
    let others = Set(script.upgrade.compactMap(\.table))
      .subtracting(script.losses.compactMap(\.table) + [name]).sorted()
    guard !others.isEmpty else { return [] }
    return [
      "\(path) is of more than '\(entity)': the models differ from the database in"
        + " \(others.map { "'\($0)'" }.joined(separator: ", ")), too"
    ]
  }
}
