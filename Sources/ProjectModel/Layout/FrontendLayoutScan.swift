internal import Patch

/// Where the files of an entity go in a frontend: the configuration, else what existing files show,
/// else the defaults below its sources.
struct FrontendLayoutScan {
  let sources: FrontendSources
  let router: AppRouter
  let source: RelativePath?
  let config: ProjectConfig.Frontend?
  let backends: [Backend]

  /// The layout.
  func layout() -> FrontendLayout {
    let names = EntityNaming(backends: backends)
    return FrontendLayout(
      names: fileNames(), types: configured(config?.types) ?? types(names),
      routes: configured(config?.routes) ?? routes(names),
      page: configured(config?.page) ?? page(names))
  }

  private func configured(_ text: String?) -> Found<PathPattern>? {
    guard var text = text?[...] else { return nil }
    while text.hasSuffix("/") { text.removeLast() }
    let pattern = PathPattern(String(text))
    return Found(pattern, .certain, [Evidence(ProjectFiles.config, 1, pattern.text)])
  }

  /// A pattern that existing paths follow, with the path that shows it.
  private typealias Example = (pattern: String, path: RelativePath)

  /// The most frequent pattern; one that begins as the default does comes first.
  private func usual(_ found: [Example], like standard: String) -> Found<PathPattern>? {
    let directory = standard.split(separator: "/").dropLast().joined(separator: "/") + "/"
    let near = found.filter { $0.pattern.hasPrefix(directory) }
    let kept = near.isEmpty ? found : near
    guard let pattern = kept.map(\.pattern).mostFrequent,
      let example = kept.first(where: { $0.pattern == pattern })
    else { return nil }
    return Found(PathPattern(pattern), .certain, [Evidence(example.path, 1, "existing file")])
  }

  // MARK: Route handlers

  private func routes(_ names: EntityNaming) -> Found<PathPattern> {
    let standard = inApp("api/setting/{plural}")
    let handlers = sources.files.filter { $0.isNamed("route") && $0.isScript }
    let found: [Example] = handlers.compactMap { path in
      guard let directory = path.parent.flatMap(sources.below), directory.contains("api/"),
        path.isBelow(router.directory)
      else { return nil }
      return names.pattern(ofDirectory: directory).map { ($0, path) }
    }
    if let usual = usual(found, like: standard) { return usual }
    return assumed(standard)
  }

  // MARK: Pages

  private func page(_ names: EntityNaming) -> Found<PathPattern> {
    let pages = sources.files.filter {
      $0.isNamed("page") && $0.isScript && $0.isBelow(router.directory)
    }
    let standard = inApp(localePrefix(pages) + "(pages)/setting/{plural}")
    let found: [Example] = pages.compactMap { path in
      guard let directory = path.parent.flatMap(sources.below) else { return nil }
      return names.pattern(ofDirectory: directory).map { ($0, path) }
    }
    if let usual = usual(found, like: standard) { return usual }
    return assumed(standard)
  }

  /// `[locale]/` when all pages but a redirecting one lie there.
  private func localePrefix(_ pages: [RelativePath]) -> String {
    let depth = router.directory.components.count
    let firsts = pages.compactMap { path in
      path.components.count > depth + 1
        ? String(decoding: path.components[depth], as: UTF8.self) : nil
    }
    guard let first = firsts.first, firsts.allSatisfy({ $0 == first }),
      first.hasPrefix("["), !first.hasPrefix("[[")
    else { return "" }
    return first + "/"
  }

  // MARK: Types

  private func types(_ names: EntityNaming) -> Found<PathPattern> {
    let standard = inSource("lib/types/api/{entity}.ts")
    let directories: Set<String> = ["types", "interfaces", "type", "@types"]
    let modules = sources.files.filter { path in
      guard path.hasSuffix(".ts"), !path.hasSuffix(".d.ts"),
        let source = sources.below(path), path.stem != "index"
      else { return false }
      let parts = source.split(separator: "/").dropLast().map(String.init)
      return !directories.isDisjoint(with: parts) || path.fileName.hasSuffix(".types.ts")
        || path.fileName.hasSuffix(".type.ts")
    }
    let found: [Example] = modules.compactMap { path in
      guard let text = sources.below(path) else { return nil }
      return names.pattern(ofFile: text, stem: path.stem).map { ($0, path) }
    }
    if let usual = usual(found, like: standard) { return usual }
    for directory in ["lib/types/api", "types/api", "lib/types", "types"] {
      let place = inSource(directory) + "/"
      guard let module = modules.first(where: { sources.below($0)?.hasPrefix(place) == true })
      else {
        continue
      }
      return Found(
        PathPattern(place + "{entity}.ts"), .likely, [Evidence(module, 1, "existing file")])
    }
    return Found(PathPattern(standard), .assumed)
  }

  // MARK: Names

  /// Kebab unless more names of two words are in snake case.
  private func fileNames() -> Found<FrontendLayout.FileNames> {
    var found: [FrontendLayout.FileNames: (count: Int, first: RelativePath)] = [:]
    for path in sources.files where path.isScript && isOurs(path) {
      let file = path.name.prefix { $0 != UInt8(ascii: ".") }
      for name in [file, path.parent?.name ?? []] {
        guard let spelling = Self.spelling(of: name) else { continue }
        found[spelling, default: (0, path)].count += 1
      }
    }
    if let snake = found[.snake], snake.count > found[.kebab]?.count ?? 0 {
      return Found(.snake, .likely, [Evidence(snake.first, 1, "existing file")])
    }
    return found[.kebab].map { Found(.kebab, .certain, [Evidence($0.first, 1, "existing file")]) }
      ?? Found(.kebab, .assumed)
  }

  /// How a name of two words is spelled; nil for one word, for capitals, and for parts of routes in
  /// brackets.
  private static func spelling(of name: ArraySlice<UInt8>) -> FrontendLayout.FileNames? {
    var spelling: FrontendLayout.FileNames?
    for byte in name.drop(while: { $0 == UInt8(ascii: "_") }) {
      switch byte {
      case UInt8(ascii: "-"): spelling = .kebab
      case UInt8(ascii: "_"): spelling = spelling ?? .snake
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      default: return nil
      }
    }
    return spelling
  }

  /// Whether it is named by the project: the component library brings its own names.
  private func isOurs(_ path: RelativePath) -> Bool {
    let isInside = path.isBelow(router.directory) || source.map { path.isBelow($0) } ?? true
    return isInside && !path.bytes.mentions("/ui/")
  }

  // MARK: Defaults

  /// A default that nothing shows; likely when its directory is there.
  private func assumed(_ pattern: String) -> Found<PathPattern> {
    let directory = pattern.split(separator: "/").dropLast().joined(separator: "/")
    let isThere = (try? RelativePath(directory)).map { sources.hasDirectory(sources.path($0)) }
    return Found(PathPattern(pattern), isThere == true ? .likely : .assumed)
  }

  private func inApp(_ text: String) -> String {
    (sources.below(router.directory) ?? "app") + "/" + text
  }

  private func inSource(_ text: String) -> String {
    let directory = source.flatMap(sources.below) ?? ""
    return directory.isEmpty ? text : directory + "/" + text
  }
}
