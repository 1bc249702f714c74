internal import Orchestration
internal import Patch

/// Puts the questions of a dialogue to the person at the terminal.
struct Questioning {
  let globals: Globals

  /// Puts all questions; false when the person went away.
  func talk(_ dialogue: inout some Asking) -> Bool {
    let plain = PlainConversation(style: globals.errorStyle)
    guard Terminal.movesCursor else { return talk(&dialogue, plain) }
    return RawTerminal.during { talk(&dialogue, RawConversation(style: globals.errorStyle)) }
      ?? talk(&dialogue, plain)
  }

  private func talk(_ dialogue: inout some Asking, _ started: some Conversation) -> Bool {
    var conversation = started
    conversation.open(dialogue.opening)
    while let question = dialogue.question {
      switch conversation.ask(question, canGoBack: dialogue.canGoBack) {
      case .ended: return false
      case .back(let answer):
        if !dialogue.canGoBack { conversation.refuse(["this is the first question"]) }
        dialogue.back(leaving: answer)
      case .answer(let answer):
        do throws(OrchestrationError) {
          try dialogue.answer(answer)
        } catch {
          conversation.refuse(error.findings.map(\.message))
        }
      }
    }
    return true
  }
}
