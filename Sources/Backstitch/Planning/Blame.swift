internal import FileSystem
internal import Journal

/// Finds who wrote lines of a file: operations, or somebody by hand.
///
/// A line is an operation's when its after-image has the line and its before-image has not; what
/// the newest after-image has not was written by hand.
struct Blame {
  /// The newest operation that wrote one of the lines; nil when somebody wrote some by hand.
  private(set) var operation: Int?
  /// The operation after which somebody wrote some of the lines by hand.
  private(set) var byHandSince: Int?
  /// Whether all of the lines stood there before the first of the operations.
  private(set) var isOlder = false

  /// - Parameters:
  ///   - lines: indices from 0 into the lines of the text.
  ///   - writers: operations that wrote the file, newest first.
  init(
    _ lines: Set<Int>, of text: [UInt8], _ writers: [LandingRequest.Writer],
    _ contents: ContentPool, _ files: any FileSystem
  ) throws(BackstitchError) {
    var contents = contents
    var now = LineMerge.lines(of: text)
    var wanted = lines
    for writer in writers where !wanted.isEmpty {
      contents.note(writer.before)
      contents.note(writer.after)
      let after = try Self.lines(of: writer.after, contents, files)
      let inAfter = Self.places(of: wanted, in: now, from: after)
      if inAfter.count < wanted.count {
        // Between two operations somebody else wrote: theirs is what collides.
        operation = nil
        byHandSince = writer.operation
        return
      }
      let before = try Self.lines(of: writer.before, contents, files)
      let inBefore = Self.places(of: inAfter, in: after, from: before)
      if inBefore.count < inAfter.count, operation == nil { operation = writer.operation }
      (now, wanted) = (before, inBefore)
    }
    isOlder = wanted.count == lines.count
  }

  private static func lines(
    of image: Image?, _ contents: ContentPool, _ files: any FileSystem
  ) throws(BackstitchError) -> [ArraySlice<UInt8>] {
    guard case .file(let file) = image else { return [] }
    return LineMerge.lines(of: try contents.bytes(of: file.id, in: files))
  }

  /// Where lines of the new text stood in the old one.
  private static func places(
    of wanted: Set<Int>, in new: [ArraySlice<UInt8>], from old: [ArraySlice<UInt8>]
  ) -> Set<Int> {
    var (inserted, removed): (Set<Int>, Set<Int>) = ([], [])
    for change in new.difference(from: old) {
      switch change {
      case .insert(let offset, _, _): inserted.insert(offset)
      case .remove(let offset, _, _): removed.insert(offset)
      }
    }
    let kept = old.indices.filter { !removed.contains($0) }
    let places = new.indices.filter { !inserted.contains($0) }
    return Set(zip(places, kept).filter { wanted.contains($0.0) }.map(\.1))
  }
}
