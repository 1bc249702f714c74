internal import Generators
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
  /// The directory of its backend, where the workspace has several.
  package var backend: String?
  /// The directory of its frontend, where the workspace has several.
  package var frontend: String?
  /// Whether there are several projects, and nothing says which are its own.
  package var isUndecided = false

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

    /// Whether somebody is still to do something for it.
    package var isOpen: Bool {
      switch state {
      case .missing, .byHand, .unreadable: true
      case .present, .staged, .leftOut: false
      }
    }
  }

  /// Whether a layer stands there.
  package enum State: String, Hashable, Sendable {
    case present
    case missing
    /// An open transaction would make it; nothing of it is written yet.
    case staged
    /// Its file is somebody's own and lacks it: only a person can add it.
    case byHand = "by-hand"
    /// It was generated once, and somebody deleted it.
    case leftOut = "left-out"
    /// Its file does not parse, so that nobody can tell.
    case unreadable
  }

  /// The items of a part.
  package func items(of part: EntityLayer.Part) -> [Item] { items.filter { $0.layer.part == part } }

  /// The parts that have layers, in order.
  package var parts: [EntityLayer.Part] {
    EntityLayer.Part.allCases.filter { part in items.contains { $0.layer.part == part } }
  }

  /// What is still to be made.
  package var remaining: [Item] {
    items.filter { $0.isOpen }
  }

  /// What waits in the open transaction.
  package var staged: [Item] { items.filter { $0.state == .staged } }

  /// Whether all of a part stands there, or was left out on purpose.
  package func isComplete(_ part: EntityLayer.Part) -> Bool {
    let items = items(of: part)
    return !items.isEmpty && items.allSatisfy { $0.state == .present || $0.state == .leftOut }
  }

  /// Items done in percent, rounded half up to 5, at most 95 until all are done.
  package var percent: Int {
    let counted = items.filter { $0.state != .leftOut }
    let done = counted.count { $0.state == .present }
    guard done < counted.count else { return counted.isEmpty ? 0 : 100 }
    return min(95, (done * 40 + counted.count) / (2 * counted.count) * 5)
  }

  /// The plan that makes what is missing; nil when nothing is that a plan could make.
  package var plan: OrchestrationPlan? {
    let parts = Set(items.filter { $0.state == .missing }.map(\.layer.part))
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
    contract: EntityContract.Options? = nil
  ) throws(OrchestrationError) {
    self.entity = entity
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
    noteUnreadable((backend?.notes ?? []) + (frontend?.notes ?? []))
    try noteLeftOut(tree)
    try noteByHand(tree)
    // Where there is no contract, everything may still be made.
    if let contract, let backend, let frontend,
      let made = try? EntityContract.make(
        of: entity, backend: backend, frontend: frontend, tree: tree, options: contract)
    {
      drop(notOfferedBy: made)
    }
  }

  /// Takes out what the entity's API does not offer, so that nothing makes it: the handler and the
  /// sheet of an operation that is none.
  private mutating func drop(notOfferedBy contract: EntityContract) {
    items.removeAll { item in
      (item.state == .missing || item.state == .byHand)
        && item.layer.operation.map { !contract.offers($0) } ?? false
    }
  }

  /// Marks what is there in a transaction alone.
  ///
  /// - Parameter disk: the same as it stands on disk.
  mutating func note(staged transaction: Int?, over disk: EntityProgress) {
    self.transaction = transaction
    let written = Set(disk.items.filter { $0.state == .present }.map(\.layer))
    let onDisk = Dictionary(
      disk.items.map { ($0.layer, $0.state) }, uniquingKeysWith: { first, _ in first })
    for index in items.indices {
      let layer = items[index].layer
      switch items[index].state {
      case .present where !written.contains(layer): items[index].state = .staged
      // The staged lock may tell of what an operation took back.
      case .leftOut: items[index].state = onDisk[layer] ?? .leftOut
      default: break
      }
    }
  }

  /// What may be in a file that does not parse is not missing, and not done either.
  private mutating func noteUnreadable(_ notes: [DetectionNote]) {
    for index in items.indices {
      let path = items[index].path
      guard let note = notes.first(where: { $0.kind == .unparsable && $0.evidence.path == path })
      else { continue }
      items[index].state = .unreadable
      items[index].line = note.evidence.line
    }
  }

  /// A route module that stands there is left as it is, also without one of its handlers.
  private mutating func noteByHand(_ tree: some ReadableTree) throws(OrchestrationError) {
    for index in items.indices where items[index].state == .missing {
      guard items[index].layer.method != nil else { continue }
      do throws(TreeError) {
        if try tree.node(at: items[index].path) != nil { items[index].state = .byHand }
      } catch {
        throw OrchestrationError(error)
      }
    }
  }

  /// What the lock file says was made and no longer stands there was moved or deleted by somebody.
  private mutating func noteLeftOut(_ tree: some ReadableTree) throws(OrchestrationError) {
    let bytes: [UInt8]?
    do throws(TreeError) {
      bytes = try tree.contents(of: ProjectFiles.lock(entity.name))
    } catch {
      throw OrchestrationError(error)
    }
    // A lock that cannot be read says nothing here; whoever generates is told.
    guard let bytes, let lock = try? LockFile(reading: bytes) else { return }
    let made = Set(lock.outputs.filter { $0.node == nil }.map(\.path))
    let moved = lock.moved
    for index in items.indices where items[index].state == .missing {
      do throws(TreeError) {
        if let place = moved[items[index].path], try tree.node(at: place) != nil {
          items[index].move(to: place)
        }
      } catch {
        throw OrchestrationError(error)
      }
      guard items[index].state == .missing, made.contains(items[index].path) else { continue }
      do throws(TreeError) {
        if try tree.node(at: items[index].path) == nil { items[index].state = .leftOut }
      } catch {
        throw OrchestrationError(error)
      }
    }
  }

  private static func below(_ directory: RelativePath?, _ path: RelativePath) -> String {
    guard let directory, path.isBelow(directory) else { return path.description }
    return String(path.description.dropFirst(directory.description.count + 1))
  }
}

extension EntityLayer {
  /// The operation it is there for; nil: for more than one.
  fileprivate var operation: EntityContract.Operation? {
    switch self {
    case .postRoute, .addModal: .create
    case .putRoute, .editModal: .update
    case .deleteRoute: .delete
    default: nil
    }
  }
}

extension EntityProgress.Item {
  /// Says that somebody moved its file.
  fileprivate mutating func move(to place: RelativePath) {
    let home = path.description.dropLast(shown.count)
    let text = place.description
    shown = text.hasPrefix(home) ? String(text.dropFirst(home.count)) : text
    path = place
    state = .present
  }

  fileprivate init(_ item: BackendInventory.Item, shown: String) {
    self.init(
      layer: item.layer, path: item.path, shown: shown, line: item.line,
      state: item.isPresent ? .present : .missing)
  }
}
