/// Spellings of one name: snake, Pascal, camel, kebab, words.
package enum NameCase {
  /// `OrderItem`, `order-item`, `order item` and `orderItem` as `order_item`.
  package static func snake(_ name: some StringProtocol) -> String {
    var result = ""
    let characters = Array(name)
    for (index, character) in characters.enumerated() {
      if character == "-" || character == " " || character == "_" {
        if !result.isEmpty, !result.hasSuffix("_") { result += "_" }
        continue
      }
      if character.isUppercase, index > 0 {
        let before = characters[index - 1]
        let after = index + 1 < characters.count ? characters[index + 1] : nil
        let startsWord =
          before.isLowercase || before.isNumber
          || (before.isUppercase && after.map(\.isLowercase) == true)
        if startsWord, !result.hasSuffix("_") { result += "_" }
      }
      result += character.lowercased()
    }
    while result.hasSuffix("_") { result.removeLast() }
    return result
  }

  /// `order_item` as `OrderItem`.
  package static func pascal(_ snake: some StringProtocol) -> String {
    words(of: snake).map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// `order_item` as `order-item`.
  package static func kebab(_ snake: some StringProtocol) -> String {
    words(of: snake).joined(separator: "-")
  }

  /// `order_item` as `order item`.
  package static func spaced(_ snake: some StringProtocol) -> String {
    words(of: snake).joined(separator: " ")
  }

  /// `order_item` as `Order item`.
  package static func sentence(_ snake: some StringProtocol) -> String {
    let text = spaced(snake)
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The name on the wire: what Pydantic's `to_camel` makes of it, `a_1` as `a1`.
  ///
  /// Follows `pydantic/alias_generators.py` of Pydantic 2.
  package static func camel(_ snake: some StringProtocol) -> String {
    let characters = Array(snake)
    if isCamel(characters) { return String(snake) }
    var result = ""
    for character in pascalTitle(characters) {
      // `(^_*[A-Z])` in lower case: the first letter, after any underscores.
      let leads = result.allSatisfy { $0 == "_" }
      result += leads ? character.lowercased() : String(character)
    }
    return result
  }

  /// `^[a-z]+[A-Za-z0-9]*$` without a digit before a lower-case letter.
  private static func isCamel(_ characters: [Character]) -> Bool {
    guard let first = characters.first, isASCIILower(first) else { return false }
    for (index, character) in characters.enumerated() {
      guard character.isASCII, character.isLetter || character.isNumber else { return false }
      if index > 0, isASCIILower(character), characters[index - 1].isNumber { return false }
    }
    return true
  }

  /// Python's `title()`, then underscores between a letter or digit and a capital or digit out.
  private static func pascalTitle(_ characters: [Character]) -> [Character] {
    var titled: [Character] = []
    var afterLetter = false
    for character in characters {
      let cased = afterLetter ? character.lowercased() : character.uppercased()
      titled += Array(cased)
      afterLetter = character.isLetter
    }
    var result: [Character] = []
    for (index, character) in titled.enumerated() {
      if character == "_", let last = result.last, last.isLetter || last.isNumber,
        index > 0, titled[index - 1] != "_", index + 1 < titled.count,
        titled[index + 1].isUppercase || titled[index + 1].isNumber
      {
        continue
      }
      result.append(character)
    }
    return result
  }

  private static func isASCIILower(_ character: Character) -> Bool {
    character.isASCII && character.isLowercase
  }

  private static func words(of snake: some StringProtocol) -> [String] {
    String(snake).split(separator: "_").map(String.init)
  }
}
