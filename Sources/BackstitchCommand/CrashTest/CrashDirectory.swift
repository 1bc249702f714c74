internal import Backstitch
internal import Foundation

/// A crash test's fresh directory: the workspace in `tree/`, and beside it what is passed to the
/// program and what that says.
struct CrashDirectory {
  let path: String
  var tree: String { path + "/tree" }
  var changes: String { path + "/changes.json" }
  var output: String { path + "/output" }
  var errors: String { path + "/errors" }

  /// Makes it.
  ///
  /// - Parameter directory: where; it must be there, a directory, and writable.
  init(inside directory: String, named given: String) throws {
    func refusal(_ code: Int32) -> Failure {
      Failure(
        .failed,
        "no crash test can be made in '\(given)': \(reason(code)); name a directory you may write to"
      )
    }
    guard let resolved = realpath(directory, nil) else { throw refusal(errno) }
    defer { free(resolved) }
    let parent = String(cString: resolved)
    var status = stat()
    guard stat(parent, &status) == 0 else { throw refusal(errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw refusal(ENOTDIR) }
    guard access(parent, W_OK | X_OK) == 0 else { throw refusal(errno) }
    var template = Array("\(parent == "/" ? "" : parent)/backstitch-crash-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw refusal(errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes it; false when something of it stays.
  func remove() -> Bool { (try? FileManager.default.removeItem(atPath: path)) != nil }

  /// Writes the tree of a scenario, and its change set beside it.
  func fill(_ scenario: CrashScenario) throws {
    do {
      // What marks a plain directory as a workspace, so that none above it is taken.
      try make(tree + "/.backstitch")
      for (path, entry) in scenario.before.sorted(by: { $0.key < $1.key }) {
        switch entry {
        case .directory: try make("\(tree)/\(path)")
        case .file(let contents, _):
          try Data(contents).write(to: URL(fileURLWithPath: "\(tree)/\(path)"))
        case .link(let target):
          let target = String(decoding: target, as: UTF8.self)
          try FileManager.default.createSymbolicLink(
            atPath: "\(tree)/\(path)", withDestinationPath: target)
        }
      }
      try Data(scenario.document.text.utf8).write(to: URL(fileURLWithPath: changes))
    } catch let error as CocoaError {
      throw Failure(.failed, "the crash test cannot be prepared: \(error.localizedDescription)")
    }
  }

  /// Makes an empty git repository of the tree, so that a repository above it is not taken for the
  /// workspace.
  func separate() throws {
    do {
      for part in ["objects", "refs"] { try make("\(tree)/.git/\(part)") }
      for (name, text) in [
        ("config", "[core]\n\trepositoryformatversion = 0\n"), ("HEAD", "ref: refs/heads/main\n"),
      ] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(tree)/.git/\(name)"))
      }
    } catch let error as CocoaError {
      throw Failure(.failed, "the crash test cannot be prepared: \(error.localizedDescription)")
    }
  }

  private func make(_ directory: String) throws {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
  }

  /// What a file beside the tree says.
  func text(of file: String) -> String {
    FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  // MARK: Looking

  /// The tree as it is on disk, without Backstitch's store.
  func snapshot() throws -> CrashTree {
    var found: CrashTree = [:]
    try look("", into: &found)
    return found
  }

  private func look(_ directory: String, into found: inout CrashTree) throws {
    func unreadable(_ path: String) -> Failure {
      Failure(.failed, "'\(tree)/\(path)' cannot be read: \(reason(errno))")
    }
    guard let stream = opendir("\(tree)/\(directory)") else { throw unreadable(directory) }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let name = String(decoding: bytes, as: UTF8.self)
      let path = directory.isEmpty ? name : "\(directory)/\(name)"
      if [".", ".."].contains(name) || Self.notOfTheTree.contains(path) { continue }
      var status = stat()
      guard lstat("\(tree)/\(path)", &status) == 0 else { throw unreadable(path) }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        found[path] = .directory
        try look(path, into: &found)
      case S_IFLNK:
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(tree)/\(path)")
        found[path] = .link(target: Array((target ?? "").utf8))
      default:
        guard let data = FileManager.default.contents(atPath: "\(tree)/\(path)") else {
          throw unreadable(path)
        }
        found[path] = .file(contents: Array(data), isExecutable: status.st_mode & 0o111 != 0)
      }
    }
  }

  private static let notOfTheTree: Set = [".backstitch/store", ".git"]
}
