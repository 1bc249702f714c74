internal import Patch

/// Where a frontend has its pages, and where its sources lie.
struct AppRouterScan {
  let sources: FrontendSources

  /// The router: `app/` before `src/app/`, as Next.js looks for them; `pages/` alone; else where
  /// `app/` would be.
  func router() -> Found<AppRouter> {
    for name: RelativePath in ["app", "src/app"] {
      if let file = firstScript(below: sources.path(name)) {
        return Found(AppRouter(.app, sources.path(name)), .certain, [Evidence(file, 1, "\(name)/")])
      }
    }
    for name: RelativePath in ["pages", "src/pages"] {
      if let file = firstScript(below: sources.path(name)) {
        return Found(
          AppRouter(.pages, sources.path(name)), .certain, [Evidence(file, 1, "\(name)/")])
      }
    }
    let name: RelativePath = sources.hasDirectory(sources.path("src")) ? "src/app" : "app"
    return Found(AppRouter(.app, sources.path(name)), .assumed)
  }

  /// The directory of `lib/` and `components/`: the one of the two that has them, `src/` with
  /// `src/app/` when none does.
  func source(_ router: AppRouter) -> RelativePath? {
    let inner = sources.path("src")
    let isInner = router.directory.isBelow(inner)
    let names: [RelativePath] = ["components", "lib", "types", "hooks"]
    let counts = [sources.root, inner].map { directory in
      names.count { firstScript(below: directory?.appending($0) ?? $0) != nil }
    }
    if counts[0] == counts[1] { return isInner ? inner : sources.root }
    return counts[1] > counts[0] ? inner : sources.root
  }

  /// A Python package may be called `app` too.
  private func firstScript(below directory: RelativePath) -> RelativePath? {
    sources.files.first { $0.isBelow(directory) && $0.isScript }
  }
}

extension RelativePath {
  /// Whether it is TypeScript or JavaScript.
  var isScript: Bool {
    hasSuffix(".tsx") || hasSuffix(".ts") || hasSuffix(".jsx") || hasSuffix(".js")
      || hasSuffix(".mdx") || hasSuffix(".mjs")
  }

  /// Whether the last component is the stem and something behind a dot.
  func isNamed(_ stem: StaticString) -> Bool {
    stem.withUTF8Buffer { stem in
      let name = name
      return name.count > stem.count && name.starts(with: stem)
        && name[name.startIndex + stem.count] == UInt8(ascii: ".")
    }
  }

  /// The last component without what follows its first dot: `data-table` of `data-table.tsx`.
  var stem: String { String(fileName.prefix { $0 != "." }) }
}
