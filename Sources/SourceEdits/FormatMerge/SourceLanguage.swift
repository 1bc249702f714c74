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
/// parentheses, trailing commas, semicolons. False when one of them cannot be read.
package func equivalentUpToFormatting(
  _ a: [UInt8], _ b: [UInt8], _ language: SourceLanguage
) -> Bool {
  if language == .python { return pythonEquivalentUpToFormatting(a, b) }
  var keys = FormatKeys()
  guard let first = FormatFile(a, language, &keys), let second = FormatFile(b, language, &keys)
  else { return false }
  return first.tokens.elementsEqual(second.tokens) { $0.key == $1.key }
}
