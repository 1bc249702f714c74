package import ProjectModel

/// Why an agent made nothing.
package enum GenerationError: Error, Sendable {
  /// The definition is wrong.
  case entity(EntityRefusal)
  /// The backend lacks something, or a choice must be made.
  case detection(DetectionError)
  /// A `ref` to an entity without a model; exit status 3.
  case target(missing: String)
}
