/// Texts that somebody else wrote, as a terminal may be shown them: it must not obey them.
extension String {
  /// Without escape sequences and control characters; line breaks and tabs stay.
  package var withoutControls: String {
    guard hasControls else { return self }
    return replacing(/\u{1B}\[[0-9;?]*[ -\/]*[@-~]/, with: "")
      .filter { $0 == "\n" || $0 == "\t" || !$0.unicodeScalars.allSatisfy(\.isControl) }
  }

  /// The same on one line: a line break would begin one that looks like ours.
  package var onOneLine: String {
    guard hasControls else { return self }
    return split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
      .withoutControls
  }

  /// Nearly all have none.
  private var hasControls: Bool {
    utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}
