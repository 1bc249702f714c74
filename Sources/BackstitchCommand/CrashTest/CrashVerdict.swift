/// What stands at a path of a crash test's tree.
package enum CrashEntry: Sendable, Hashable {
  case directory
  case file(contents: [UInt8], isExecutable: Bool)
  case link(target: [UInt8])
}

/// A tree: paths below its root, and what stands there.
package typealias CrashTree = [String: CrashEntry]

/// On which side of an operation a tree is after its recovery.
package enum CrashVerdict: Sendable, Hashable {
  case before, after
  /// The guarantee was broken; a sentence, and the paths it is about.
  case violation(String, paths: [String])

  /// Compares what was found with the two trees that are allowed.
  ///
  /// - Parameters:
  ///   - found: the tree after recovery.
  ///   - before: the tree before the operation.
  ///   - after: the tree the operation makes.
  ///   - reported: whether the operation said that it succeeded.
  package static func judge(
    _ found: CrashTree, before: CrashTree, after: CrashTree, reported: Bool
  ) -> CrashVerdict {
    if found == after { return .after }
    if found == before {
      guard reported else { return .before }
      return .violation("success was reported, but the tree is as it was before", paths: [])
    }
    var stray: [String] = []
    var foreign: [String] = []
    var old: [String] = []
    var new: [String] = []
    for path in Set(found.keys).union(before.keys).union(after.keys).sorted() {
      let (stands, was, becomes) = (found[path], before[path], after[path])
      if was == nil, becomes == nil {
        stray.append(path)
      } else if stands != was, stands != becomes {
        foreign.append(path)
      } else if was != becomes {
        if stands == was { old.append(path) } else { new.append(path) }
      }
    }
    if !foreign.isEmpty {
      return .violation("paths are neither as before nor as after", paths: foreign)
    }
    if !old.isEmpty, !new.isEmpty {
      let sentence =
        "the tree is a mixture: of the paths that differ, \(old.count) are as before and "
        + "\(new.count) as after; the lesser part is listed"
      return .violation(sentence, paths: old.count < new.count ? old : new)
    }
    return .violation("files were left behind that no side has", paths: stray)
  }
}
