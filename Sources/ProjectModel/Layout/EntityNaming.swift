internal import Patch

/// Recognises names of entities in the paths of a frontend.
struct EntityNaming {
  /// The entities of the backends, singular, in snake case.
  let known: Set<String>

  init(backends: [Backend]) {
    known = Set(backends.flatMap { $0.models?.all ?? [] }.map { NameCase.snake($0.name) })
  }

  /// `app/(pages)/setting/categories` as `app/(pages)/setting/{plural}`: the last segment is the
  /// name.
  func pattern(ofDirectory text: String) -> String? {
    let segments = text.split(separator: "/")
    guard let last = segments.last, segments.count > 1, let word = placeholder(for: String(last))
    else { return nil }
    return (segments.dropLast().map(String.init) + [word]).joined(separator: "/")
  }

  /// `lib/types/api/category.ts` as `lib/types/api/{entity}.ts`.
  ///
  /// - Parameter stem: The file's name before its first dot.
  func pattern(ofFile text: String, stem: String) -> String? {
    guard let slash = text.lastIndex(of: "/") else { return nil }
    let suffix = text[text.index(after: slash)...].dropFirst(stem.count)
    var words: [(String, String)] = [(stem, "")]
    for ending in ["-types", "_types", "-type"] where stem.hasSuffix(ending) {
      words.append((String(stem.dropLast(ending.count)), ending))
    }
    for (name, ending) in words {
      let snake = NameCase.snake(name)
      let directory = text[...slash]
      if known.contains(snake) { return directory + "{entity}" + ending + suffix }
      if let word = placeholder(for: name) { return directory + word + ending + suffix }
    }
    return nil
  }

  /// `{plural}` for `order-items`; `{entity}` for the singular of a known entity; nil for a word
  /// that names none.
  private func placeholder(for name: String) -> String? {
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
      return nil
    }
    let snake = NameCase.snake(name)
    // A name in camel or Pascal case is not how generated files are called.
    guard snake == name || NameCase.kebab(snake) == name else { return nil }
    let singular = Inflection.singular(of: snake)
    if known.contains(singular), singular != snake { return "{plural}" }
    if known.contains(snake) { return "{entity}" }
    let isPlural = singular != snake && !Self.generic.contains(snake)
    return isPlural ? "{plural}" : nil
  }

  /// Plural words that name no entity.
  private static let generic: Set<String> = [
    "analytics", "apis", "assets", "settings", "credentials", "docs", "forms", "hooks", "news",
    "metrics", "notifications", "options", "pages", "params", "permissions", "preferences",
    "reports", "results", "routes", "schemas", "stats", "status", "terms", "types", "utils",
    "webhooks",
  ]
}
