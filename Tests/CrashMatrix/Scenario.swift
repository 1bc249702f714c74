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
  /// Whether the tree differs afterwards; not for upkeep of the store.
  var changesTree = true
  /// A signal comes after so many moves; nil: none does.
  var stopsAfter: Int?
  /// A path the action changes, which a person saves meanwhile.
  var contested: [String] = []

  /// The disk at the start of the action.
  func start() throws -> DiskState {
    let disk = Machine.emptyDisk()
    try prepare(disk, Machine(disk, store: store).workspace)
    var state = disk.state
    state.settle()
    return state
  }
}
