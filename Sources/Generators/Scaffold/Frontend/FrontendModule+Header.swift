internal import Patch
internal import SourceEdits

extension FrontendModule {
  /// The file with what stands in the header, which several modules add to.
  static let headerActions: RelativePath = "components/navigation/header-actions.ts"
  /// The file whose component the module to sign in adds to it.
  static let userMenu: RelativePath = "components/auth/user-menu.tsx"

  /// The edits that put the person who is signed in into the header.
  static let userMenuEdits: [StructuredEdit] = [
    .addModuleImport(ModuleImportEdit(module: "@/components/auth/user-menu", name: "UserMenu")),
    .addElement(ElementEdit(target: "headerActions", source: "UserMenu")),
  ]
}
