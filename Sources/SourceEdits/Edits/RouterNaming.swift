/// How a project names what belongs to one router: `product` in `product_router`.
struct RouterNaming {
  /// `product`, `order_item`.
  let stem: String
  /// The module's last part.
  let module: String

  /// - Parameters:
  ///   - module: the dotted module of the router.
  ///   - symbol: its name there.
  init(module path: String, symbol: String) {
    let parts = ModulePath.parts(path).map(String.init)
    module = parts.last ?? symbol
    var stem = Self.stripped(module)
    // `users/router.py` is about users.
    if Self.isGeneric(stem), parts.count > 1 { stem = Self.stripped(parts[parts.count - 2]) }
    if Self.isGeneric(stem) || stem.allSatisfy({ $0 == "." }) { stem = Self.stripped(symbol) }
    self.stem = stem
  }

  private static func stripped(_ name: String) -> String {
    let suffixes = ["_router", "_routers", "_routes", "_route", "_endpoints", "_views", "_api"]
    for suffix in suffixes where name.hasSuffix(suffix) && name.count > suffix.count {
      return String(name.dropLast(suffix.count))
    }
    return name
  }

  private static func isGeneric(_ name: String) -> Bool {
    let generic = [
      "router", "routers", "routes", "route", "api", "endpoints", "views", "controller", "",
    ]
    return generic.contains(name)
  }

  /// The local name where nothing else decides.
  var defaultAlias: String { stem + "_router" }

  /// `text`, written for this router instead of for `other`; nil when it does not name the other.
  func replacing(_ other: RouterNaming, in text: String) -> String? {
    for (theirs, mine) in zip(other.variants, variants) where !theirs.isEmpty {
      if let result = Self.replacing(theirs, by: mine, in: text) { return result }
    }
    return nil
  }

  /// The stem as names, comments and paths spell it; the plural or singular comes last.
  private var variants: [String] {
    [stem, counterpart].flatMap { word -> [String] in
      let words = word.split(separator: "_").map(String.init)
      let capitalized = words.map(Self.capitalized)
      return [
        word, words.joined(separator: "-"), words.joined(separator: " "),
        capitalized.joined(), capitalized.joined(separator: " "),
        Self.capitalized(words.joined(separator: " ")), word.uppercased(),
      ]
    }
  }

  private var counterpart: String {
    if stem.hasSuffix("ies") { return stem.dropLast(3) + "y" }
    if stem.hasSuffix("s") { return String(stem.dropLast()) }
    if stem.hasSuffix("y") { return stem.dropLast() + "ies" }
    return stem + "s"
  }

  private static func capitalized(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  /// Replaces the first whole occurrence: no letter or digit beside it.
  private static func replacing(_ word: String, by other: String, in text: String) -> String? {
    let characters = Array(text)
    let wanted = Array(word)
    guard characters.count >= wanted.count else { return nil }
    for start in 0...(characters.count - wanted.count) {
      let end = start + wanted.count
      guard Array(characters[start..<end]) == wanted else { continue }
      let isOpen = start == 0 || !(characters[start - 1].isLetter || characters[start - 1].isNumber)
      let isShut = end == characters.count || !characters[end].isLetter
      guard isOpen, isShut else { continue }
      return String(characters[..<start]) + other + String(characters[end...])
    }
    return nil
  }
}
