extension Dialogue {
  /// What a question is about: the key of its answer.
  package enum Topic: Hashable, Sendable {
    /// Which backend, which frontend.
    case backend, frontend
    /// The entity's name.
    case name
    /// Where the router is registered.
    case registrar
    /// The fields, one a line.
    case fields
    /// What becomes of references to models that do not exist.
    case missingTargets
    /// Which models the entity refers to.
    case relationships
    /// How many on each side, for a target.
    case kind(of: String)
    /// Whether every row refers to the target.
    case required(String)
    /// What deleting the target does.
    case onDelete(of: String)
    /// The attribute on the target's side.
    case otherSide(of: String)
    /// Which fields have bounds.
    case validations
    /// The least value or length, the greatest, and the pattern of a field.
    case minimum(of: String), maximum(of: String), pattern(of: String)
    /// What the entity does beside its fields.
    case features
    /// What the page shows and does.
    case columns, filters, actions
    /// Whether a test module is made.
    case tests
    /// Whether services for Docker are added.
    case docker
    /// Whether a missing module is scaffolded first.
    case module(String)
    /// What a new project is made of.
    case project(ProjectDialogue.Topic)
  }

  /// A question as data.
  package struct Question: Hashable, Sendable {
    /// What it is about.
    package var topic: Topic
    /// What is asked, in a few words.
    package var title: String
    /// What was found, for the person who answers.
    package var about: [String] = []
    /// How it is answered.
    package var form: Form

    /// How a question is answered, with its default.
    package enum Form: Hashable, Sendable {
      /// A line of text; nil: it has no default.
      case text(standard: String?)
      /// Fields, one a line.
      case fields(FieldLines)
      /// One of several.
      case one([Choice], standard: String)
      /// Any of several.
      case several([Choice], standard: [String])
      /// Yes or no.
      case confirmation(standard: Bool)
    }

    /// One of the things to choose from.
    package struct Choice: Hashable, Sendable {
      /// What answers and flags call it.
      package var id: String
      /// What it means, or what speaks for it.
      package var detail: String

      /// Creates a choice.
      package init(_ id: String, _ detail: String = "") {
        self.id = id
        self.detail = detail
      }
    }
  }

  /// What a person said.
  package enum Answer: Hashable, Sendable {
    /// A line.
    case text(String)
    /// Fields in the field language.
    case fields([String])
    /// One of several.
    case one(String)
    /// Any of several.
    case several([String])
    /// Yes or no.
    case confirmation(Bool)
  }
}

extension Dialogue.Question.Form {
  /// The answer of somebody who just goes on; nil when there is none.
  package var standard: Dialogue.Answer? {
    switch self {
    case .text(let standard): standard.map { .text($0) }
    case .fields(let lines): lines.specifications.isEmpty ? nil : .fields(lines.specifications)
    case .one(_, let standard): .one(standard)
    case .several(_, let standard): .several(standard)
    case .confirmation(let standard): .confirmation(standard)
    }
  }

  /// The form with another default, where the answer is one it can take.
  func with(standard answer: Dialogue.Answer) -> Self {
    switch (self, answer) {
    case (.text, .text(let text)): return .text(standard: text)
    case (.fields(var lines), .fields(let specifications)):
      lines.specifications = specifications
      return .fields(lines)
    case (.one(let choices, _), .one(let id)) where choices.contains { $0.id == id }:
      return .one(choices, standard: id)
    case (.several(let choices, _), .several(let ids)):
      return .several(choices, standard: ids.filter { id in choices.contains { $0.id == id } })
    case (.confirmation, .confirmation(let answer)): return .confirmation(standard: answer)
    default: return self
    }
  }
}

extension Dialogue.Answer {
  /// The answer in one line, as the transcript keeps it.
  package var summary: String {
    switch self {
    case .text(let text), .one(let text): text
    case .fields(let lines): lines.joined(separator: " ")
    case .several(let ids): ids.isEmpty ? "none" : ids.joined(separator: ", ")
    case .confirmation(let isYes): isYes ? "yes" : "no"
    }
  }
}
