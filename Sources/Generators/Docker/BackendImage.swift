internal import Patch
internal import ProjectModel

/// The Dockerfile of a FastAPI backend.
struct BackendImage {
  private let build: BackendBuild
  private let driver: DatabaseDriver?

  init(_ build: BackendBuild, driver: DatabaseDriver?) {
    self.build = build
    self.driver = driver
  }

  private struct View {
    let image: String
    let uv: Bool
    let poetry: Bool
    let project: Bool
    let requirements: String?
    let needsSources: Bool
    let isWritable: Bool
    let source: String
    let command: String
  }

  /// The file's text.
  var text: String {
    var requirements: String?
    var needsSources = false
    if case .requirements(let file, let whole) = build.installer {
      (requirements, needsSources) = (file, whole)
    }
    return Template.fastAPIImage.render(
      View(
        image: image, uv: build.installer == .uv, poetry: build.installer == .poetry,
        project: build.installer == .project, requirements: requirements,
        needsSources: needsSources, isWritable: driver?.database == "sqlite",
        source: isShared ? build.place.home ?? "." : ".", command: command))
  }

  /// Whether the context has another project, so that the image gets the code's directory alone.
  private var isShared: Bool { build.place.dockerfile.parent != build.place.context }

  /// Drivers that are compiled need a compiler, and headers that the small image lacks.
  private var image: String {
    let isCompiled = ["mysqlclient", "psycopg2"].contains(driver?.name)
    return "python:\(build.python)\(isCompiled ? "" : "-slim")"
  }

  private var command: String {
    var words = ["uvicorn", build.target]
    if build.isFactory { words.append("--factory") }
    if !isShared, let home = build.place.home { words += ["--app-dir", home] }
    words += ["--host", "0.0.0.0", "--port", "8000"]
    return "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }

  /// The directories of other projects in the context.
  func ignored(_ others: [RelativePath]) -> [String] {
    others.compactMap { other in
      let isInside = build.place.context.map { other.isBelow($0) } ?? true
      return isInside ? build.place.below(other) : nil
    }
  }
}
