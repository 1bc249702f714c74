internal import Patch
internal import ProjectModel

/// The files of a page, and how they import each other.
struct PageFiles {
  /// The directory of the page.
  let directory: RelativePath
  /// `product`, in the project's case.
  let stem: String
  /// `products`, in the project's case.
  let pluralStem: String
  /// The client that the pages of all entities share.
  let client: RelativePath
  private let types: RelativePath
  private let frontend: Frontend

  /// The files.
  enum File: CaseIterable {
    case types, query, api, context, schema, fields, form, columns, skeleton, toolbar, table
    case modal, add, edit, delete, page, loading, error, styles
  }

  init(_ contract: EntityContract, frontend: Frontend) {
    let separator = frontend.layout.names.value == .kebab ? "-" : "_"
    func spelled(_ name: String) -> String { name.replacing("_", with: separator) }
    directory = contract.files.page
    stem = spelled(contract.names.snake)
    pluralStem = spelled(contract.names.plural)
    let library: RelativePath = "lib"
    let sources = frontend.source ?? frontend.root
    let name = RelativePath(unchecked: Array(spelled("api_client.ts").utf8))
    client = (sources?.appending(library) ?? library).appending(name)
    types = contract.files.types
    self.frontend = frontend
    self.separator = separator
  }

  private let separator: String

  private func joined(_ parts: [String]) -> String { parts.joined(separator: separator) }

  /// The path of a file.
  func path(_ file: File) -> RelativePath {
    let below =
      switch file {
      case .types: "_lib/\(joined([stem, "types"])).ts"
      case .query: "_lib/\(joined([pluralStem, "query"])).ts"
      case .api: "_lib/\(joined([pluralStem, "api"])).ts"
      case .context: "context/\(joined([pluralStem, "context"])).tsx"
      case .schema: "_components/forms/\(joined([stem, "schema"])).ts"
      case .fields: "_components/forms/fields.tsx"
      case .form: "_components/forms/\(joined([stem, "form"])).tsx"
      case .columns: "_components/table/columns.tsx"
      case .skeleton: "_components/table/\(joined([pluralStem, "skeleton"])).tsx"
      case .toolbar: "_components/table/\(joined([pluralStem, "toolbar"])).tsx"
      case .table: "_components/table/\(joined([pluralStem, "table"])).tsx"
      case .modal: "_components/modals/modal.tsx"
      case .add: "_components/modals/\(joined(["add", stem, "sheet"])).tsx"
      case .edit: "_components/modals/\(joined(["edit", stem, "sheet"])).tsx"
      case .delete: "_components/modals/\(joined(["delete", stem, "dialog"])).tsx"
      case .page: "page.tsx"
      case .loading: "loading.tsx"
      case .error: "error.tsx"
      case .styles: "\(pluralStem).module.css"
      }
    return directory.appending(RelativePath(unchecked: Array(below.utf8)))
  }

  /// What a file writes behind `from`.
  func modules(for file: File) -> PageModules {
    func stem(_ other: File) -> String {
      let name = path(other).name
      return String(decoding: name.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
    }
    return PageModules(
      types: frontend.specifier(of: types, from: path(file)),
      client: frontend.specifier(of: client, from: path(file)), ownTypes: stem(.types),
      query: stem(.query),
      api: stem(.api), context: stem(.context), schema: stem(.schema), form: stem(.form),
      skeleton: stem(.skeleton), toolbar: stem(.toolbar), table: stem(.table), add: stem(.add),
      edit: stem(.edit), delete: stem(.delete))
  }
}

/// What the files of a page write behind `from`: whole for shared modules, the last part for the
/// page's own.
struct PageModules {
  let types: String
  let client: String
  let ownTypes: String
  let query: String
  let api: String
  let context: String
  let schema: String
  let form: String
  let skeleton: String
  let toolbar: String
  let table: String
  let add: String
  let edit: String
  let delete: String
}
