extension OrchestrationPlan {
  /// The steps whose project is not there and that the plan goes on without.
  ///
  /// - Parameter check: says whether an agent finds its project.
  /// - Throws: what is missing, when the plan is nothing without it.
  func missing(
    _ check: (BuiltInAgent) throws(OrchestrationError) -> Void
  ) throws(OrchestrationError) -> [Step] {
    var missing: [(Step, OrchestrationError)] = []
    for step in steps {
      guard case .builtIn(let agent) = step.agent else { continue }
      do throws(OrchestrationError) {
        try check(agent)
      } catch {
        missing.append((step, error))
      }
    }
    guard let (_, error) = missing.first else { return [] }
    // A project that is there and cannot be used says more than one that is not.
    if let (_, unusable) = missing.first(where: { !$0.1.isAbsentProject }) { throw unusable }
    guard onMissing == .leaveOut, missing.count < steps.count else { throw error }
    return missing.map(\.0)
  }

  /// Takes steps out; the others do without them.
  mutating func leaveOut(_ left: [Step]) {
    let ids = Set(left.map(\.id))
    steps.removeAll { ids.contains($0.id) }
    for index in steps.indices { steps[index].needs.removeAll(where: ids.contains) }
  }
}
