/// The spellings of an entity's name that generated code uses.
package struct EntityNames: Hashable, Sendable {
  /// `order_item`.
  package var snake: String
  /// `order_items`.
  package var plural: String
  /// `OrderItem`.
  package var pascal: String

  /// The names of an entity.
  package init(_ entity: Entity) {
    snake = entity.name
    plural = entity.plural
    pascal = entity.pascal
  }

  /// `order-items`: the path segment.
  package var segment: String { NameCase.kebab(plural) }
  /// `OrderItems`.
  package var pluralPascal: String { NameCase.pascal(plural) }
  /// `order item`.
  package var label: String { NameCase.spaced(snake) }
  /// `order items`.
  package var pluralLabel: String { NameCase.spaced(plural) }
  /// `Order item`.
  package var title: String { NameCase.sentence(snake) }
  /// `Order items`.
  package var pluralTitle: String { NameCase.sentence(plural) }

  /// The singular snake name for what a person typed: singular, plural, Pascal or kebab.
  package static func canonical(_ typed: some StringProtocol) -> String {
    Inflection.singular(of: NameCase.snake(typed))
  }
}

extension EntityNames {
  /// `a product`, `an order item`.
  package var labelWithArticle: String {
    let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
    let exceptions = ["user", "unit", "uniform", "union", "unique", "use", "one", "university"]
    let startsLikeYou = exceptions.contains { snake.hasPrefix($0) }
    let isVowel = snake.first.map(vowels.contains) == true && !startsLikeYou
    return (isVowel || snake.hasPrefix("hour") ? "an " : "a ") + label
  }
}
