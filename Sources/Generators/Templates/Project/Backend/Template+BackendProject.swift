extension Template {
  /// The templates of a new backend.
  static let backendProject: [Template] = [
    .backendMain, .backendPackage, .backendLifespan, .backendMiddleware, .backendExceptionHandlers,
    .backendRouters, .backendGeneralRouters, .backendSettingRouters, .backendHealthRouter,
    .backendHealthSchema, .backendConfig, .backendLogs, .backendCache, .backendBase, .backendModel,
    .backendSession, .backendSchemaBase, .backendAlembic, .backendMigrationEnvironment,
    .backendMigrationText, .backendFirstMigration, .backendSecurity, .backendCurrentUser,
    .backendUserSchema, .backendAuthSchema, .backendUsers, .backendRefreshTokens,
    .backendAuthRouter, .backendWorker, .backendWorkerSession, .backendSampleTask,
    .backendTokenTask, .backendTestSetup, .backendHealthTests, .backendSettingsTests,
    .backendRequestTests, .backendMigrationTests, .backendTaskTests, .backendAuthTests,
    .backendRequirements, .backendTools, .backendPyproject, .backendIgnored, .backendReadme,
  ]
}
