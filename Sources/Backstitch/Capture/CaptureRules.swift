internal import FileSystem
internal import Git
internal import Patch

/// Which paths count: all that git does not ignore, what it tracks, and what the configuration names.
final class CaptureRules {
  private let root: [UInt8]
  let git: GitLocation?
  private let include: [Glob]
  /// The index as it was when it was first asked for.
  private(set) lazy var index: IndexFile? = git.flatMap(IndexFile.init(of:))
  private var oracle: IgnoreOracle??

  init(root: [UInt8], git: GitLocation?, include: [String]) {
    self.root = root
    self.git = git
    self.include = include.map(Glob.init)
  }

  /// What says which ignore rules outside the tree hold: what was decided by them holds as long as it
  /// is the same.
  var fingerprint: [UInt8] {
    guard let git else { return Array("plain".utf8) }
    let common = git.commonDirectory
    let parts = ["/info/exclude", "/config"].map { name in
      HostFiles.contents(common + Array(name.utf8)) ?? []
    }
    let globs = include.map { $0.text + "\n" }.joined()
    return Array(parts.joined(separator: [0])) + [0] + Array(globs.utf8)
  }

  /// Says which index there is: what is tracked in it is tracked as long as it is the same.
  var indexStamp: [UInt8] { git.flatMap(IndexFile.stamp(of:)) ?? [] }

  /// Whether a path is left out.
  func isIgnored(_ path: RelativePath, isDirectory: Bool) throws(BackstitchError) -> Bool {
    guard git != nil, let oracle = try known() else { return false }
    do {
      guard try oracle.isIgnored(path.bytes + (isDirectory ? [0x2F] : [])) else { return false }
    } catch {
      throw .disk("\(error)")
    }
    if index?.entries[path.bytes] != nil { return false }
    return !(isDirectory && index?.directories.contains(path.bytes) == true)
  }

  private func known() throws(BackstitchError) -> IgnoreOracle? {
    if let oracle { return oracle }
    let made: IgnoreOracle?
    do {
      made = try IgnoreOracle(root: root)
    } catch {
      throw .disk("\(error)")
    }
    oracle = .some(made)
    return made
  }

  /// Whether the configuration names an ignored file.
  func includes(_ path: RelativePath) -> Bool { include.contains { $0.matches(path.bytes) } }

  /// Whether it may name something below an ignored directory.
  func mayInclude(below directory: RelativePath) -> Bool {
    include.contains { $0.mayMatch(below: directory.bytes) }
  }
}

/// A pattern of paths: `*` and `?` within a name, `**` over any number of directories.
struct Glob: Sendable {
  let text: String
  private let parts: [ArraySlice<UInt8>]

  init(_ text: String) {
    self.text = text
    parts = Array(text.utf8).split(separator: 0x2F)
  }

  /// Whether it names the path.
  func matches(_ path: [UInt8]) -> Bool {
    Self.matches(parts[...], path.split(separator: 0x2F)[...])
  }

  /// Whether it may name a path below the directory.
  func mayMatch(below directory: [UInt8]) -> Bool {
    var parts = parts[...]
    for name in directory.split(separator: 0x2F) {
      guard let part = parts.first else { return false }
      if part.elementsEqual("**".utf8) { return true }
      guard Self.matches(part, name) else { return false }
      parts = parts.dropFirst()
    }
    return !parts.isEmpty
  }

  private static func matches(
    _ parts: ArraySlice<ArraySlice<UInt8>>, _ names: ArraySlice<ArraySlice<UInt8>>
  ) -> Bool {
    guard let part = parts.first else { return names.isEmpty }
    if part.elementsEqual("**".utf8) {
      return (names.startIndex...names.endIndex).contains { start in
        matches(parts.dropFirst(), names[start...])
      }
    }
    guard let name = names.first, matches(part, name) else { return false }
    return matches(parts.dropFirst(), names.dropFirst())
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    switch (pattern.first, name.first) {
    case (nil, nil): true
    case (UInt8(ascii: "*"), _):
      matches(pattern.dropFirst(), name)
        || (!name.isEmpty && matches(pattern, name.dropFirst()))
    case (nil, _), (_, nil): false
    case (UInt8(ascii: "?"), _): matches(pattern.dropFirst(), name.dropFirst())
    case (let wanted?, let found?):
      wanted == found && matches(pattern.dropFirst(), name.dropFirst())
    }
  }
}
