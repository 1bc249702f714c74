internal import Backstitch
internal import Patch
internal import ProjectModel

extension Orchestrator {
  /// The entities of the workspace: by their files, then those that only their models tell of; each
  /// as it stands on disk, or in the newest open transaction that makes it.
  package func progress() throws(OrchestrationError) -> [EntityProgress] {
    let open: [Transaction]
    let disk: WorkspaceTree
    do throws(BackstitchError) {
      open = try workspace.openTransactions()
      disk = try workspace.tree()
    } catch {
      throw .library(error)
    }
    var found = try progress(in: disk, transaction: nil)
    for transaction in open {
      guard let name = transaction.entity else { continue }
      let staged = try progress(in: transaction.tree, transaction: transaction.number)
      guard let progress = staged.first(where: { $0.entity.name == name }) else { continue }
      found.removeAll { $0.entity.name == name }
      found.insert(progress, at: 0)
    }
    return found
  }

  private func progress(
    in tree: some ReadableTree, transaction: Int?
  ) throws(OrchestrationError) -> [EntityProgress] {
    let (detection, config) = try detect(in: tree)
    // Several candidates, or none: that part of an inventory stays empty.
    let backend = try? detection.backend(in: config.backend?.directory)
    let frontend = try? detection.frontend(in: config.frontend?.directory)
    var entities = try fromFiles(in: tree)
    let known = Set(entities.map(\.pascal))
    do throws(TreeError) {
      for model in backend?.models?.all ?? [] where !known.contains(model.name) {
        guard let backend,
          let reading = try EntityReader.read(model.name, backend: backend, tree: tree)
        else { continue }
        entities.append(reading.entity)
      }
    } catch {
      throw .files(error.description)
    }
    var progress: [EntityProgress] = []
    for entity in entities {
      progress.append(
        try EntityProgress(
          of: entity, backend: backend, frontend: frontend, tree: tree, transaction: transaction))
    }
    return progress
  }

  private func fromFiles(in tree: some ReadableTree) throws(OrchestrationError) -> [Entity] {
    let paths: [RelativePath]
    do throws(TreeError) {
      paths = try tree.children(of: ProjectFiles.entities)
    } catch {
      throw .files(error.description)
    }
    var entities: [Entity] = []
    for path in paths {
      let file = String(decoding: path.name, as: UTF8.self)
      guard file.hasSuffix(".yaml") else { continue }
      do throws(EntityFileError) {
        if let entity = try EntityFile.load(String(file.dropLast(5)), in: tree) {
          entities.append(entity)
        }
      } catch {
        throw .files("\(path) cannot be used: \(error)")
      }
    }
    return entities
  }
}
