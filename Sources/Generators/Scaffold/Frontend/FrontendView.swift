internal import ProjectModel

/// What the templates of a frontend are given.
struct FrontendView {
  /// The ranges of packages.
  struct Ranges {
    let clsx = FrontendPackage.classes.range
    let hookForm = FrontendPackage.hookForm.range
    let icons = FrontendPackage.icons.range
    let merge = FrontendPackage.merge.range
    let radix = FrontendPackage.radix.range
    let resolvers = FrontendPackage.resolvers.range
    let serverOnly = FrontendPackage.serverOnly.range
    let sonner = FrontendPackage.messages.range
    let table = FrontendPackage.table.range
    let variants = FrontendPackage.variants.range
    let zod = FrontendPackage.zod.range
  }

  /// The project's name in kebab case.
  let name: String
  /// Its name for people, and a sentence about it, as string literals.
  let titleLiteral: String
  let descriptionLiteral: String
  /// Which modules it has.
  let auth: Bool
  let dataTables: Bool
  let forms: Bool
  let navigation: Bool
  /// What Next.js calls the function that stands before all pages.
  let proxy: String
  /// Whether that has to be told to run in Node.js.
  let nodejs: Bool
  let range = Ranges()

  /// The name of that function, and of its file, since Next.js 16.
  static let proxy = "proxy"

  /// The view of a new frontend.
  init(_ choices: ProjectChoices) {
    let modules = Set(FrontendProject(choices: choices).modules)
    self.init(name: choices.name, modules: modules, next: 16)
  }

  /// The view of a frontend that has some modules.
  ///
  /// - Parameter next: The major version of Next.js.
  init(name: String, modules: Set<FrontendModule>, next: Int) {
    self.name = name
    let title = NameCase.sentence(name.replacing("-", with: "_"))
    titleLiteral = TypeScriptText.literal(title)
    descriptionLiteral = TypeScriptText.literal("\(title), made with FastAPI and Next.js")
    auth = modules.contains(.authPages)
    dataTables = modules.contains(.dataTable)
    forms = modules.contains(.forms)
    navigation = modules.contains(.navigation)
    proxy = Self.proxyName(next: next)
    nodejs = next < 16
  }

  /// The name of the file that stands before all pages.
  static func proxyName(next: Int) -> String { next < 16 ? "middleware" : proxy }
}
