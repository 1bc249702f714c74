internal import Foundation
internal import Synchronization

/// What the standard streams are, and how to ask a person.
enum Terminal {
  private static let outputError = Atomic<Int32>(0)

  /// Whether nothing can be said on standard output any more: what is left can be left out.
  static var outputEnded: Bool { outputError.load(ordering: .relaxed) != 0 }

  static func noteOutputEnded(_ code: Int32) { outputError.store(code, ordering: .relaxed) }

  /// Why not all of the result was written; nil: it was, or whoever read it has read enough.
  static var lostOutput: String? {
    switch outputError.load(ordering: .relaxed) {
    case 0, EPIPE, EBADF: nil
    case let code: String(cString: strerror(code))
    }
  }

  static var errorsAreTerminal: Bool { isatty(2) == 1 }

  /// As it was first asked for: a pager that comes between later shows what a terminal does.
  static let outputIsTerminal = isatty(1) == 1

  /// Whether somebody can be asked: both ends are a terminal.
  static var canAsk: Bool { isatty(0) == 1 && isatty(2) == 1 }

  static var showsColour: Bool { outputIsTerminal && wantsColour && movesCursor }

  static var errorsShowColour: Bool { errorsAreTerminal && wantsColour && movesCursor }

  /// Whether the terminal is more than a typewriter.
  static var movesCursor: Bool { ProcessInfo.processInfo.environment["TERM"] != "dumb" }

  private static var wantsColour: Bool {
    (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Asks until one of the keys is answered; an empty line means the first.
  ///
  /// - Parameter atEnd: the answer of an input that ends.
  static func ask(_ question: String, _ keys: [String], atEnd: String) -> String {
    while true {
      note("\(question) (\(keys.joined(separator: "/"))) [\(keys[0])] ", terminator: "")
      guard let line = Interruption.endingProgram({ readLine() }) else {
        note("")
        return atEnd
      }
      let answer = line.trimmingCharacters(in: .whitespaces).lowercased()
      if answer.isEmpty { return keys[0] }
      if let match = keys.first(where: { $0.lowercased().hasPrefix(answer) }) { return match }
    }
  }
}

/// Text about the run, to standard error.
func note(_ text: String, terminator: String = "\n") {
  write(Array((text + terminator).utf8), to: 2)
}

/// The result, to standard output.
func say(_ text: String) { write(Array(text.utf8) + [0x0A]) }

/// Lines of the result, in one write.
func say(lines: [String]) { write(lines.flatMap { Array($0.utf8) + [0x0A] }) }

/// Bytes of the result, as they are.
///
/// - Parameter stream: standard output, or standard error.
func write(_ bytes: [UInt8], to stream: Int32 = 1) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(stream, $0.baseAddress, $0.count) }
    let code = errno
    if count < 0, code == EINTR { continue }
    // A landing must not end for it.
    guard count > 0 else {
      if stream == 1 { Terminal.noteOutputEnded(code) }
      return
    }
    rest = rest.dropFirst(count)
  }
}

/// Colours, or none.
struct Style {
  let isColoured: Bool

  func bold(_ text: String) -> String { wrap(text, "1") }
  func red(_ text: String) -> String { wrap(text, "31") }
  func green(_ text: String) -> String { wrap(text, "32") }
  func yellow(_ text: String) -> String { wrap(text, "33") }
  func cyan(_ text: String) -> String { wrap(text, "36") }
  func dim(_ text: String) -> String { wrap(text, "2") }

  private func wrap(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// A unified diff: what stands before the first hunk is bold; bytes stay as they are.
  func diff(_ bytes: [UInt8]) -> [UInt8] {
    guard isColoured else { return bytes }
    var out: [UInt8] = []
    var isHeader = true
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.first == UInt8(ascii: "@") { isHeader = false }
      if line.first == UInt8(ascii: "d") { isHeader = true }
      let code: String? =
        switch line.first {
        case nil: nil
        case _ where isHeader: "1"
        case UInt8(ascii: "+"): "32"
        case UInt8(ascii: "-"): "31"
        case UInt8(ascii: "@"): "36"
        default: nil
        }
      if let code {
        out += Array("\u{1B}[\(code)m".utf8) + line + Array("\u{1B}[0m".utf8)
      } else {
        out += line
      }
      out.append(0x0A)
    }
    if out.last == 0x0A { out.removeLast() }
    return out
  }
}
