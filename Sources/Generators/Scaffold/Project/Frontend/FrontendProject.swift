internal import Patch
internal import ProjectModel

/// What a new project has of a Next.js project.
struct FrontendProject: ProjectContent {
  let choices: ProjectChoices

  /// All it makes, in order.
  var outputs: [ProjectOutput] {
    let root = RelativePath(unchecked: Array(choices.frontend.utf8))
    let view = FrontendView(choices)
    var seen: Set<RelativePath> = []
    let files = (Self.files + modules.flatMap { $0.files() }).filter {
      seen.insert($0.path(below: root)).inserted
    }
    return files.map { .file($0.path(below: root), $0.template, view: view) }
      + table(below: root)
      + [.variable(BackendProxy.variable, value: BackendProxy.address)]
  }

  /// What a person does next.
  var nextSteps: [NextStep] {
    let directory = ShellCommand.quoted(choices.frontend)
    let files = [ProjectChoices.path(choices.frontend, "package.json")]
    return [
      .init(
        text: "(cd \(directory) && npm install)  # fetch the frontend's packages", files: files),
      .init(
        text: "(cd \(directory) && npm run dev)  # start it on http://localhost:3000",
        files: files),
    ]
  }

  /// The modules it is composed of. Pages to sign in need somebody who signs in.
  var modules: [FrontendModule] {
    var found = [FrontendModule.modals]
    if choices.has(.dataTables) { found.append(.dataTable) }
    if choices.has(.forms) { found.append(.forms) }
    if choices.has(.authPages), choices.auth == .jwt { found.append(.authPages) }
    if choices.has(.navigation) { found.append(.navigation) }
    return found
  }

  private func table(below root: RelativePath) -> [ProjectOutput] {
    guard choices.has(.dataTables) else { return [] }
    let directory = root.appending("components/data-table")
    return DataTableSource(dialect: .scaffolded).files.map {
      .text(directory.appending(name: $0.name.utf8), $0.text, $0.template)
    }
  }

  /// What every frontend has.
  private static let files = [
    FrontendFile(.root, "package.json", .frontendPackage),
    FrontendFile(.root, "tsconfig.json", .frontendCompiler),
    FrontendFile(.root, "next.config.ts", .frontendNextConfig),
    FrontendFile(.root, "postcss.config.mjs", .frontendPostCSS),
    FrontendFile(.root, "eslint.config.mjs", .frontendLint),
    FrontendFile(.root, "components.json", .frontendLibrary),
    FrontendFile(.root, ".gitignore", .frontendIgnored),
    FrontendFile(.app, "globals.css", .frontendStyles),
    FrontendFile(.app, "layout.tsx", .frontendLayout),
    FrontendFile(.app, "error.tsx", .frontendErrorPage),
    FrontendFile(.app, "global-error.tsx", .frontendGlobalError),
    FrontendFile(.app, "not-found.tsx", .frontendNotFound),
    FrontendFile(.app, "(pages)/loading.tsx", .frontendLoading),
    FrontendFile(.app, "(pages)/page.tsx", .frontendStart),
    FrontendFile(.app, "api/health/route.ts", .frontendHealth),
    FrontendFile(.source, "lib/site.ts", .frontendSite),
    FrontendFile(.source, "lib/utils.ts", .frontendClassNames),
    FrontendFile(.source, "lib/server-fetch.ts", .frontendServerFetch),
    FrontendFile(.source, "components/providers.tsx", .frontendProviders),
    .component("button", .frontendButton), .component("skeleton", .frontendSkeleton),
    .component("sonner", .frontendMessages),
  ]
}
