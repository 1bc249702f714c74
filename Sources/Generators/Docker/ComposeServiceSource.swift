internal import Patch
internal import ProjectModel

/// The text of one service.
struct ComposeServiceSource {
  /// A variable of its environment.
  struct Variable {
    let name: String
    let value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = Self.scalar(value)
    }

    /// The value as YAML, in quotes where a plain one would mean something else.
    private static func scalar(_ text: String) -> String {
      let isPlain =
        text.utf8.allSatisfy { byte in
          (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
            || "_./:@${}?+-=".utf8.contains(byte)
        } && text.contains { $0.isLetter } && !text.hasSuffix(":") && text.first != "?"
      guard !isPlain else { return text }
      return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
  }

  /// A service that it needs.
  struct Dependency {
    let name: String
    let condition: String

    init(_ name: String, isHealthy: Bool) {
      self.name = name
      condition = isHealthy ? "service_healthy" : "service_started"
    }
  }

  let name: String
  var image: String?
  /// The build's directory, when nothing else need be said of it.
  var directory: String?
  /// The build's directory, when its Dockerfile lies elsewhere.
  var context: String?
  var dockerfile: String?
  var environmentFile: String?
  var environment: [Variable] = []
  var ports: [String] = []
  var volume: String?
  var health: String?
  var dependencies: [Dependency] = []
  var networks: [String] = []

  init(name: String) { self.name = name }

  /// Builds it from a directory.
  mutating func take(_ place: BuildPlace, from directory: RelativePath?) {
    let context = ComposePath.text(place.context, from: directory)
    let file = place.below(place.dockerfile)
    guard file != "Dockerfile" else { return self.directory = context }
    (self.context, dockerfile) = (context, file)
  }

  private struct View {
    let source: ComposeServiceSource
    let hasEnvironment: Bool
    let hasPorts: Bool
    let hasDependencies: Bool
    let hasNetworks: Bool
  }

  /// The value of its entry: a block without indentation.
  var text: String {
    Template.composeService.render(
      View(
        source: self, hasEnvironment: !environment.isEmpty, hasPorts: !ports.isEmpty,
        hasDependencies: !dependencies.isEmpty, hasNetworks: !networks.isEmpty))
  }
}

/// The text of a whole Compose file.
struct ComposeFileSource {
  let services: [ComposeServiceSource]
  let volumes: [String]

  private struct View {
    let services: [Entry]
    let volumes: [String]
    let hasVolumes: Bool
  }

  private struct Entry {
    let isLater: Bool
    let name: String
    let lines: [String]
  }

  /// The file's text.
  var text: String {
    let entries = services.enumerated().map { number, service in
      Entry(
        isLater: number > 0, name: service.name,
        lines: service.text.split(separator: "\n").map(String.init))
    }
    return Template.compose.render(
      View(services: entries, volumes: volumes, hasVolumes: !volumes.isEmpty))
  }
}
