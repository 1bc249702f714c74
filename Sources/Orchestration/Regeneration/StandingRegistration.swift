internal import Generators
internal import Patch
internal import ProjectModel

/// Keeps the registration of a router that is made again where it stands.
///
/// A registrar that somebody moved took it along, and one that nothing calls any more keeps it: a new
/// field changes neither. One that stands nowhere was deleted.
struct StandingRegistration {
  private let input: AgentInput
  /// The registrar that includes the router; nil when none does.
  private let standing: RegistrarFinding?
  /// The outputs with the registration where it stands, else where it was recorded.
  let outputs: GeneratedOutputs

  init(of recorded: GeneratedOutputs, in input: AgentInput) {
    self.input = input
    standing = recorded.registrar(in: input.detection)
    outputs = standing.map { recorded.registered(in: $0.path) } ?? recorded
  }

  /// The registrar to name to the generator, `PATH:NAME`; nil where its file has none, or several and
  /// nobody knows which.
  func registrar(in detection: Detection) -> String? {
    guard let path = outputs.registration?.path else { return nil }
    let all = detection.backends.flatMap(\.registrars).filter { $0.path == path }
    let named = all.filter { $0.name == standing?.name }
    let found = [named, all.filter(\.isLive), all].first { $0.count == 1 }?.first
    guard let found else { return nil }
    guard all.count > 1 else { return path.description }
    return found.name.map { "\(path):\($0)" }
  }

  /// What was made and is made now, so that the registration is one thing in both, wherever the
  /// generator would put it. One that was deleted and is to be made again is made there.
  func paired(
    _ old: GeneratedOutputs, _ new: GeneratedOutputs
  ) throws(GenerationError) -> (old: GeneratedOutputs, new: GeneratedOutputs) {
    guard input.request.registrar == nil, let place = old.registration?.path,
      let wanted = new.registration?.path
    else {
      return (old, new)
    }
    if input.request.recreates, standing == nil, try !old.isRegistered(in: input.tree) {
      return (old.registered(in: wanted), new)
    }
    return (old, new.registered(in: place))
  }
}
