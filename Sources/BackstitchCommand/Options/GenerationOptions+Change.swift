internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

// An entity that is there: fields and flags change only what they name.
extension GenerationOptions {
  /// The entity as the command line changes it; nil where it defines one, or changes none.
  func changed(
    _ request: GenerationRequest, _ fields: [String], _ workspace: Workspace
  ) throws -> (entity: Entity, from: Entity)? {
    let change = EntityChange(
      fields: fields, dropped: dropped, renames: try renames.map(Self.rename), features: features,
      defersMissingTargets: defersReferences)
    let changesOnly = !dropped.isEmpty || !renames.isEmpty
    guard !change.isEmpty, request.entity == nil, spec == nil, !request.name.isEmpty else {
      guard changesOnly else { return nil }
      throw Failure(
        .failed,
        "--drop-field and --rename change an entity that is there; beside a whole definition they"
          + " would change nothing: write that without the field, or with its new name")
    }
    guard let stored = try stored(request.name, in: workspace) else {
      guard changesOnly else { return nil }
      throw Failure(
        .failed,
        "there is no '\(ProjectFiles.entity(EntityNames.canonical(request.name)))' whose fields could"
          + " be dropped or renamed; generate the entity first")
    }
    do throws(EntityRefusal) {
      return (try change.applied(to: stored), stored)
    } catch {
      throw Failure(.entity(error))
    }
  }

  private static func rename(_ text: String) throws -> EntityChange.Rename {
    do throws(EntityRefusal) {
      return try EntityChange.Rename(reading: text)
    } catch {
      throw Failure(.entity(error))
    }
  }

  /// The entity as its file has it.
  func stored(_ name: String, in workspace: Workspace) throws -> Entity? {
    let tree = try Failure.catching { try workspace.tree() }
    do throws(EntityFileError) {
      return try EntityFile.load(EntityNames.canonical(name), in: tree)
    } catch {
      throw Failure(.generation(.entityFile(error)))
    }
  }
}
