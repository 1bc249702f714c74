internal import Generators
internal import Patch
internal import ProjectModel

extension AgentInput {
  /// What the docker agent works on: the projects, the Compose file in use, and what of them the
  /// step's option `layers` names; all without it.
  func containers() throws(OrchestrationError) -> DockerServiceAgent.Input {
    let compose: ComposeFile?
    do throws(DetectionError) {
      compose = try detection.composeFile(config)
    } catch {
      throw .detection(error)
    }
    let named = (step.options["layers"] ?? "").split { $0 == "," || $0 == " " }
    let layers = named.compactMap { DockerServiceAgent.Layer(rawValue: String($0)) }
    var input = DockerServiceAgent.Input(
      backend: try backendIfAny(), frontend: try frontendIfAny(), compose: compose)
    if !layers.isEmpty { input.layers = Set(layers) }
    if let path = config.compose.flatMap({ try? RelativePath($0) }) { input.path = path }
    return input
  }

  /// The frontend to work on; nil when the workspace has none that pages are generated into.
  private func frontendIfAny() throws(OrchestrationError) -> Frontend? {
    do throws(OrchestrationError) {
      return try frontend()
    } catch .detection(.noNextJS), .detection(.pagesRouter) {
      return nil
    }
  }
}
