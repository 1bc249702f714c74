internal import ArgumentParser
internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch
internal import ProjectModel

/// `backstitch status [NAME]`
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Open transactions, an interrupted operation, and the entities of the project.")

  @Argument(help: "An entity: its progress report.") var name: String?
  @OptionGroup var globals: Globals

  func run() throws { try Self.report(name, globals, hints: false) }

  static func report(_ name: String?, _ globals: Globals, hints: Bool) throws {
    let workspace = try globals.workspace()
    let status = try WorkspaceStatus(workspace)
    if let name { return try status.progress(of: name, globals) }
    if globals.json { return say(status.json.text) }
    status.print(globals.style)
    guard hints else { return }
    say(
      """

      backstitch detect                         what the project is made of
      backstitch generate entity NAME FIELD...  a FastAPI entity
      backstitch apply FILE                     any change set or diff
      backstitch undo                           take the newest operation back
      backstitch log                            what was done
      """)
  }
}

/// What a workspace holds now.
struct WorkspaceStatus {
  private let workspace: Workspace
  private let interrupted: Int?
  /// Who is landing it, when it is not interrupted after all.
  private let holder: String?
  private let open: [Transaction]
  private let entities: [(entity: Entity, inventory: BackendInventory?)]
  private let last: Backstitch.Operation?

  init(_ workspace: Workspace) throws {
    self.workspace = workspace
    let overview = try Failure.catching { try workspace.overview() }
    (interrupted, open, last) = overview
    holder = try Failure.catching { overview.interrupted == nil ? nil : try workspace.holder() }
    entities = try Failure.catching { try Self.entities(in: workspace) }
  }

  /// Entities by their files, then those that only their models tell of, with what of them stands
  /// on disk.
  private static func entities(
    in workspace: Workspace
  ) throws -> [(entity: Entity, inventory: BackendInventory?)] {
    let tree = try workspace.tree()
    let (detection, config) = try Orchestrator(workspace).detect(in: tree)
    // Several backends, or none: the inventory stays empty, the entities of files are listed.
    let backend = try? detection.backend(in: config.backend?.directory)
    var found: [Entity] = []
    for path in try tree.children(of: ".backstitch/entities") {
      let file = String(decoding: path.name, as: UTF8.self)
      guard file.hasSuffix(".yaml") else { continue }
      do {
        if let entity = try EntityFile.load(String(file.dropLast(5)), in: tree) {
          found.append(entity)
        }
      } catch {
        throw Failure(.failed, "\(path) cannot be used: \(error)")
      }
    }
    let known = Set(found.map(\.pascal))
    if let backend {
      for model in backend.models?.all ?? [] where !known.contains(model.name) {
        if let reading = try EntityReader.read(model.name, backend: backend, tree: tree) {
          found.append(reading.entity)
        }
      }
    }
    do {
      return try found.map { entity in
        (entity, try backend.map { try BackendInventory(of: entity, in: $0, tree: tree) })
      }
    } catch {
      throw Failure(.failed, "the entities cannot be looked up: \(error)")
    }
  }

  func print(_ style: Style) {
    if let interrupted, let holder {
      say("Operation \(interrupted) is landing now (\(holder)).")
    } else if let interrupted {
      say(style.red("Operation \(interrupted) was interrupted: 'backstitch recover' settles it."))
    }
    for transaction in open {
      say("Open: t\(transaction.number ?? 0)  \(transaction.description)")
      for step in transaction.steps { say("  \(Self.mark(step.state)) \(step.title) (\(step.id))") }
      let id = "t\(transaction.number ?? 0)"
      say("  Go on: backstitch diff \(id), backstitch commit \(id) or backstitch rollback \(id)")
    }
    let width = entities.map(\.entity.pascal.count).max() ?? 0
    for (entity, inventory) in entities {
      let missing = inventory?.items.filter { !$0.isPresent }.map(\.layer.rawValue) ?? []
      let state =
        missing.isEmpty ? "backend complete" : "missing: \(missing.joined(separator: ", "))"
      let name = entity.pascal.padding(toLength: width, withPad: " ", startingAt: 0)
      say("Entity: \(name)  \(inventory == nil ? "no backend was found" : state)")
    }
    if let last {
      say("Last operation: \(OperationText.line(last, now: workspace.context.now(), style))")
    } else {
      say("No operations yet.")
    }
  }

  private static func mark(_ state: Transaction.Step.State) -> String {
    switch state {
    case .waiting: "[ ]"
    case .staged: "[x]"
    case .landed(let operation): "[x] (operation \(operation))"
    case .skipped: "[-]"
    case .failed(let reason): "[!] \(reason):"
    }
  }

  var json: JSONValue {
    [
      "schema": 1, "interrupted": JSONValue(holder == nil ? interrupted : nil),
      "landing": JSONValue(holder == nil ? nil : interrupted),
      "transactions": .array(
        open.map { transaction in
          [
            "id": .string("t\(transaction.number ?? 0)"),
            "description": .string(transaction.description),
            "plan": JSONValue(transaction.plan),
            "steps": .array(
              transaction.steps.map { step in
                ["id": .string(step.id), "state": .string(Self.word(step.state))]
              }),
          ]
        }),
      "entities": .array(entities.map { Self.json($0.entity, $0.inventory) }),
      "lastOperation": JSONValue(last?.number),
    ]
  }

  private static func json(_ entity: Entity, _ inventory: BackendInventory?) -> JSONValue {
    [
      "name": .string(entity.name),
      "layers": .array(
        (inventory?.items ?? []).map { item in
          [
            "layer": .string(item.layer.rawValue), "path": JSONValue(item.path),
            "present": .boolean(item.isPresent),
          ]
        }),
    ]
  }

  private static func word(_ state: Transaction.Step.State) -> String {
    switch state {
    case .waiting: "waiting"
    case .staged: "staged"
    case .landed: "landed"
    case .skipped: "skipped"
    case .failed: "failed"
    }
  }

  // MARK: One entity

  /// The progress report of an entity's backend.
  func progress(of name: String, _ globals: Globals) throws {
    let canonical = EntityNames.canonical(name)
    guard let (entity, inventory) = entities.first(where: { $0.entity.name == canonical }) else {
      throw Failure(
        .failed,
        "there is no entity '\(canonical)': neither in .backstitch/entities nor as a model",
        next: ["backstitch status"])
    }
    if globals.json {
      let document: JSONValue = ["schema": 1, "entity": Self.json(entity, inventory)]
      return say(document.text)
    }
    let items = inventory?.items ?? []
    say("## Backend Generation Progress\n\nEntity: **\(entity.pascal)**\n\n### Backend (FastAPI)")
    for item in items {
      let path = item.path.description
      let root = "backend/"
      let shown = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
      say("- [\(item.isPresent ? "x" : " ")] \(item.layer.title) (`\(shown)`)")
    }
    let missing = items.filter { !$0.isPresent }
    say("\n### Status: \(Self.percent(items.count - missing.count, of: items.count))% Complete")
    guard !missing.isEmpty else { return }
    say("\n**Remaining:**")
    for item in missing { say("- \(item.layer.title)") }
    say("\nContinue: backstitch generate entity \(entity.name)")
  }

  /// Items done, rounded half up to 5, at most 95 until all are done.
  private static func percent(_ done: Int, of count: Int) -> Int {
    guard count > 0, done < count else { return count == 0 ? 0 : 100 }
    let rounded = Int((Double(done) / Double(count) * 20).rounded()) * 5
    return min(95, rounded)
  }
}
