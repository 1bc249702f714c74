import Backstitch
import FileSystem
import Patch
import Simulation
import Synchronization

/// A simulated disk with a workspace on it, as a process sees it; another process is another
/// machine on the same disk.
struct Machine: Sendable {
  static let tree = "/w"
  let disk: SimulatedDisk
  let workspace: Workspace

  /// - Parameters:
  ///   - store: where the store lies; on another mount than the tree when it starts with `/s`.
  ///   - fault: a deliberate one, planted at the seam.
  ///   - stopsAfter: a signal comes after so many moves of a landing.
  init(
    _ disk: SimulatedDisk, store: String, fault: Fault? = nil, seed: UInt64 = 1,
    stopsAfter: Int? = nil
  ) {
    self.disk = disk
    let numbers = Numbers(seed: seed)
    let moves = Numbers(seed: 0)
    workspace = Workspace(
      root: Array(Self.tree.utf8), store: Array(store.utf8),
      on: SimulatedHost(disk, interposing: fault.map { FaultyFileSystem.interposing($0) }),
      context: Context(
        author: "Tester <tester@example.com>", now: { 1_700_000_000 }, pause: { _ in }, wait: 0,
        isInterrupted: { stopsAfter.map { moves.count() > $0 } ?? false },
        random: { numbers.next() }))
  }

  /// A disk with the tree's directory, and one for a store of its own mount.
  static func emptyDisk() -> SimulatedDisk {
    let disk = SimulatedDisk()
    disk.makeDirectory(tree)
    disk.makeDirectory("/s", mount: 9)
    return disk
  }

  /// Stages one step and commits it.
  func commit(_ changes: [Change], _ description: String = "change") throws {
    var transaction = try workspace.begin(description)
    try transaction.step("step") { tree throws(Refusal) in
      try tree.stage(ChangeSet(changes: changes))
    }
    try transaction.commit()
  }
}

/// Numbers that several closures draw from.
private final class Numbers: Sendable {
  private let state: Mutex<(random: SeededRandom, count: Int)>
  init(seed: UInt64) { state = Mutex((SeededRandom(seed: seed), 0)) }
  func next() -> UInt64 { state.withLock { $0.random.next() } }
  func count() -> Int {
    state.withLock { state in
      state.count += 1
      return state.count
    }
  }
}

extension Change {
  static func write(_ path: RelativePath, _ text: String) -> Change {
    Change(path, .write(contents: Array(text.utf8), mode: nil))
  }
}
