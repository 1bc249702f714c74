package import Patch

extension FrontendLayout {
  /// How a name in snake case is written in a path.
  package func fileName(_ name: String) -> String {
    names.value == .kebab ? NameCase.kebab(name) : name
  }

  /// The file of a layer, below the frontend's root; nil for layers of the backend.
  ///
  /// - Throws: when a pattern gives no path of the workspace.
  package func path(
    of layer: EntityLayer, for entity: Entity
  ) throws(PathError) -> RelativePath? {
    let one = fileName(entity.name)
    let many = fileName(entity.plural)
    func inRoutes(_ name: String) throws(PathError) -> RelativePath {
      try path(routes, for: entity).appending(try RelativePath(name))
    }
    func inPage(_ name: String) throws(PathError) -> RelativePath {
      try path(page, for: entity).appending(try RelativePath(name))
    }
    switch layer {
    case .model, .schemas, .crud, .router, .registration: return nil
    case .types: return try path(types, for: entity)
    case .getRoute, .postRoute: return try inRoutes("route.ts")
    case .putRoute, .deleteRoute: return try inRoutes("[id]/route.ts")
    case .context: return try inPage("context/\(many)-context.tsx")
    case .table: return try inPage("_components/table/\(many)-table.tsx")
    case .columns: return try inPage("_components/table/columns.tsx")
    case .addModal: return try inPage("_components/modals/add-\(one)-sheet.tsx")
    case .editModal: return try inPage("_components/modals/edit-\(one)-sheet.tsx")
    case .page: return try inPage("page.tsx")
    }
  }
}
