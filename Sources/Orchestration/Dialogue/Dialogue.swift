internal import Patch
internal import ProjectModel

/// The questions between a command and its plan, as a value: state, answer, next state. It draws
/// nothing and asks nobody.
///
/// ```swift
/// var dialogue = try orchestrator.dialogue(given)
/// while let question = dialogue.question { try dialogue.answer(ask(question)) }
/// let request = try dialogue.request()
/// ```
package struct Dialogue: Sendable, Asking {
  let facts: DialogueFacts
  private let given: GivenAnswers
  /// The answers in order, each with what all up to it add up to.
  private var taken: [Taken] = []
  /// Answers that were taken back: the defaults when they are asked for again.
  private var earlier: [Topic: Answer] = [:]
  private let start: DialogueDraft

  private struct Taken: Sendable {
    var topic: Topic
    var answer: Answer
    var draft: DialogueDraft
  }

  init(_ facts: DialogueFacts, given: GivenAnswers) throws(OrchestrationError) {
    self.facts = facts
    self.given = given
    var draft = DialogueDraft(given)
    if !draft.request.name.isEmpty, facts.backends(given.request).isEmpty {
      try draft.takeName(draft.request.name, facts)
    }
    start = draft
  }

  /// What the answers so far add up to.
  var draft: DialogueDraft { taken.last?.draft ?? start }

  private var topics: DialogueTopics { DialogueTopics(facts: facts, given: given, draft: draft) }

  // MARK: Asking

  /// What is asked next; nil when nothing is left.
  package var question: Question? {
    let answered = Set(taken.map(\.topic))
    guard let topic = topics.all.first(where: { !answered.contains($0) }) else { return nil }
    var question = DialogueQuestions(facts: facts, given: given, draft: draft).question(topic)
    if let answer = earlier[topic] { question.form = question.form.with(standard: answer) }
    if let remark, question.about.first != remark { question.about.insert(remark, at: 0) }
    return question
  }

  /// What was found, and how to get about: said once, before the first question.
  package var opening: [String] {
    let request = given.request
    let projects = [
      facts.backend(request).map { backend in
        "FastAPI in \(backend.root?.description ?? ".")"
          + (backend.models.map { ", \($0.all.count) models" } ?? "")
      },
      facts.frontend(request).map { frontend in
        "Next.js \(frontend.next.value) in \(frontend.root?.description ?? ".")"
      },
    ].compactMap(\.self)
    let found = projects.isEmpty ? [] : ["Found: " + projects.joined(separator: "; ") + "."]
    return found + ["Enter takes the default, < goes back, Ctrl-C leaves with nothing written."]
  }

  /// What is known of the entity, said once its name is.
  private var remark: String? {
    guard let known = draft.known, [nil, .name, .backend].contains(taken.last?.topic) else {
      return nil
    }
    return "\(known.entity.pascal) is there already and stays as \(known.place) has it."
  }

  /// Takes the answer to the question.
  ///
  /// - Throws: why it cannot be taken; the question stays.
  package mutating func answer(_ answer: Answer) throws(OrchestrationError) {
    guard let question else { return }
    if question.topic == .missingTargets, answer == .confirmation(false) {
      // Without them the fields are to be written otherwise.
      while taken.last?.topic != .fields, !taken.isEmpty { back() }
      return back()
    }
    var draft = draft
    try draft.take(answer, to: question, facts)
    earlier[question.topic] = answer
    taken.append(Taken(topic: question.topic, answer: answer, draft: draft))
  }

  /// Whether there is a question before.
  package var canGoBack: Bool { !taken.isEmpty }

  /// Goes back to the question before; its answer is its default then.
  ///
  /// - Parameter answer: what this one was answered so far, its default when it is asked again.
  package mutating func back(leaving answer: Answer? = nil) {
    if let answer, let question { earlier[question.topic] = answer }
    guard let last = taken.popLast() else { return }
    earlier[last.topic] = last.answer
  }

  // MARK: The end

  /// What was asked for, as flags or a file would have said it.
  package func request() throws(OrchestrationError) -> GenerationRequest {
    do throws(EntityRefusal) {
      return try draft.settled()
    } catch {
      throw .entity(error)
    }
  }

  /// The words to add to the command line, so that nothing is asked the next time.
  ///
  /// - Parameter shown: a path below the workspace as it is written on the command line.
  package func words(
    shown: (String) -> String = { $0 }
  ) throws(OrchestrationError) -> [String] {
    try request().words(beyond: given, shown: shown)
  }
}
