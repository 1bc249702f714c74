internal import Orchestration

/// A list as it stands on the terminal, redrawn in place.
struct MenuView {
  let title: String
  let choices: [Dialogue.Question.Choice]
  let canGoBack: Bool
  let style: Style
  /// How many lines stand there.
  private var height = 0

  init(
    title: String, choices: [Dialogue.Question.Choice], canGoBack: Bool, style: Style
  ) {
    self.title = title
    self.choices = choices
    self.canGoBack = canGoBack
    self.style = style
  }

  /// Draws the list over what was drawn before.
  mutating func draw(_ menu: ChoiceMenu) {
    let size = RawTerminal.size
    let lines = Self.lines(
      menu, title: title, choices: choices, canGoBack: canGoBack, columns: size.columns - 1,
      rows: size.rows - 1)
    let text = lines.map { line in
      switch line.kind {
      case .title: style.bold(line.text)
      case .cursor: style.cyan(line.text)
      case .other: line.text
      case .hint: style.dim(line.text)
      }
    }
    note(back + text.joined(separator: "\n"))
    height = lines.count
  }

  /// Takes it off the terminal.
  mutating func erase() {
    note(back, terminator: "")
    height = 0
  }

  private var back: String { height > 0 ? "\u{1B}[\(height)A\r\u{1B}[J" : "" }

  // MARK: Lines

  /// One line of it.
  struct Line: Equatable {
    enum Kind { case title, cursor, other, hint }
    var kind: Kind
    var text: String
  }

  /// The lines at a size: those around the cursor where not all fit.
  static func lines(
    _ menu: ChoiceMenu, title: String, choices: [Dialogue.Question.Choice], canGoBack: Bool,
    columns: Int, rows: Int
  ) -> [Line] {
    let shown = max(1, min(choices.count, rows - 2))
    let start = min(max(0, menu.cursor - shown / 2), choices.count - shown)
    let digits = "\(choices.count)".count
    let width = min(choices.map { TextWidth.of($0.id) }.max() ?? 0, 30)
    let hint =
      (menu.takesSeveral ? "Space chooses, a all, Enter goes on" : "arrows or number, Enter")
      + (canGoBack ? ", < back" : "") + (shown < choices.count ? ", more below and above" : "")
    var lines = [Line(kind: .title, text: TextWidth.fitted(title + ":", to: columns))]
    for index in start..<start + shown {
      let choice = choices[index]
      let isAt = index == menu.cursor
      let mark =
        !menu.takesSeveral ? "" : menu.chosen.contains(choice.id) ? "[x] " : "[ ] "
      let number = String(repeating: " ", count: digits - "\(index + 1)".count) + "\(index + 1)"
      let gap = String(repeating: " ", count: max(0, width - TextWidth.of(choice.id)) + 2)
      let detail = choice.detail.isEmpty ? "" : gap + choice.detail
      let text = "\(isAt ? ">" : " ") \(mark)\(number) \(choice.id)\(detail)"
      lines.append(
        Line(kind: isAt ? .cursor : .other, text: TextWidth.fitted(text, to: columns)))
    }
    return lines + [Line(kind: .hint, text: TextWidth.fitted("  " + hint, to: columns))]
  }
}
