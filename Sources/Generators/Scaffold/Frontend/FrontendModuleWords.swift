internal import Patch
internal import ProjectModel

/// What is told when a module was made.
struct FrontendModuleWords {
  let frontend: Frontend
  let module: FrontendModule
  let absences: FrontendAbsences

  /// What keeps the module from looking or working as it should; none of it stops anything.
  func warnings(
    _ files: [GeneratedChanges.File], tree: some ReadableTree
  ) throws(GenerationError) -> [String] {
    var found: [String] = []
    do throws(TreeError) {
      if try !DataTableDialect.hasTheme(frontend, tree) {
        let command = absences.inRoot(absences.manager.running("shadcn@latest init"))
        found.append(
          "no style sheet has the theme's colours, such as --background; add them with '\(command)'"
        )
      }
      for file in files where file.state == .adopted {
        if let word = try warning(of: file.path, in: tree) { found.append(word) }
      }
    } catch {
      throw .tree(error)
    }
    return found
  }

  /// What a file that stands there has to do for the module.
  private func warning(
    of path: RelativePath, in tree: some ReadableTree
  ) throws(TreeError) -> String? {
    let text = String(decoding: try tree.contents(of: path) ?? [], as: UTF8.self)
    switch path.fileName {
    case "server-fetch.ts" where !text.contains("access_token"):
      return "\(path) does not send the token of the cookie 'access_token': let it do so, or nobody"
        + " is signed in"
    case "proxy.ts" where !text.contains("renewTokens"),
      "middleware.ts" where !text.contains("renewTokens"):
      return "\(path) does not guard pages: let it renew sessions and lead to /login"
    case "layout.tsx" where module == .navigation && !text.contains("Sidebar"):
      return "\(path) is left as it is: render Sidebar and Header of components/navigation in it"
    default: return nil
    }
  }

  /// What a person does next.
  func nextSteps(adds packages: Bool) -> [String] {
    var steps: [String] = []
    if packages {
      let command = absences.inRoot("\(absences.manager.rawValue) install")
      steps.append("(\(command))  # fetch what package.json lists now")
    }
    switch module {
    case .authPages:
      steps.append(
        "python3 -m webbrowser http://localhost:3000/login  # with the frontend and the backend"
          + " running")
    case .navigation:
      steps.append("backstitch generate data-table NAME  # makes a page, and enters it")
    case .dataTable:
      steps.append("backstitch generate data-table NAME  # makes a page with it")
    case .forms, .modals: break
    }
    return steps
  }
}
