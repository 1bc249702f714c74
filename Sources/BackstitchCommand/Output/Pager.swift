internal import Foundation

/// Shows a long result a screen at a time, where people read it: standard output goes through the
/// program that they chose. Never in a pipe.
enum Pager {
  private nonisolated(unsafe) static var process: pid_t = 0

  /// Starts it, if there is one and somebody to read.
  static func start(_ globals: Globals) {
    guard !globals.json, Terminal.outputIsTerminal, process == 0, let command else { return }
    // Whether there are colours was decided by the terminal, which is out of sight from here on.
    _ = Terminal.showsColour
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { for end in ends { close(end) } }
    guard let started = spawn(command, reading: ends[0]) else { return }
    process = started
    // It has the terminal, and the keys are its own.
    Interruption.install()
    dup2(ends[1], 1)
  }

  /// Ends what is shown, and waits until it has been read.
  static func finish() {
    guard process != 0 else { return }
    close(1)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    process = 0
  }

  /// The first that is set; `cat` and nothing are none.
  private static var command: String? {
    let variables = ProcessInfo.processInfo.environment
    let chosen = ["BACKSTITCH_PAGER", "PAGER"].lazy.compactMap { variables[$0] }.first
    let command = chosen ?? (isThere("less", variables["PATH"] ?? "") ? "less -FRX" : "")
    return ["", "cat"].contains(command.trimmingCharacters(in: .whitespaces)) ? nil : command
  }

  private static func isThere(_ program: String, _ path: String) -> Bool {
    path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  private static func spawn(_ command: String, reading input: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    var variables = ProcessInfo.processInfo.environment
    // Colours shown, and a result of less than a screen left standing.
    if variables["LESS"] == nil { variables["LESS"] = "FRX" }
    let arguments: [String] = ["/bin/sh", "-c", command]
    let words = arguments.map { strdup($0) }
    let all = variables.map { strdup("\($0.key)=\($0.value)") }
    defer { for word in words + all { free(word) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, "/bin/sh", &actions, nil, words + [nil], all + [nil])
    return code == 0 ? started : nil
  }
}
