internal import Patch
package import ProjectModel

extension GenerationError: CustomStringConvertible {
  /// What happened, then what to do.
  package var description: String {
    switch self {
    case .entity(let refusal): refusal.description
    case .entityFile(let error): error.description
    case .entityDiffers(let path, let differences):
      "the entity exists with other fields (\(differences.joined(separator: ", "))); generate with"
        + " the fields in \(path), or change that file first"
    case .detection(let error): error.description
    case .missingTargets(let missing): missing.map(Self.words(forMissing:)).joined(separator: "\n")
    case .modelDiffers(let place, let differences):
      (["the model stands there (\(place.path):\(place.line)) and says otherwise:"]
        + differences.map { "  \($0.place.path):\($0.place.line): \(Self.words(for: $0))" }
        + ["generate without fields to take what it has, or change it first"])
        .joined(separator: "\n")
    case .unwritable(let entity, let columns):
      columns.map { column in
        "\(column.place.path):\(column.place.line): \(Self.words(for: column, of: entity))"
      }.joined(separator: "\n")
    case .classTaken(let name, let place):
      "the class '\(name)' (\(place)) is no model of the project; rename it, or choose another"
        + " entity name"
    case .layout(let pattern, let reason):
      "the layout '\(pattern)' cannot be used: \(reason); correct it in \(ProjectFiles.config)"
    case .missingComponent(let name, let module): "Component '\(name)' not found in \(module)"
    case .noList(let name):
      "nothing lists '\(name)': its backend has no list endpoint, which a table needs"
    case .unknownNames(let names, let kind, let known):
      "no such \(kind): \(names.joined(separator: ", ")); "
        + (known.isEmpty
          ? "this page can have no \(kind)s" : "known are \(known.joined(separator: ", "))")
    case .unknownModule(let name, let known):
      "there is no frontend module '\(name)'; choose one of: \(known.joined(separator: ", "))"
    case .notBuildable(let root, let reason):
      "no image can be made of \(root?.description ?? "."): \(reason)"
    case .template(_, _, let reason): "\(reason); correct the template or delete its file"
    case .lock(let path): "\(path) is no lock file; restore it from git or delete it"
    case .tree(let error): error.description
    case .refused(let refusal): refusal.description
    }
  }

  /// The words for one missing target.
  package static func words(forMissing relationship: Relationship) -> String {
    let name = NameCase.snake(relationship.target)
    return "'\(relationship.name)' refers to \(relationship.target), which has no model; generate"
      + " it first with 'backstitch generate entity \(name)', or make '\(relationship.field)' a"
      + " plain column for now with --defer-ref"
  }

  /// The words for one difference.
  static func words(for difference: ModelDifference) -> String {
    let says = difference.says.map { "it has '\($0)'" } ?? "it has no such column"
    let asked = difference.asked.map { "asked for was '\($0)'" } ?? "that was not asked for"
    let hint = difference.says == nil ? "; add it to the model first" : ""
    return "\(difference.field): \(says), \(asked)\(hint)"
  }

  /// The words for a column that creating cannot fill.
  static func words(for column: EntityReader.Column, of entity: String) -> String {
    let reason = column.objection ?? "no field that creating takes writes it"
    return "'\(column.name)' is NOT NULL without a default, and \(reason): no \(entity) could be"
      + " created; give it a default, or let it be NULL"
  }
}
