internal import Journal

/// What undos and redos come down to: the operations at the end of their chains, and whether those
/// are made or taken back.
struct Lineage {
  private let log: Log
  private var known: [Int: [Root]] = [:]

  init(_ log: Log) { self.log = log }

  /// An operation that reverses and reapplies no other.
  struct Root: Hashable {
    var operation: Int
    /// Whether it is made, not taken back.
    var isMaking: Bool
  }

  /// The operations a record comes down to; itself, when it is about no other.
  mutating func roots(of number: Int) throws(JournalError) -> [Root] {
    if let roots = known[number] { return roots }
    var roots: [Root] = []
    switch log.summary(number)?.kind {
    case .undo, .rollback, .redo:
      let isDirect = log.summary(number)?.kind == .redo
      for target in try log.targets(of: number) {
        for var root in try self.roots(of: target.operation) {
          if !isDirect { root.isMaking.toggle() }
          roots.append(root)
        }
      }
    default: roots = [Root(operation: number, isMaking: true)]
    }
    known[number] = roots
    return roots
  }

  /// Whether a record makes what the operations at the end of its chain made.
  mutating func isMaking(_ record: OperationRecord) throws(BackstitchError) -> Bool {
    do throws(JournalError) {
      return try roots(of: record.number).first?.isMaking ?? true
    } catch {
      throw BackstitchError(error)
    }
  }

  /// The restore that a record is, reverses or reapplies; nil: it comes down to something else.
  mutating func restore(of number: Int) throws(JournalError) -> Int? {
    guard let root = try roots(of: number).first else { return nil }
    return log.summary(root.operation)?.kind == .restore ? root.operation : nil
  }
}
