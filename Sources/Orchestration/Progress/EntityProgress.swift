package import Patch
package import ProjectModel

/// How far an entity is: its layers as they stand on disk, and in a transaction that is open.
package struct EntityProgress: Sendable {
  /// The entity.
  package var entity: Entity
  /// Its layers, those of absent projects left out.
  package var items: [Item]
  /// The open transaction that makes some of it.
  package var transaction: Int?

  /// One layer.
  package struct Item: Hashable, Sendable {
    /// Which.
    package var layer: EntityLayer
    /// Where it is, or would be.
    package var path: RelativePath
    /// The same as a report shows it: below its project, or below its page.
    package var shown: String
    /// The line of a class or registrar in a shared file.
    package var line: Int?
    /// Whether it stands there.
    package var state: State
  }

  /// Whether a layer stands there.
  package enum State: String, Hashable, Sendable {
    case present
    case missing
    /// It was generated once, and somebody deleted it.
    case leftOut = "left-out"
  }

  /// The items of a part.
  package func items(of part: EntityLayer.Part) -> [Item] { items.filter { $0.layer.part == part } }

  /// The parts that have layers, in order.
  package var parts: [EntityLayer.Part] {
    EntityLayer.Part.allCases.filter { part in items.contains { $0.layer.part == part } }
  }

  /// What is still to be made.
  package var remaining: [Item] { items.filter { $0.state == .missing } }

  /// Whether all of a part stands there, or was left out on purpose.
  package func isComplete(_ part: EntityLayer.Part) -> Bool {
    let items = items(of: part)
    return !items.isEmpty && items.allSatisfy { $0.state != .missing }
  }

  /// Items done in percent, rounded half up to 5, at most 95 until all are done.
  package var percent: Int {
    let counted = items.filter { $0.state != .leftOut }
    let done = counted.count { $0.state == .present }
    guard done < counted.count else { return counted.isEmpty ? 0 : 100 }
    return min(95, (done * 40 + counted.count) / (2 * counted.count) * 5)
  }

  /// The plan that makes what is missing; nil when nothing is.
  package var plan: OrchestrationPlan? {
    let parts = Set(remaining.map(\.layer.part))
    if parts.isEmpty { return nil }
    if parts.count > 1 { return BuiltInPlans.fullstack }
    return switch parts.first {
    case .apiRoutes: BuiltInPlans.apiRoute
    case .frontend: BuiltInPlans.dataTable
    default: BuiltInPlans.entity
    }
  }
}

extension EntityProgress {
  /// The progress of an entity in a tree.
  init(
    of entity: Entity, backend: Backend?, frontend: Frontend?, tree: some ReadableTree,
    transaction: Int? = nil
  ) throws(OrchestrationError) {
    self.entity = entity
    self.transaction = transaction
    items = []
    do throws(InventoryError) {
      if let backend {
        let inventory = try BackendInventory(of: entity, in: backend, tree: tree)
        items += inventory.items.map { item in
          Item(item, shown: Self.below(backend.root, item.path))
        }
      }
      if let frontend {
        let inventory = try FrontendInventory(of: entity, in: frontend, tree: tree)
        let page = inventory.item(.page)?.path.parent
        items += inventory.items.map { item in
          let home = item.layer.part == .frontend ? page : frontend.source ?? frontend.root
          return Item(item, shown: Self.below(home, item.path))
        }
      }
    } catch {
      throw .files("the entity '\(entity.name)' cannot be looked up: \(error)")
    }
    try noteLeftOut(tree)
  }

  /// What the lock file says was made and no longer stands there was deleted by somebody.
  private mutating func noteLeftOut(_ tree: some ReadableTree) throws(OrchestrationError) {
    let bytes: [UInt8]?
    do throws(TreeError) {
      bytes = try tree.contents(of: ProjectFiles.lock(entity.name))
    } catch {
      throw .files(error.description)
    }
    // A lock that cannot be read says nothing here; whoever generates is told.
    guard let bytes, let lock = try? LockFile(reading: bytes) else { return }
    let made = Set(lock.outputs.filter { $0.node == nil }.map(\.path))
    for index in items.indices where items[index].state == .missing {
      guard made.contains(items[index].path) else { continue }
      do throws(TreeError) {
        if try tree.node(at: items[index].path) == nil { items[index].state = .leftOut }
      } catch {
        throw .files(error.description)
      }
    }
  }

  private static func below(_ directory: RelativePath?, _ path: RelativePath) -> String {
    guard let directory, path.isBelow(directory) else { return path.description }
    return String(path.description.dropFirst(directory.description.count + 1))
  }
}

extension EntityProgress.Item {
  fileprivate init(_ item: BackendInventory.Item, shown: String) {
    self.init(
      layer: item.layer, path: item.path, shown: shown, line: item.line,
      state: item.isPresent ? .present : .missing)
  }
}
