internal import Orchestration

/// Questions on a terminal that moves the cursor: lines that are edited, lists with arrow keys.
struct RawConversation: Conversation {
  let style: Style
  private var keys = KeyReader()

  init(style: Style) { self.style = style }

  private var columns: Int { max(RawTerminal.size.columns, 20) - 1 }

  mutating func ask(
    _ question: Dialogue.Question, canGoBack: Bool
  ) -> ConversationReply {
    if case .fields = question.form { note(style.bold(question.title) + ":") }
    open(question.about)
    switch question.form {
    case .text(let standard): return askText(question.title, standard)
    case .fields(let lines): return askFields(lines)
    case .one(let choices, let standard):
      let menu = ChoiceMenu(one: choices.map(\.id), standard: standard)
      return choose(menu, choices, question.title, canGoBack) { .one($0.first ?? standard) }
    case .several(let choices, let standard):
      let menu = ChoiceMenu(several: choices.map(\.id), standard: standard)
      return choose(menu, choices, question.title, canGoBack) { .several($0) }
    case .confirmation(let standard): return confirm(question.title, standard)
    }
  }

  mutating func open(_ texts: [String]) {
    for text in texts {
      for line in TextWidth.lines(text, columns: columns) { note(style.dim(line)) }
    }
  }

  mutating func refuse(_ reasons: [String]) {
    for reason in reasons {
      for line in TextWidth.lines(reason, columns: columns - 2) { note(style.red("  " + line)) }
    }
  }

  // MARK: Lines

  private mutating func askText(_ title: String, _ standard: String?) -> ConversationReply {
    let prompt = title + (standard.map { " [\($0)]" } ?? "") + ": "
    while true {
      switch edit(prompt) {
      case .done(let text):
        let trimmed = text.trimmed
        guard let answer = trimmed.isEmpty ? standard : trimmed else { continue }
        settle(title, answer)
        return .answer(.text(answer))
      case .back: return .back(nil)
      case .ended: return .ended
      case .editing: continue
      }
    }
  }

  private mutating func askFields(_ given: FieldLines) -> ConversationReply {
    var lines = given
    for line in lines.specifications { note("  " + TextWidth.fitted(line, to: columns - 2)) }
    while true {
      switch edit("  field: ") {
      case .done(let line):
        switch lines.enter(line) {
        case .added(let words): tell("+ " + words)
        case .removed(let name): tell("- " + name)
        case .help(let help):
          for line in help { note(style.dim(TextWidth.fitted("  " + line, to: columns))) }
        case .refused(let reasons): refuse(reasons)
        case .ended: return .answer(.fields(lines.specifications))
        }
      case .back: return .back(.fields(lines.specifications))
      case .ended: return .ended
      case .editing: continue
      }
    }
  }

  private func tell(_ text: String) {
    note(style.green(TextWidth.fitted("  " + text, to: columns)))
  }

  /// Lets a line be typed behind a prompt.
  private mutating func edit(_ prompt: String) -> LineEditor.Effect {
    var editor = LineEditor()
    draw(editor, prompt)
    while true {
      let effect = editor.press(keys.next())
      guard effect == .editing else {
        draw(editor, prompt)
        note("")
        return effect
      }
      // What is pasted is drawn once.
      if !keys.hasMore { draw(editor, prompt) }
    }
  }

  /// Draws the part of the line around the cursor that fits.
  private func draw(_ editor: LineEditor, _ prompt: String) {
    let shown = TextWidth.fitted(prompt, to: columns - 20)
    let room = columns - TextWidth.of(shown)
    var (start, before) = (editor.cursor, 0)
    while start > 0 {
      let width = TextWidth.of(editor.characters[start - 1])
      guard before + width <= room else { break }
      (start, before) = (start - 1, before + width)
    }
    var (visible, width) = ("", 0)
    for character in editor.characters[start...] {
      width += TextWidth.of(character)
      guard width <= room else { break }
      visible.append(character)
    }
    let column = TextWidth.of(shown) + before
    note(
      "\r\(style.bold(shown))\(visible)\u{1B}[K\r\(column > 0 ? "\u{1B}[\(column)C" : "")",
      terminator: "")
  }

  /// Puts the answer in the place of the line that was typed.
  private func settle(_ title: String, _ answer: String) {
    let line = TextWidth.fitted("\(title): \(answer)", to: columns)
    note("\u{1B}[1A\r\u{1B}[J\(line)")
  }

  // MARK: Yes or no

  private mutating func confirm(_ title: String, _ standard: Bool) -> ConversationReply {
    let prompt = TextWidth.fitted(title, to: columns - 10)
    note(style.bold("\(prompt)?") + " [\(standard ? "yes" : "no")] ", terminator: "")
    while true {
      let answer: Bool
      switch keys.next() {
      case .character("y"), .character("Y"): answer = true
      case .character("n"), .character("N"): answer = false
      case .enter: answer = standard
      case .left, .character("<"):
        note("")
        return .back(nil)
      case .endOfInput:
        note("")
        return .ended
      default: continue
      }
      note("\r\u{1B}[K\(prompt)? \(answer ? "yes" : "no")")
      return .answer(.confirmation(answer))
    }
  }

  // MARK: Lists

  private mutating func choose(
    _ started: ChoiceMenu, _ choices: [Dialogue.Question.Choice], _ title: String,
    _ canGoBack: Bool, answer: ([String]) -> Dialogue.Answer
  ) -> ConversationReply {
    var menu = started
    var view = MenuView(title: title, choices: choices, canGoBack: canGoBack, style: style)
    while true {
      view.draw(menu)
      switch menu.press(keys.next()) {
      case .choosing: continue
      case .done(let ids):
        let answer = answer(ids)
        view.erase()
        note(TextWidth.fitted("\(title): \(answer.summary)", to: columns))
        return .answer(answer)
      case .back:
        view.erase()
        return .back(answer(menu.takesSeveral ? menu.ids.filter(menu.chosen.contains) : []))
      case .ended: return .ended
      }
    }
  }
}

extension String {
  /// Without spaces around it.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
