import BackstitchCommand
import Testing

/// What keys come to, without a terminal: lines, lists, widths.
@Suite struct TerminalKeysTests {
  private func keys(_ bytes: [UInt8]) -> [Key] {
    var rest = bytes[...]
    var keys: [Key] = []
    while let key = Key.next(in: &rest, isWhole: true) { keys.append(key) }
    return keys
  }

  private func type(_ text: String, _ more: Key..., into editor: inout LineEditor)
    -> LineEditor.Effect
  {
    var effect = LineEditor.Effect.editing
    for key in text.map(Key.character) + more { effect = editor.press(key) }
    return effect
  }

  // MARK: Keys

  @Test func `bytes of a terminal are keys`() {
    #expect(keys(Array("aé你🙂".utf8)) == ["a", "é", "你", "🙂"].map { .character($0) })
    #expect(keys([0x0D, 0x0A, 0x7F, 0x08]) == [.enter, .enter, .backspace, .backspace])
    #expect(keys(Array("\u{1B}[A\u{1B}[B\u{1B}OC\u{1B}[D".utf8)) == [.up, .down, .right, .left])
    #expect(keys(Array("\u{1B}[H\u{1B}[4~\u{1B}[3~".utf8)) == [.home, .end, .delete])
    #expect(keys([0x04, 0x15, 0x17, 0x00]) == [.endOfInput, .eraseLine, .eraseWord, .other])
    #expect(
      keys(Array("\u{1B}[1;5Cx\u{1B}ay".utf8)) == [
        .other, .character("x"), .other, .character("y"),
      ])
    #expect(keys([0x1B]) == [.other])
    #expect(keys([0xC3, 0x28, 0xFF]).last == .other)
  }

  @Test func `a key that is not whole waits for the rest`() {
    for part in [[0x1B], [0x1B, 0x5B], [0x1B, 0x5B, 0x33], [0xC3], [0xF0, 0x9F]] as [[UInt8]] {
      var rest = part[...]
      #expect(Key.next(in: &rest, isWhole: false) == nil)
      #expect(Array(rest) == part)
    }
  }

  // MARK: Lines

  @Test func `a line is edited where the cursor is`() {
    var editor = LineEditor()
    #expect(type("pice", .left, .left, .left, .character("r"), into: &editor) == .editing)
    #expect(editor.text == "price" && editor.cursor == 2)
    _ = editor.press(.home)
    _ = editor.press(.delete)
    _ = editor.press(.end)
    _ = editor.press(.backspace)
    #expect(editor.text == "ric")
    #expect(editor.press(.enter) == .done("ric"))
    #expect(type(" one two ", .eraseWord, into: &editor) == .editing)
    #expect(editor.text == "ric one ")
    _ = editor.press(.eraseLine)
    #expect(editor.text.isEmpty && editor.cursor == 0)
    for key in [Key.backspace, .delete, .eraseWord, .up, .right] {
      #expect(editor.press(key) == .editing)
    }
  }

  @Test func `a mark joins the character before it and is erased with it`() {
    var editor = LineEditor()
    #expect(type("e\u{301}x", into: &editor) == .editing)
    #expect(editor.characters.count == 2)
    _ = editor.press(.character("\u{301}"))
    _ = editor.press(.backspace)
    #expect(editor.text == "e\u{301}")
  }

  @Test func `left on an empty line, an angle and the word go back, Ctrl-D ends`() {
    var editor = LineEditor()
    #expect(editor.press(.left) == .back)
    #expect(editor.press(.endOfInput) == .ended)
    #expect(type("<", .enter, into: &editor) == .back)
    editor = LineEditor()
    #expect(type(" back ", .enter, into: &editor) == .back)
    editor = LineEditor()
    #expect(type("a<b", .left, .endOfInput, .enter, into: &editor) == .done("a<"))
  }

  // MARK: Lists

  @Test func `one is chosen with arrows or its number`() {
    var menu = ChoiceMenu(one: ["a", "b", "c"], standard: "b")
    #expect(menu.press(.enter) == .done(["b"]))
    #expect(menu.press(.down) == .choosing && menu.press(.down) == .choosing)
    #expect(menu.press(.enter) == .done(["a"]))
    _ = menu.press(.up)
    #expect(menu.press(.enter) == .done(["c"]))
    _ = menu.press(.character("2"))
    #expect(menu.press(.enter) == .done(["b"]))
    _ = menu.press(.character("9"))
    _ = menu.press(.character(" "))
    #expect(menu.press(.enter) == .done(["b"]))
    #expect(menu.press(.left) == .back && menu.press(.character("<")) == .back)
    #expect(menu.press(.endOfInput) == .ended)
  }

  @Test func `a number may have several digits`() {
    let ids = (1...12).map { "n\($0)" }
    var menu = ChoiceMenu(one: ids, standard: "n1")
    for digit in "12" { _ = menu.press(.character(digit)) }
    #expect(menu.press(.enter) == .done(["n12"]))
    for digit in "13" { _ = menu.press(.character(digit)) }
    #expect(menu.press(.enter) == .done(["n3"]))
    _ = menu.press(.character("1"))
    _ = menu.press(.down)
    _ = menu.press(.character("1"))
    #expect(menu.press(.enter) == .done(["n1"]))
  }

  @Test func `several are chosen with Space, in the order of the list`() {
    var menu = ChoiceMenu(several: ["a", "b", "c"], standard: ["b"])
    #expect(menu.press(.enter) == .done(["b"]))
    for key in [Key.end, .character(" "), .character("1"), .character(" ")] { _ = menu.press(key) }
    #expect(menu.press(.enter) == .done(["a", "b", "c"]))
    _ = menu.press(.character("a"))
    #expect(menu.press(.enter) == .done([]))
    _ = menu.press(.character("a"))
    _ = menu.press(.character(" "))
    #expect(menu.press(.enter) == .done(["b", "c"]))
  }

  // MARK: Widths

  @Test func `text is as wide as a terminal shows it`() {
    #expect(TextWidth.of("price") == 5)
    #expect(TextWidth.of("e\u{301}") == 1 && TextWidth.of("سعر") == 3)
    #expect(TextWidth.of("価格") == 4 && TextWidth.of("🙂") == 2)
    #expect(TextWidth.fitted("price", to: 5) == "price")
    #expect(TextWidth.fitted("prices", to: 5) == "pric…")
    #expect(TextWidth.fitted("価格表", to: 5) == "価格…")
    #expect(TextWidth.fitted("a\u{1B}[2Jb\n", to: 20) == "a?[2Jb?")
    #expect(TextWidth.lines("one two three", columns: 7) == ["one two", "three"])
  }
}
