internal import Foundation
internal import Synchronization

/// SIGINT, SIGTERM and SIGHUP ask to stop; a landing looks between two changes and takes itself back.
/// Where nothing is locked or written they end the program at once.
enum Interruption {
  private static let asked = Atomic<Bool>(false)
  /// A program that is to outlive its terminal ignores SIGHUP already.
  private static let numbers: [Int32] = {
    var hangup = sigaction()
    sigaction(SIGHUP, nil, &hangup)
    let ignores = unsafeBitCast(hangup.__sigaction_handler.sa_handler, to: Int.self) == 1
    return [SIGINT, SIGTERM] + (ignores ? [] : [SIGHUP])
  }()

  /// Signals that whoever started the program had it ignore, as it was before ``install()``.
  static let ignoredAtStart: Set<Int32> = {
    var ignored: Set<Int32> = []
    for number in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE] {
      var action = sigaction()
      sigaction(number, nil, &action)
      if unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1 {
        ignored.insert(number)
      }
    }
    return ignored
  }()

  static var isAsked: Bool { asked.load(ordering: .relaxed) }

  static func install() {
    _ = ignoredAtStart
    for number in numbers {
      signal(number) { _ in Interruption.asked.store(true, ordering: .relaxed) }
    }
    // A parent may have left them blocked, which a child inherits: they would never arrive.
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    // A reader that went away must not end a landing half-way.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Runs a body that only reads, or waits for somebody, and holds nothing: a signal ends the program
  /// there, with 128 and its number.
  static func endingProgram<Value>(_ body: () throws -> Value) rethrows -> Value {
    for number in numbers {
      signal(number) { number in
        // The shell's prompt starts on a line of its own.
        if number == SIGINT { _ = Glibc.write(2, "\n", 1) }
        _exit(128 + number)
      }
    }
    defer { install() }
    // It was asked before anybody waited.
    if isAsked { _exit(130) }
    return try body()
  }
}
