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
    case .modelDiffers(_, let missing):
      "the model stands there without \(missing.joined(separator: ", ")); add what is missing to"
        + " it, or generate with the fields it has"
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
}
