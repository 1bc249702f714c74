internal import Foundation
internal import Orchestration

/// Questions as numbered lines, for terminals that cannot move the cursor.
struct PlainConversation: Conversation {
  let style: Style

  mutating func ask(
    _ question: Dialogue.Question, canGoBack: Bool
  ) -> ConversationReply {
    if case .fields = question.form { note(question.title + ":") }
    open(question.about)
    switch question.form {
    case .fields(let lines): return askFields(lines)
    case .one(let choices, _), .several(let choices, _): list(choices)
    case .text, .confirmation: break
    }
    while true {
      note(prompt(question), terminator: "")
      guard let line = Self.line() else { return .ended }
      if Self.isBack(line) { return .back(nil) }
      if line.isEmpty, let standard = question.form.standard { return .answer(standard) }
      switch Self.answer(line, to: question.form) {
      case .success(let answer): return .answer(answer)
      case .failure(let objection): refuse([objection.reason])
      }
    }
  }

  mutating func refuse(_ reasons: [String]) {
    for reason in reasons {
      for line in TextWidth.lines(reason, columns: 76) { note(style.red("  " + line)) }
    }
  }

  mutating func open(_ texts: [String]) {
    for text in texts {
      for line in TextWidth.lines(text, columns: 78) { note(style.dim(line)) }
    }
  }

  private func note(_ text: String, terminator: String = "\n") {
    BackstitchCommand.note(text, terminator: terminator)
  }

  private func prompt(_ question: Dialogue.Question) -> String {
    let hint: String? =
      switch question.form {
      case .text, .fields: nil
      case .one: "a number"
      case .several: "numbers with commas, or none"
      case .confirmation: "yes or no"
      }
    return question.title + (hint.map { " (\($0))" } ?? "")
      + (question.standardWords.map { " [\($0)]" } ?? "") + ": "
  }

  private func list(_ choices: [Dialogue.Question.Choice]) {
    let width = choices.map { TextWidth.of($0.id) }.max() ?? 0
    for (index, choice) in choices.enumerated() {
      let gap = String(repeating: " ", count: width - TextWidth.of(choice.id) + 2)
      let detail = choice.detail.isEmpty ? "" : gap + choice.detail
      note(TextWidth.fitted("  \(index + 1)) \(choice.id)\(detail)", to: 79))
    }
  }

  // MARK: Fields

  private mutating func askFields(_ given: FieldLines) -> ConversationReply {
    var lines = given
    for line in lines.specifications { note("  " + line) }
    while true {
      note("  field: ", terminator: "")
      guard let line = Self.line() else { return .ended }
      if Self.isBack(line) { return .back(.fields(lines.specifications)) }
      switch lines.enter(line) {
      case .added(let words): note(style.green("  + " + words))
      case .removed(let name): note(style.green("  - " + name))
      case .help(let help): for line in help { note(style.dim("  " + line)) }
      case .refused(let reasons): refuse(reasons)
      case .ended: return .answer(.fields(lines.specifications))
      }
    }
  }

  // MARK: Lines

  private static func line() -> String? {
    guard let line = Interruption.endingProgram({ readLine() }) else {
      BackstitchCommand.note("")
      return nil
    }
    return line.trimmingCharacters(in: .whitespaces)
  }

  private static func isBack(_ line: String) -> Bool { line == "<" || line == "back" }

  /// Why a line answers nothing.
  struct Objection: Error {
    var reason: String
  }

  /// The answer in a line: numbers or names for choices.
  static func answer(
    _ line: String, to form: Dialogue.Question.Form
  ) -> Result<Dialogue.Answer, Objection> {
    func id(_ word: String, _ choices: [Dialogue.Question.Choice]) -> String? {
      if let number = Int(word) {
        return choices.indices.contains(number - 1) ? choices[number - 1].id : nil
      }
      return choices.first { $0.id == word }?.id
    }
    switch form {
    case .text:
      return line.isEmpty ? .failure(Objection(reason: "give one")) : .success(.text(line))
    case .fields: return .success(.fields([line]))
    case .one(let choices, _):
      guard let id = id(line, choices) else {
        return .failure(Objection(reason: "give a number from 1 to \(choices.count)"))
      }
      return .success(.one(id))
    case .several(let choices, _):
      if line == "none" { return .success(.several([])) }
      let words = line.split { $0 == "," || $0 == " " }.map(String.init)
      let ids = words.compactMap { id($0, choices) }
      guard ids.count == words.count else {
        return .failure(
          Objection(reason: "give numbers from 1 to \(choices.count) with commas, or none"))
      }
      return .success(.several(choices.map(\.id).filter(ids.contains)))
    case .confirmation:
      switch line.lowercased() {
      case "y", "yes": return .success(.confirmation(true))
      case "n", "no": return .success(.confirmation(false))
      default: return .failure(Objection(reason: "answer yes or no"))
      }
    }
  }
}
