import Foundation

/// A program that could not be run, or failed.
struct ProgramFailed: Error, CustomStringConvertible {
  let description: String
}

/// What a run cost.
struct Finished {
  var seconds: Double
  /// The most memory it held, in bytes. Counted from this program's own, since the kernel carries a
  /// spawning process's peak over: memory is measured first, while this program is small.
  var peak: Int
}

/// Where a program is, if it is installed.
func find(_ name: String) -> String? {
  if name.hasPrefix("/") { return access(name, X_OK) == 0 ? name : nil }
  return ["/usr/local/bin", "/usr/bin", "/bin"].map { "\($0)/\(name)" }
    .first { access($0, X_OK) == 0 }
}

/// Fixed identity, nobody's settings.
private let environment = [
  "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/nonexistent", "USER=bench", "LC_ALL=C.UTF-8",
  "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1",
  "GIT_AUTHOR_NAME=Bench", "GIT_AUTHOR_EMAIL=bench@example.com",
  "GIT_COMMITTER_NAME=Bench", "GIT_COMMITTER_EMAIL=bench@example.com",
  "HGPLAIN=1", "HGRCPATH=", "HGUSER=Bench <bench@example.com>",
]

/// Runs a program in a directory to its end.
///
/// - Throws: ``ProgramFailed`` with the end of its standard error.
@discardableResult
func run(_ name: String, _ arguments: [String], in directory: String) throws -> Finished {
  guard let program = find(name) else {
    throw ProgramFailed(description: "\(name) is not installed")
  }
  let errors = FileManager.default.temporaryDirectory
    .appendingPathComponent("bench-stderr-\(getpid())").path
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  let words = ([program] + arguments).map { strdup($0) } + [nil]
  let variables = environment.map { strdup($0) } + [nil]
  defer { for pointer in words + variables { free(pointer) } }
  var child: pid_t = 0
  var status: Int32 = 0
  var usage = rusage()
  // The child starts where this program is.
  guard chdir(directory) == 0 else {
    throw ProgramFailed(description: "\(directory) cannot be entered")
  }
  let elapsed = try seconds {
    guard posix_spawn(&child, program, &actions, nil, words, variables) == 0 else {
      throw ProgramFailed(description: "\(name) cannot be started")
    }
    while wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
  }
  guard status == 0 else {
    let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
    throw ProgramFailed(
      description: "\(name) \(arguments.joined(separator: " ").prefix(200)) failed: "
        + said.suffix(400))
  }
  return Finished(seconds: elapsed, peak: usage.ru_maxrss * 1024)
}

/// Seconds a body takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  try body()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}
