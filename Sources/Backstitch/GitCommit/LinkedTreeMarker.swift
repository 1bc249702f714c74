/// What is remembered of a linked tree while it is made.
struct LinkedTreeMarker: Sendable, Equatable {
  var tag: String
  var branch: String
  /// The commit it starts at.
  var start: String
  /// Whether the branch is new.
  var isNew: Bool
  /// Whether the tree goes when its command is done.
  var isHidden: Bool
  /// Absolute.
  var path: [UInt8]

  /// A line each, the path last.
  var bytes: [UInt8] {
    Array("\(branch)\n\(start)\n\(isNew)\n\(isHidden)\n".utf8) + path
  }

  init(
    tag: String, branch: String, start: String, isNew: Bool, isHidden: Bool, path: [UInt8]
  ) {
    self.tag = tag
    self.branch = branch
    self.start = start
    self.isNew = isNew
    self.isHidden = isHidden
    self.path = path
  }

  /// Nil for anything else.
  init?(tag: String, _ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[4].first == 0x2F else { return nil }
    let texts = parts[..<4].map { String(decoding: $0, as: UTF8.self) }
    self.init(
      tag: tag, branch: texts[0], start: texts[1], isNew: texts[2] == "true",
      isHidden: texts[3] == "true", path: Array(parts[4]))
  }
}
