internal import Foundation
internal import Synchronization

/// The terminal without line editing and echo, key by key. However the program ends, the terminal is
/// as it was.
enum RawTerminal {
  private static let isRaw = Atomic<Bool>(false)
  /// How it was, and how it is made: read by a signal's handler, written before it is installed.
  nonisolated(unsafe) private static var cooked = termios()
  nonisolated(unsafe) private static var raw = termios()
  /// What signals did before.
  nonisolated(unsafe) private static var before: [(Int32, sighandler_t?)] = []

  /// Runs a body in raw mode; nil when the terminal refuses.
  static func during<Value>(_ body: () throws -> Value) rethrows -> Value? {
    guard enter() else { return nil }
    defer { leave() }
    return try body()
  }

  private static func enter() -> Bool {
    guard tcgetattr(0, &cooked) == 0 else { return false }
    raw = cooked
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    raw.c_iflag &= ~tcflag_t(IXON)
    withUnsafeMutableBytes(of: &raw.c_cc) { bytes in
      bytes[Int(VMIN)] = 1
      bytes[Int(VTIME)] = 0
    }
    install()
    isRaw.store(true, ordering: .sequentiallyConsistent)
    guard tcsetattr(0, TCSADRAIN, &raw) == 0 else {
      leave()
      return false
    }
    if Interruption.isAsked { raise(SIGINT) }
    return true
  }

  private static func leave() {
    restore()
    for (number, handler) in before { signal(number, handler) }
    before = []
  }

  /// Safe in a signal's handler: `tcsetattr` is, and nothing is allocated.
  private static func restore() {
    guard isRaw.exchange(false, ordering: .sequentiallyConsistent) else { return }
    tcsetattr(0, TCSADRAIN, &cooked)
  }

  // MARK: Signals

  private static func install() {
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      handle(number) { number in
        RawTerminal.restore()
        // The shell's prompt starts on a line of its own.
        _ = Glibc.write(2, "\n", 1)
        _exit(number == SIGHUP || number == SIGQUIT ? 128 + number : 130)
      }
    }
    handle(SIGTSTP) { _ in
      RawTerminal.restore()
      _ = Glibc.write(2, "\n", 1)
      kill(getpid(), SIGSTOP)
      // Gone on with.
      RawTerminal.isRaw.store(true, ordering: .sequentiallyConsistent)
      tcsetattr(0, TCSADRAIN, &RawTerminal.raw)
    }
  }

  private static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    before.append((number, signal(number, handler)))
    // A parent may have left it blocked, which a child inherits: it would never arrive.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  // MARK: Size

  /// Columns and rows; 80 by 24 when it does not say.
  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}

/// The keys of a raw terminal.
struct KeyReader {
  private var bytes: ArraySlice<UInt8> = []

  /// Whether more was typed than was taken.
  var hasMore: Bool { !bytes.isEmpty }

  /// The next key; `endOfInput` when the terminal went away.
  mutating func next() -> Key {
    while true {
      if let key = Key.next(in: &bytes, isWhole: false) { return key }
      // What belongs to an escape comes at once.
      if !bytes.isEmpty, !isReady(within: 50), let key = Key.next(in: &bytes, isWhole: true) {
        return key
      }
      guard read() else { return .endOfInput }
    }
  }

  private func isReady(within milliseconds: Int32) -> Bool {
    var waited = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return poll(&waited, 1, milliseconds) > 0
  }

  private mutating func read() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 256)
    while true {
      let count = Glibc.read(0, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      bytes.append(contentsOf: buffer.prefix(count))
      return true
    }
  }
}
