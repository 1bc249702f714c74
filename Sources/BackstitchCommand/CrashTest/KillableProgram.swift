internal import Foundation

/// This program, started once more to be killed.
///
/// Nobody else waits for it, so its process number stays its own until ``wait()`` or ``hasEnded()``
/// took note of its end: a kill cannot hit another.
struct KillableProgram {
  private let process: pid_t
  /// What `waitpid` said; nil while it may still run.
  private var status: Int32?

  /// Starts it, in a process group of its own: who interrupts the test does not interrupt it.
  init(_ program: String, _ arguments: [String], output: String, errors: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, writing, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var words: [UnsafeMutablePointer<CChar>?] = (["backstitch"] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var started: pid_t = 0
    let code = posix_spawn(&started, program, &actions, &attributes, words, environ)
    guard code == 0 else {
      throw Failure(.failed, "the program cannot be started once more: \(reason(code))")
    }
    process = started
  }

  /// Whether it has ended by now.
  mutating func hasEnded() -> Bool {
    guard status == nil else { return true }
    var word: Int32 = 0
    if waitpid(process, &word, WNOHANG) == process { status = word }
    return status != nil
  }

  /// Kills it unless it has ended, and waits for its end.
  mutating func kill() -> End {
    if status == nil { Foundation.kill(process, SIGKILL) }
    return wait()
  }

  /// Waits for its end.
  mutating func wait() -> End {
    while status == nil {
      var word: Int32 = 0
      let ended = waitpid(process, &word, 0)
      if ended == process || errno != EINTR { status = word }
    }
    let word = status ?? 0
    let signal = word & 0x7F
    return signal == 0 ? .exited((word >> 8) & 0xFF) : .died(signal)
  }

  /// How it ended.
  enum End: Hashable {
    case exited(Int32)
    /// Of a signal.
    case died(Int32)
  }
}
