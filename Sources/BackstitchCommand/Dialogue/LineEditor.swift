/// A line of text that is being typed.
package struct LineEditor: Hashable, Sendable {
  /// What stands there.
  package private(set) var characters: [Character] = []
  /// How many characters stand before the cursor.
  package private(set) var cursor = 0

  /// Begins with an empty line.
  package init() {}

  /// What a key came to.
  package enum Effect: Hashable, Sendable {
    /// It is still being typed.
    case editing
    /// It is done.
    case done(String)
    /// The question before is wanted.
    case back
    /// Nothing more will be typed.
    case ended
  }

  /// The text.
  package var text: String { String(characters) }

  /// Takes a key. Left on an empty line goes back, as `<` and `back` do.
  package mutating func press(_ key: Key) -> Effect {
    switch key {
    case .enter: return isBack ? .back : .done(text)
    case .endOfInput where characters.isEmpty: return .ended
    case .left where characters.isEmpty: return .back
    case .character(let character): insert(character)
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home: cursor = 0
    case .end: cursor = characters.count
    case .backspace: erase(from: cursor - 1)
    case .delete, .endOfInput: erase(from: cursor)
    case .eraseLine: erase(upTo: 0)
    case .eraseWord: erase(upTo: startOfWord)
    case .up, .down, .other: break
    }
    return .editing
  }

  private var isBack: Bool {
    let word = text.filter { $0 != " " }
    return word == "<" || word == "back"
  }

  // MARK: Editing

  private mutating func insert(_ character: Character) {
    guard cursor > 0 else {
      characters.insert(character, at: 0)
      cursor = 1
      return
    }
    // What combines with the character before it is one with it.
    let joined = Array(String(characters[cursor - 1]) + String(character))
    characters.replaceSubrange(cursor - 1..<cursor, with: joined)
    cursor += joined.count - 1
  }

  private mutating func erase(from index: Int) {
    guard characters.indices.contains(index) else { return }
    characters.remove(at: index)
    cursor = index
  }

  private mutating func erase(upTo start: Int) {
    characters.removeSubrange(start..<cursor)
    cursor = start
  }

  private var startOfWord: Int {
    let before = characters[..<cursor]
    let trimmed = before.lastIndex { $0 != " " } ?? 0
    return characters[..<trimmed].lastIndex(of: " ").map { $0 + 1 } ?? 0
  }
}
