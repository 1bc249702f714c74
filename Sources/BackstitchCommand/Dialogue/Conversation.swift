internal import Orchestration

/// How questions are put to a person and answers taken.
protocol Conversation {
  /// Asks one question.
  ///
  /// - Parameter canGoBack: whether there is one before.
  mutating func ask(_ question: Dialogue.Question, canGoBack: Bool) -> ConversationReply
  /// Says what was found and how to get about.
  mutating func open(_ lines: [String])
  /// Says why an answer was not taken.
  mutating func refuse(_ reasons: [String])
}

/// What came of a question.
enum ConversationReply {
  /// An answer.
  case answer(Dialogue.Answer)
  /// The question before is wanted; what was answered of this one so far.
  case back(Dialogue.Answer?)
  /// The person went away.
  case ended
}

extension Dialogue.Question {
  /// The default in a few words, as it is shown; nil when there is none.
  var standardWords: String? { form.standard?.summary }
}
