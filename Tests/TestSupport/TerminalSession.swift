import Foundation

/// A program on a terminal of its own: what it shows is waited for, what somebody types is sent.
public final class TerminalSession {
  /// The program did not show what was waited for; what it showed instead.
  public struct Silence: Error, CustomStringConvertible {
    /// What was waited for.
    public var expected: String
    /// What it showed instead.
    public var shown: String
    /// Both, for a failing test.
    public var description: String { "'\(expected)' was not shown after: \(shown)" }
  }

  private let master: Int32
  /// Kept open, so that the terminal outlives the program and can be looked at.
  private let slave: Int32
  private let process: pid_t
  private let modes: termios
  private var bytes: [UInt8] = []
  /// How much of what was shown was waited for.
  private var position = 0

  /// Starts it as the leader of the terminal's session, which has the terminal as its own.
  public init(
    _ program: String, _ arguments: [String], in directory: String,
    environment: [String: String] = [:], columns: UInt16 = 80, rows: UInt16 = 24
  ) throws {
    var ends: (master: Int32, slave: Int32) = (0, 0)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ENXIO)
    }
    (master, slave) = ends
    for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    modes = Self.modes(of: slave)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in 0...2 { posix_spawn_file_actions_adddup2(&actions, slave, Int32(stream)) }
    // Each of these becomes the next: the process is the program in the end.
    let shell = ["/bin/sh", "-c", #"cd "$0" && exec setsid --ctty "$@""#, directory, program]
    let words = (shell + arguments).map { strdup($0) }
    let all = RunningProgram.hermetic.merging(["TERM": "xterm"]) { $1 }
      .merging(environment) { $1 }
    let variables = all.map { strdup("\($0.key)=\($0.value)") }
    defer { for word in words + variables { free(word) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, shell[0], &actions, nil, words + [nil], variables + [nil])
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ENOENT) }
    process = started
  }

  deinit {
    close(master)
    close(slave)
  }

  // MARK: Talking

  /// All it has shown.
  public var shown: String { String(decoding: bytes, as: UTF8.self) }

  /// Waits until it shows a text behind what was waited for before.
  public func wait(for text: String, seconds: Double = 60) throws {
    let end = Date(timeIntervalSinceNow: seconds)
    while true {
      let rest = Data(bytes[position...])
      if let found = rest.range(of: Data(text.utf8)) {
        position += found.upperBound
        return
      }
      guard Date() < end else {
        throw Silence(expected: text, shown: String(decoding: rest, as: UTF8.self))
      }
      read(within: 100)
    }
  }

  /// Sends what somebody types.
  public func type(_ keys: String) {
    let sent = Array(keys.utf8)
    _ = Foundation.write(master, sent, sent.count)
  }

  /// Waits for a text, then types.
  public func answer(_ prompt: String, _ keys: String) throws {
    try wait(for: prompt)
    type(keys)
  }

  /// Sends a signal to it.
  public func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for its end: the exit status, or a signal's number below nothing.
  public func finish(seconds: Double = 60) throws -> Int32 {
    let end = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard Date() < end else {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw Silence(expected: "its end", shown: shown)
      }
      read(within: 50)
    }
    while read(within: 50) {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }

  @discardableResult
  private func read(within milliseconds: Int32) -> Bool {
    var waited = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waited, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Foundation.read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    bytes += buffer.prefix(count)
    return true
  }

  // MARK: The terminal

  /// Whether the terminal is as it was before the program ran.
  public var isAsItWas: Bool {
    let now = Self.modes(of: slave)
    return now.c_lflag == modes.c_lflag && now.c_iflag == modes.c_iflag
      && now.c_oflag == modes.c_oflag && now.c_cflag == modes.c_cflag
  }

  /// Whether it takes keys one by one.
  public var isRaw: Bool { Self.modes(of: slave).c_lflag & tcflag_t(ICANON) == 0 }

  private static func modes(of terminal: Int32) -> termios {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return modes
  }
}
