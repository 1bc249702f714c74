import Backstitch
import Simulation

/// Something a process does that may be interrupted anywhere.
struct Scenario: Sendable {
  var name: String
  /// Where the store lies.
  var store = "/w/.backstitch/store"
  /// Makes the start, which is durable then.
  var prepare: @Sendable (SimulatedDisk, Workspace) throws -> Void
  /// What is interrupted.
  var action: @Sendable (Workspace) throws -> Void
  /// What is interrupted in its place, where that ends without a change; nil: the action.
  var attempt: (@Sendable (Workspace) throws -> Void)?
  /// Whether the tree differs afterwards; not for upkeep of the store.
  var changesTree = true
  /// A signal comes after so many moves; nil: none does.
  var stopsAfter: Int?
  /// A path the action changes, which a person saves meanwhile.
  var contested: [String] = []

  /// Runs what is interrupted.
  func run(_ workspace: Workspace) throws { try (attempt ?? action)(workspace) }

  /// The disk at the start of the action.
  func start() throws -> DiskState {
    let disk = Machine.emptyDisk()
    try prepare(disk, Machine(disk, store: store).workspace)
    var state = disk.state
    state.settle()
    return state
  }
}
