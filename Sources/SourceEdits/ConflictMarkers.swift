/// The markers that a merge left in a file, which somebody has yet to resolve.
enum ConflictMarkers {
  /// Why a file with markers cannot be edited.
  static let reason = "a conflict marker"

  /// Where the first conflict begins; nil when there is none that also ends.
  static func first(in bytes: [UInt8]) -> (offset: Int, line: Int)? {
    let (open, close) = (Array("<<<<<<< ".utf8), Array(">>>>>>> ".utf8))
    var found: (offset: Int, line: Int)?
    var (start, line) = (0, 1)
    while start < bytes.count {
      let rest = bytes[start...]
      if found == nil, rest.starts(with: open) { found = (start, line) }
      if found != nil, rest.starts(with: close) { return found }
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { break }
      (start, line) = (end + 1, line + 1)
    }
    return nil
  }
}
