/// A list to choose from: with the arrow keys or a number, and Space where several can be chosen.
package struct ChoiceMenu: Hashable, Sendable {
  /// What is listed.
  package let ids: [String]
  /// Whether several can be chosen.
  package let takesSeveral: Bool
  /// Where the cursor is.
  package private(set) var cursor: Int
  /// What is chosen, where several can be.
  package private(set) var chosen: Set<String>
  /// The digits typed so far of a number.
  private var number = 0

  /// A list of which one is chosen.
  package init(one ids: [String], standard: String) {
    self.ids = ids
    takesSeveral = false
    cursor = ids.firstIndex(of: standard) ?? 0
    chosen = []
  }

  /// A list of which any are chosen.
  package init(several ids: [String], standard: [String]) {
    self.ids = ids
    takesSeveral = true
    cursor = 0
    chosen = Set(standard)
  }

  /// What a key came to.
  package enum Effect: Hashable, Sendable {
    /// Still choosing.
    case choosing
    /// The choice, in the order of the list.
    case done([String])
    /// The question before is wanted.
    case back
    /// Nothing more will be typed.
    case ended
  }

  /// Takes a key.
  package mutating func press(_ key: Key) -> Effect {
    let typed = number
    number = 0
    switch key {
    case .enter: return .done(takesSeveral ? ids.filter(chosen.contains) : [ids[cursor]])
    case .endOfInput: return .ended
    case .left, .character("<"): return .back
    case .up: cursor = (cursor + ids.count - 1) % ids.count
    case .down: cursor = (cursor + 1) % ids.count
    case .home: cursor = 0
    case .end: cursor = ids.count - 1
    case .character(" ") where takesSeveral: chosen.formSymmetricDifference([ids[cursor]])
    case .character("a") where takesSeveral:
      chosen = chosen.count == ids.count ? [] : Set(ids)
    case .character(let character):
      if let digit = character.wholeNumberValue { go(to: digit, behind: typed) }
    default: break
    }
    return .choosing
  }

  /// Goes to an entry by its number, which may have several digits.
  private mutating func go(to digit: Int, behind typed: Int) {
    let longer = typed * 10 + digit
    number = (1...ids.count).contains(longer) ? longer : digit
    if (1...ids.count).contains(number) { cursor = number - 1 }
  }
}
