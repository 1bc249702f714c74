extension Template {
  /// All templates, by name: what `templates list` shows and a project can override.
  static let all: [Template] =
    ([
      .compose, .composeService, .fastAPIImage, .nextImage, .dockerIgnore,
      .crud, .enumeration, .model, .modelFile, .router, .schemaBase, .schemas, .tests,
      .apiClient, .backendProxy, .page, .pageAdd, .pageAPI, .pageColumns, .pageContext, .pageDelete,
      .pageEdit, .pageError, .pageFields, .pageForm, .pageLoading, .pageModal, .pageQuery,
      .pageSchema, .pageSkeleton, .pageTable, .pageToolbar, .route, .types,
      .dataTable, .dataTableColumnHeader, .dataTableHook, .dataTableIcons, .dataTableIndex,
      .dataTableLabels, .dataTablePagination, .dataTablePrimitives, .dataTableSelection,
      .dataTableSkeleton, .dataTableStyles, .dataTableToolbar, .dataTableViewOptions,
    ] + backendProject + frontendProject + projectInfrastructure + projectWiring
    + agentFiles)
    .sorted { $0.name < $1.name }
}
