internal import Journal

/// An operation of which a restore takes back what it did at some paths, and leaves the rest.
public struct PartialRetraction: Hashable, Sendable, CustomStringConvertible {
  /// The operation.
  public var operation: Int
  /// How many paths of it stay.
  public var staying: Int

  /// One sentence.
  public var description: String {
    "operation \(operation) is taken back in part: \(counted(staying, "path")) of it "
      + "\(staying == 1 ? "stays" : "stay") and may need what goes; "
      + "'backstitch undo \(operation)' takes the rest"
  }

  /// - Returns: nil when all of the operation goes.
  init?(_ target: OperationRecord.Target, in log: OperationLog) throws(BackstitchError) {
    guard let items = target.items, let record = try log.find(target.operation) else { return nil }
    let going = Set(items.map(\.path))
    let rest = Set(log.itemsInEffect(of: record).map(\.path)).subtracting(going)
    guard !rest.isEmpty else { return nil }
    (operation, staying) = (target.operation, rest.count)
  }
}
