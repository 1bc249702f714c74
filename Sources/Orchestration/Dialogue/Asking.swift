/// Questions as a value: state, answer, next state.
package protocol Asking {
  /// What is asked next; nil when nothing is left.
  var question: Dialogue.Question? { get }
  /// What was found, and how to get about: said once, before the first question.
  var opening: [String] { get }
  /// Whether there is a question before.
  var canGoBack: Bool { get }
  /// Takes the answer to the question; throws why it cannot be taken.
  mutating func answer(_ answer: Dialogue.Answer) throws(OrchestrationError)
  /// Goes back to the question before.
  mutating func back(leaving answer: Dialogue.Answer?)
}
