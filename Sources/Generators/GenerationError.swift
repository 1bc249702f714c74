package import Patch
package import ProjectModel

/// Why an agent made nothing.
package enum GenerationError: Error, Sendable {
  /// The definition is wrong.
  case entity(EntityRefusal)
  /// An entity file that stands there cannot be used.
  case entityFile(EntityFileError)
  /// The entity exists with other fields; each name with what differs.
  case entityDiffers(RelativePath, differences: [String])
  /// The backend lacks something, or a choice must be made.
  case detection(DetectionError)
  /// A `ref` to an entity without a model; exit status 3.
  case missingTargets([Relationship])
  /// The model stands there and says otherwise.
  case modelDiffers(Evidence, differences: [ModelDifference])
  /// Columns of a model that nothing but a value fills, and that cannot be written.
  case unwritable(String, [EntityReader.Column])
  /// A class of the model's name is no model.
  case classTaken(String, Evidence)
  /// A pattern of the layout gives no path, or one that is no module.
  case layout(String, reason: String)
  /// A component that pages cannot do without, and the module it was looked for in.
  case missingComponent(String, module: String)
  /// Nothing lists the entity, so that there is nothing to show.
  case noList(String)
  /// Names of columns, filters or actions that are none.
  case unknownNames([String], kind: String, known: [String])
  /// There is no module of that name.
  case unknownModule(String, known: [String])
  /// No image can be made of the project in a directory.
  case notBuildable(RelativePath?, String)
  /// The lock file that stands there cannot be read.
  case lock(RelativePath)
  /// A project's own text of a template cannot be used.
  case template(RelativePath, line: Int?, String)
  /// The tree cannot be read.
  case tree(TreeError)
  /// A change does not apply.
  case refused(Refusal)

  /// The error as findings: their kinds decide the exit status.
  package var findings: [Finding] {
    switch self {
    case .entity(let refusal): refusal.findings
    case .entityFile(.refused(let refusal)): refusal.findings
    case .detection(let error): error.findings
    case .refused(let refusal): refusal.findings
    case .missingTargets(let missing):
      missing.map { Finding(.blocked, Self.words(forMissing: $0)) }
    case .entityDiffers(let path, _): [Finding(.conflict, path: path, description)]
    case .modelDiffers(_, let differences):
      differences.map { difference in
        Finding(
          .conflict, path: difference.place.path, line: difference.place.line,
          Self.words(for: difference))
      }
    case .unwritable(let entity, let columns):
      columns.map { column in
        Finding(
          .refused, path: column.place.path, line: column.place.line,
          Self.words(for: column, of: entity))
      }
    case .classTaken(_, let place):
      [Finding(.conflict, path: place.path, line: place.line, description)]
    case .lock(let path): [Finding(.refused, path: path, description)]
    case .template(let path, let line, _):
      [Finding(.refused, path: path, line: line, description)]
    case .notBuildable: [Finding(.blocked, description)]
    case .entityFile, .layout, .missingComponent, .noList, .unknownNames, .tree, .unknownModule:
      [Finding(.refused, description)]
    }
  }
}
