import Backstitch
import Patch
import Simulation
import Synchronization

/// Two processes in one workspace: the second acts at one call of the first.
enum SharedLock {
  private final class Second: SimulatedDisk.Observer {
    private let moment: Int
    private let act: @Sendable (SimulatedDisk) -> Void
    private let calls = Atomic(0)
    init(moment: Int, act: @escaping @Sendable (SimulatedDisk) -> Void) {
      self.moment = moment
      self.act = act
    }
    func willChange(_ disk: SimulatedDisk, _ call: String) -> Int32? {
      if calls.wrappingAdd(1, ordering: .relaxed).oldValue == moment { act(disk) }
      return nil
    }
    func willRead(_ disk: SimulatedDisk, _ call: String) -> Int32? { nil }
  }

  /// - Returns: what is wrong; nil when both are serialised (I15).
  static func violation(fault: Fault? = nil) -> String? {
    for moment in 0..<60 {
      let disk = Machine.emptyDisk()
      let store = "/w/.backstitch/store"
      do {
        try Machine(disk, store: store).commit([.write("unrelated", "u")])
        disk.observe(
          Second(moment: moment) { disk in
            disk.observe(nil)
            // Busy is a fine answer; landing as well is not.
            _ = try? Machine(disk, store: store, fault: fault, seed: 5).commit([.write("b", "B")])
          })
        let first = Result {
          try Machine(disk, store: store, fault: fault).commit([.write("a", "A")])
        }
        disk.observe(nil)
        let operations = try Machine(disk, store: store).workspace.operations()
        let tree = Judge.visible(disk.state)
        let landed = ["a", "b"].filter { tree[Array($0.utf8)] != nil }.count
        if operations.count != landed + 1 || (try? first.get()) == nil {
          return "\(landed) landed, \(operations.count - 1) recorded"
        }
      } catch {
        return "second process at call \(moment): \(error)"
      }
    }
    return nil
  }
}
