/// A package that scaffolded files import, with the range they are written for.
struct FrontendPackage: Hashable {
  let name: String
  let range: String

  /// Class names, and their variants.
  static let styling = [classes, merge, variants]
  static let classes = FrontendPackage(name: "clsx", range: "^2.1.1")
  static let hookForm = FrontendPackage(name: "react-hook-form", range: "^7.60.0")
  static let icons = FrontendPackage(name: "lucide-react", range: "^0.540.0")
  static let merge = FrontendPackage(name: "tailwind-merge", range: "^3.3.0")
  static let messages = FrontendPackage(name: "sonner", range: "^2.0.0")
  static let radix = FrontendPackage(name: "radix-ui", range: "^1.4.0")
  static let resolvers = FrontendPackage(name: "@hookform/resolvers", range: "^5.2.0")
  static let serverOnly = FrontendPackage(name: "server-only", range: "^0.0.1")
  static let table = FrontendPackage(
    name: DataTableDialect.package, range: DataTableRequirements.range)
  static let variants = FrontendPackage(name: "class-variance-authority", range: "^0.7.1")
  static let zod = FrontendPackage(name: "zod", range: "^4.1.0")
}
