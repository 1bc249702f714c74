/// How wide text is on a terminal, in columns.
package enum TextWidth {
  /// The columns of a text.
  package static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  /// The columns of a character: none for a mark, two for a wide one.
  package static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format: return 0
    default: break
    }
    return first.properties.isEmojiPresentation || wide.contains { $0.contains(first.value) }
      ? 2 : 1
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]

  /// The text in at most so many columns, without what would move the cursor.
  package static func fitted(_ text: String, to columns: Int) -> String {
    let plain = String(text.map { isControl($0) ? "?" : $0 })
    guard of(plain) > columns else { return plain }
    var (kept, width) = ("", 0)
    for character in plain {
      width += of(character)
      guard width < columns else { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// The text in lines of at most so many columns, broken between words.
  package static func lines(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ").map(String.init) {
      if let last = lines.last, of(last) + 1 + of(word) <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.map { fitted($0, to: columns) }
  }

  private static func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
