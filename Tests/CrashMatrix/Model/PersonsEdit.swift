import Simulation
import Synchronization

/// A file that a person saves or deletes.
struct PersonsEdit: Sendable, CustomStringConvertible {
  var path: String
  var entry: ModelEntry?
  var byRename: Bool

  /// Changes the disk.
  ///
  /// - Returns: the edit as it went: saving in place keeps the permissions found. Nil when there was
  ///   nothing to do.
  func performed(on disk: SimulatedDisk) -> PersonsEdit? {
    let place = "\(Machine.tree)/\(path)"
    guard case .file(let slots, _) = entry else {
      guard disk.text(place) != nil else { return nil }
      disk.delete(place)
      return self
    }
    guard disk.save(place, entry?.text ?? "", byRename: byRename) else { return nil }
    let isExecutable = Judge.visible(disk.state)[Array(path.utf8)]?.hasPrefix("file 755") == true
    var edit = self
    edit.entry = .file(slots: slots, mode: isExecutable ? 0o755 : 0o644)
    return edit
  }

  var description: String {
    guard case .file(let slots, let mode) = entry else { return "\(path) deleted" }
    return "\(path) saved \(slots) \(String(mode, radix: 8))\(byRename ? " by rename" : "")"
  }
}

extension ModelWorld {
  /// The world after a person's edit.
  func saving(_ edit: PersonsEdit?) -> ModelWorld {
    var world = self
    if let edit { world.tree.put(edit.entry, at: edit.path) }
    return world
  }
}

/// Does something at one changing call, and counts the calls.
final class Moment: SimulatedDisk.Observer {
  private let number: Int
  private let act: @Sendable (SimulatedDisk) -> Void
  private let count = Atomic(0)
  var calls: Int { count.load(ordering: .relaxed) }

  init(_ number: Int = -1, _ act: @escaping @Sendable (SimulatedDisk) -> Void = { _ in }) {
    self.number = number
    self.act = act
  }

  func willChange(_ disk: SimulatedDisk, _ call: String) -> Int32? {
    if count.wrappingAdd(1, ordering: .relaxed).oldValue == number { act(disk) }
    return nil
  }
  func willRead(_ disk: SimulatedDisk, _ call: String) -> Int32? { nil }
}

/// The disk at a moment, kept by an observer.
final class KeptState: Sendable {
  private let states = Mutex<[DiskState]>([])
  var current: DiskState? { states.withLock { $0.last } }
  func keep(_ state: DiskState) { states.withLock { $0 = [state] } }
}

/// A person's edit as it went, kept by an observer.
final class KeptEdit: Sendable {
  private let edits = Mutex<[PersonsEdit]>([])
  var current: PersonsEdit? { edits.withLock { $0.last } }
  func keep(_ edit: PersonsEdit?) { edits.withLock { $0 = edit.map { [$0] } ?? [] } }
}
