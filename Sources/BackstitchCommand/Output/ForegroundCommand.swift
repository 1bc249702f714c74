internal import Foundation
internal import Synchronization

/// A command that gets the terminal, standard input and the signals as if it had been started without
/// us; we only wait for its end.
struct ForegroundCommand {
  /// Its words; the first is looked for in the `PATH`.
  var words: [String]
  /// Where it runs; nil: here.
  var directory: String?
  /// Whether its standard output goes to standard error.
  var joinsOutputs = false

  /// The process that signals to us are for.
  private static let child = Atomic<Int32>(0)
  private static let passedOn = [SIGINT, SIGQUIT, SIGTERM, SIGHUP]

  /// Runs it to its end; its exit status, 128 and the signal's number when one ended it, 127 when there
  /// is no such program, 126 when it cannot be run.
  func run() -> (status: Int32, problem: String?) {
    Self.child.store(0, ordering: .relaxed)
    Self.passSignalsOn()
    defer { Interruption.install() }
    var process: pid_t = 0
    let failure = spawn(&process)
    guard failure == 0 else {
      return (failure == ENOENT ? 127 : 126, "'\(words[0])' cannot be run: \(reason(failure))")
    }
    Self.child.store(process, ordering: .relaxed)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    Self.child.store(0, ordering: .relaxed)
    let signal = status & 0x7F
    return (signal == 0 ? status >> 8 & 0xFF : 128 + signal, nil)
  }

  private func spawn(_ process: inout pid_t) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if joinsOutputs { posix_spawn_file_actions_adddup2(&actions, 2, 1) }
    // What we ignore or catch must not be ignored for it, unless it was when we were started.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in Self.passedOn + [SIGPIPE] where !Interruption.ignoredAtStart.contains(number) {
      sigaddset(&defaults, number)
    }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(here) }
    // A child begins where we are.
    if let directory, chdir(directory) != 0 { return errno }
    defer { if directory != nil { fchdir(here) } }
    return posix_spawnp(&process, words[0], &actions, &attributes, &arguments, environ)
  }

  /// A key's signal reaches the whole group, the command among it; one that was sent to us alone is
  /// handed on.
  private static func passSignalsOn() {
    for number in passedOn where !Interruption.ignoredAtStart.contains(number) {
      var action = sigaction()
      action.__sigaction_handler.sa_sigaction = { number, info, _ in
        let process = ForegroundCommand.child.load(ordering: .relaxed)
        if process > 0, let info, info.pointee.si_code <= 0 { kill(process, number) }
      }
      action.sa_flags = SA_SIGINFO | SA_RESTART
      sigaction(number, &action, nil)
    }
  }
}
