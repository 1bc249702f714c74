/// The variables that a file such as `.env` sets.
package enum EnvironmentNames {
  /// Their names; values are nobody's business.
  package static func names(in bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).compactMap { line in
      guard let equals = line.firstIndex(of: "=") else { return nil }
      var words = line[..<equals].split(separator: " ")
      if words.first == "export" { words.removeFirst() }
      guard words.count == 1, words[0].first != "#" else { return nil }
      return String(words[0])
    }
  }
}
