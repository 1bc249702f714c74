/// The languages whose files are compared and merged by token.
package enum SourceLanguage: Hashable, Sendable {
  case python
  /// TypeScript and JavaScript, with or without elements.
  case typeScript(TypeScriptDialect?)
  case json

  /// The language of a file by its name; nil for all others.
  package init?(fileName name: some Collection<UInt8>) {
    let name = Array(name)
    func ends(_ ending: StaticString) -> Bool {
      name.count > ending.utf8CodeUnitCount
        && name.matches(ending, at: name.count - ending.utf8CodeUnitCount..<name.count)
    }
    if ends(".py") || ends(".pyi") {
      self = .python
    } else if ends(".ts") || ends(".mts") || ends(".cts") {
      self = .typeScript(.typeScript)
    } else if ends(".tsx") || ends(".jsx") {
      self = .typeScript(.jsx)
    } else if ends(".js") || ends(".mjs") || ends(".cjs") {
      self = .typeScript(nil)
    } else if ends(".json") {
      self = .json
    } else {
      return nil
    }
  }
}

/// Whether two files are the same up to what a formatter changes: layout, quote style, optional
/// parentheses, trailing commas, semicolons, the order of the names that a TypeScript import lists.
/// False when one of them cannot be read.
package func equivalentUpToFormatting(
  _ a: [UInt8], _ b: [UInt8], _ language: SourceLanguage
) -> Bool {
  if language == .python { return pythonEquivalentUpToFormatting(a, b) }
  var keys = FormatKeys()
  guard let first = FormatFile(a, language, &keys), let second = FormatFile(b, language, &keys)
  else { return false }
  let words = ImportWords(&keys)
  return first.keys(sortingNamesBehind: words) == second.keys(sortingNamesBehind: words)
}

/// The keys of the tokens that make a list of imported names.
private struct ImportWords {
  let start: Int
  let open: Int

  init(_ keys: inout FormatKeys) {
    start = keys.key(Array("import".utf8))
    open = keys.key(Array("{".utf8))
  }
}

extension FormatFile {
  /// The keys of all tokens, the names of each import in an order of their own.
  fileprivate func keys(sortingNamesBehind words: ImportWords) -> [Int] {
    var found: [Int] = []
    var index = 0
    while index < tokens.count {
      found.append(tokens[index].key)
      index += 1
      guard tokens[index - 1].key == words.open, index > 1,
        // `import {`, `import type {` or `import a, {`.
        tokens[max(0, index - 4)..<(index - 1)].contains(where: { $0.key == words.start }),
        let end = tokens[index...].firstIndex(where: { $0.role == .close }),
        !tokens[index..<end].contains(where: { $0.role == .comment })
      else { continue }
      let names = tokens[index..<end].split { $0.role == .comma }.map { $0.map(\.key) }
      found += names.sorted { $0.lexicographicallyPrecedes($1) }.joined(separator: [-1])
      index = end
    }
    return found
  }
}
