internal import Foundation
internal import Synchronization

/// SIGINT and SIGTERM ask to stop; a landing looks between two changes and takes itself back.
enum Interruption {
  private static let asked = Atomic<Bool>(false)

  static var isAsked: Bool { asked.load(ordering: .relaxed) }

  static func install() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in Interruption.asked.store(true, ordering: .relaxed) }
    }
    // A reader that went away must not end a landing half-way.
    signal(SIGPIPE, SIG_IGN)
  }
}
