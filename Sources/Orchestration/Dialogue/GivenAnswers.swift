package import ProjectModel

/// What was answered before anybody is asked: by flags, `--spec` and `--answers`.
package struct GivenAnswers: Hashable, Sendable {
  /// The request so far; without a name where none was given.
  package var request: GenerationRequest
  /// The features that were chosen for fields that are still to come; nil: none were.
  package var features: Features?
  /// The plural that was chosen for them.
  package var plural: String?
  /// Whether a file gave all answers at once, so that what has a default is not asked.
  package var hasFile: Bool

  /// Creates answers.
  package init(
    _ request: GenerationRequest, features: Features? = nil, plural: String? = nil,
    hasFile: Bool = false
  ) {
    self.request = request
    self.features = features
    self.plural = plural
    self.hasFile = hasFile
  }

  /// Whether what has a default is asked too. Who defined the entity by fields or a file went
  /// without the dialogue, and the command it prints must not begin it again.
  var asksOptions: Bool { request.entity == nil && !hasFile }

  /// Whether flags say something of a definition that was not given.
  package var hasStrayFlags: Bool {
    request.entity == nil && (features != nil || plural != nil)
  }
}
