import Backstitch
import Patch
import Simulation

/// Something a process does, and what must come of it.
struct ModelMove: Sendable {
  enum Expected: Sendable {
    case success(ModelWorld)
    /// It is refused, with an error of that name, and nothing changes.
    case refusal(String)
  }

  var name: String
  var run: @Sendable (Workspace) throws -> Void
  /// What it makes of a world; nil when it is refused there.
  var plan: @Sendable (ModelWorld) -> ModelWorld?
  var expected: Expected

  /// - Parameters:
  ///   - world: as it is.
  ///   - refusal: the error when there is no plan.
  init(
    _ name: String, on world: ModelWorld, else refusal: String = "conflicts",
    plan: @escaping @Sendable (ModelWorld) -> ModelWorld?,
    run: @escaping @Sendable (Workspace) throws -> Void
  ) {
    self.name = name
    self.plan = plan
    self.expected = plan(world).map(Expected.success) ?? .refusal(refusal)
    self.run = run
  }

  static func path(_ text: String) -> RelativePath { RelativePath(unchecked: text.utf8) }

  /// An error's name, as ``Expected/refusal(_:)`` has it.
  static func name(of error: any Error) -> String {
    guard let error = error as? BackstitchError else { return "\(error)" }
    return switch error {
    case .conflicts: "conflicts"
    case .nothing: "nothing"
    case .dropped: "dropped"
    case .drifted: "drifted"
    default: "\(error)"
    }
  }
}

/// Random steps that can be staged on a tree.
struct ModelStaging {
  static let files = ["a", "b", "c", "d/a", "d/b", "d/e/x", "f/y", "f/g/h/z"]
  static let links = ["l", "d/l", "f/g/l"]

  private(set) var tree: ModelTree
  private(set) var steps: [ModelStep] = []
  private(set) var changes: [[Change]] = []

  init(on tree: ModelTree) { self.tree = tree }

  /// Adds a step of some changes of different paths.
  mutating func add(
    _ id: String, values: inout Int, random: inout SeededRandom
  ) {
    let start = tree
    var names: Set<String> = []
    var changes: [Change] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let path = (Self.files + Self.links).randomElement(using: &random) ?? "a"
      let to = Self.files.randomElement(using: &random) ?? "a"
      guard names.insert(path).inserted else { continue }
      let canMove =
        !Self.links.contains(path) && tree.entries[path] != nil && tree.entries[to] == nil
      let isMove = canMove && !names.contains(to) && Int.random(in: 0..<5, using: &random) == 0
      if isMove {
        names.insert(to)
        let moved = tree.entries[path]
        tree.put(nil, at: path)
        tree.put(moved, at: to)
        changes.append(Change(ModelMove.path(path), .move(to: ModelMove.path(to))))
      } else {
        changes += change(path, values: &values, random: &random)
      }
    }
    steps.append(
      ModelStep(
        id: id,
        changes: names.sorted().compactMap { path in
          let (before, after) = (start.entries[path], tree.entries[path])
          return before == after ? nil : ModelChange(path: path, before: before, after: after)
        }))
    self.changes.append(changes)
  }

  private mutating func change(
    _ path: String, values: inout Int, random: inout SeededRandom
  ) -> [Change] {
    let name = ModelMove.path(path)
    values += 1
    let entry = tree.entries[path]
    switch (entry, Int.random(in: 0..<4, using: &random)) {
    case (nil, _) where Self.links.contains(path), (.link, 1...):
      let link = ModelEntry.link(values)
      tree.put(link, at: path)
      return (entry == nil ? [] : [Change(name, .delete)])
        + [Change(name, .symlink(target: Array(link.text.utf8)))]
    case (.file, 0), (.link, _):
      tree.put(nil, at: path)
      return [Change(name, .delete)]
    case (.file(let slots, let mode), 1):
      tree.put(.file(slots: slots, mode: mode ^ 0o111), at: path)
      return [Change(name, .chmod(.executable(mode & 0o111 == 0)))]
    default:
      let file = Self.edited(entry, value: values, random: &random)
      tree.put(file, at: path)
      return [.write(name, file.text)]
    }
  }

  /// A file with a slot changed, or a new one.
  static func edited(
    _ entry: ModelEntry?, value: Int, random: inout SeededRandom
  ) -> ModelEntry {
    guard case .file(var slots, let mode) = entry else {
      return .file(slots: Array(repeating: value, count: ModelEntry.slots), mode: 0o644)
    }
    slots[Int.random(in: slots.indices, using: &random)] = value
    return .file(slots: slots, mode: mode)
  }
}
