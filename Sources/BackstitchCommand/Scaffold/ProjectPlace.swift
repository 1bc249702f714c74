internal import Backstitch
internal import Foundation
internal import Orchestration
internal import Patch
internal import ProjectModel

/// Where a new project goes: the workspace one is in, or a directory that is made for it.
struct ProjectPlace {
  /// The directory.
  let directory: WorkspaceDirectory
  /// As it is written on the command line, below the directory worked in; nil for that one itself.
  let name: String?
  private let globals: Globals

  /// The place of `scaffold fullstack NAME`; `.` and nothing are the directory worked in.
  init(_ name: String?, _ globals: Globals) throws {
    self.globals = globals
    let start = try globals.start()
    if let name, name != "." {
      let problems = ProjectRules.problems(ofName: name)
      guard problems.isEmpty else { throw Failure(.project(ProjectRefusal(problems))) }
      if try Self.isProject(name, at: start, globals) {
        self.name = nil
        directory = try Failure.catching { try WorkspaceDirectory(start) }
        return
      }
      self.name = name
      directory = try Failure.catching {
        try WorkspaceDirectory((start == [0x2F] ? [] : start) + [0x2F] + Array(name.utf8))
      }
      guard directory.state != .other else {
        throw Failure(
          .failed, "'\(name)' is no directory; move it away, or give another name")
      }
    } else {
      self.name = nil
      directory = try Failure.catching { try WorkspaceDirectory(start) }
      try checkRoot(start)
    }
  }

  /// Whether a directory is the root of the project of that name.
  ///
  /// - Throws: that it is the root of another one, in which a second project would be an accident.
  private static func isProject(
    _ name: String, at start: [UInt8], _ globals: Globals
  ) throws -> Bool {
    let workspace = try globals.workspace()
    guard workspace.root == start,
      let project = try Failure.catching({ try Orchestrator(workspace).scaffoldedProject() })
    else { return false }
    if project.choices.name == name { return true }
    let inner = String(decoding: start, as: UTF8.self) + "/\(name)/\(ProjectFiles.project)"
    guard !FileManager.default.fileExists(atPath: inner) else { return false }
    throw Failure(
      .blocked,
      "this directory is the project '\(project.choices.name)'; change that one, or make '\(name)'"
        + " beside it or in a directory below",
      next: [
        globals.command("scaffold", "fullstack"),
        "backstitch scaffold fullstack \(name) -C "
          + ShellCommand.quoted(globals.directory.map { $0 + "/.." } ?? ".."),
      ])
  }

  /// Below the root of a workspace nobody knows which of the two directories is meant.
  private func checkRoot(_ start: [UInt8]) throws {
    let root = try globals.workspace().root
    guard root != start, directory.wantsRepository || directory.enclosing != nil else { return }
    let last = String(decoding: start[((start.lastIndex(of: 0x2F) ?? -1) + 1)...], as: UTF8.self)
    let above = String(decoding: root, as: UTF8.self)
    throw Failure(
      .blocked,
      "this directory lies in the workspace '\(above)'; scaffold there, or name a directory for a"
        + " project of its own",
      next: [
        "backstitch scaffold fullstack -C \(ShellCommand.quoted(above))",
        "backstitch scaffold fullstack \(ProjectRules.kebab(last) ?? "shop") -C ..",
      ])
  }

  /// The name that the directory gives a project; nil when it gives none.
  var standardName: String? {
    let path = directory.path
    let last = path[((path.lastIndex(of: 0x2F) ?? -1) + 1)...]
    let name = ProjectRules.kebab(String(decoding: last, as: UTF8.self))
    return name.flatMap { ProjectRules.problems(ofName: $0).isEmpty ? $0 : nil }
  }

  /// Whether there is something to be looked at.
  var isThere: Bool { directory.state != .absent }

  /// The options with which a command works in the project.
  var inner: Globals {
    guard let name else { return globals }
    var inner = globals
    inner.directory = globals.directory.map { "\($0)/\(name)" } ?? name
    return inner
  }

  /// Runs a body in the directory, which is made with what it lacks; a body that fails and leaves
  /// nothing leaves no directory either.
  func run(repository: Bool, _ body: (Globals) throws -> Void) throws {
    let made = try Failure.catching {
      try directory.make(
        repository: repository, environment: ProcessInfo.processInfo.environment)
    }
    do {
      try body(inner)
    } catch let exit as Exit where exit.status == 0 {
      throw exit
    } catch {
      // The reason is told; a directory that is left has what the same command goes on with.
      if let workspace = try? inner.workspace() { try? directory.takeBack(made, of: workspace) }
      throw error
    }
  }

  /// Runs a body in a directory like it that is gone afterwards: for a dry run where nothing is
  /// there yet.
  func rehearse(repository: Bool, _ body: (Globals) throws -> Void) throws {
    var template = Array("\(NSTemporaryDirectory())/backstitch-rehearsal-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw Failure(.failed, "no temporary directory can be made: \(reason(errno))")
    }
    let path = String(cString: made)
    // Nothing of anybody's is in it.
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try Failure.catching {
      try WorkspaceDirectory(Array(path.utf8)).make(
        repository: repository, environment: ProcessInfo.processInfo.environment)
    }
    var inner = globals
    inner.directory = path
    try body(inner)
  }
}
