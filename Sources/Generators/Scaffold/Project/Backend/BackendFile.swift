internal import Patch

/// One file of a new backend: where it lies below it, and whether there is any.
struct BackendFile {
  let path: RelativePath
  let template: Template
  /// The choice that asks for it.
  private let isAskedFor: (@Sendable (BackendView) -> Bool)?

  private init(
    _ path: RelativePath, _ template: Template,
    when isAskedFor: (@Sendable (BackendView) -> Bool)? = nil
  ) {
    (self.path, self.template, self.isAskedFor) = (path, template, isAskedFor)
  }

  /// Whether the choices ask for it.
  func isWanted(_ view: BackendView) -> Bool { isAskedFor?(view) ?? true }

  /// All but the markers of packages, in the order a person would read them.
  static let all = application + auth + migrations + worker + tests + tools

  private static let application = [
    BackendFile("main.py", .backendMain),
    BackendFile("core/config.py", .backendConfig),
    BackendFile("core/logs.py", .backendLogs),
    BackendFile("core/cache.py", .backendCache) { $0.redis },
    BackendFile("core/app_setup/lifespan.py", .backendLifespan),
    BackendFile("core/app_setup/middleware.py", .backendMiddleware),
    BackendFile("core/app_setup/exception_handlers.py", .backendExceptionHandlers),
    BackendFile("core/app_setup/setup_routers.py", .backendRouters),
    BackendFile("core/app_setup/routers_group/general_routers.py", .backendGeneralRouters),
    BackendFile("core/app_setup/routers_group/setting_routers.py", .backendSettingRouters),
    BackendFile("db/base.py", .backendBase),
    BackendFile("db/model.py", .backendModel),
    BackendFile("db/session.py", .backendSession),
    BackendFile("api/schemas/base_schema.py", .backendSchemaBase),
    BackendFile("api/schemas/health_schema.py", .backendHealthSchema),
    BackendFile("api/routers/health_router.py", .backendHealthRouter),
  ]

  private static let auth = [
    BackendFile("core/security.py", .backendSecurity) { $0.jwt },
    BackendFile(RecordedRouter.currentUser, .backendCurrentUser) { $0.jwt },
    BackendFile("api/schemas/user_schema.py", .backendUserSchema) { $0.jwt },
    BackendFile("api/schemas/auth_schema.py", .backendAuthSchema) { $0.jwt },
    BackendFile("api/crud/users.py", .backendUsers) { $0.jwt },
    BackendFile("api/crud/refresh_tokens.py", .backendRefreshTokens) { $0.jwt },
    BackendFile("api/routers/auth_router.py", .backendAuthRouter) { $0.jwt },
  ]

  private static let migrations = [
    BackendFile("alembic.ini", .backendAlembic),
    BackendFile("alembic/env.py", .backendMigrationEnvironment),
    BackendFile("alembic/script.py.mako", .backendMigrationText),
    BackendFile("alembic/versions/0001_users.py", .backendFirstMigration) { $0.jwt },
  ]

  private static let worker = [
    BackendFile("worker/celery_app.py", .backendWorker) { $0.celery },
    BackendFile("worker/session.py", .backendWorkerSession) { $0.celery },
    BackendFile("worker/tasks/sample.py", .backendSampleTask) { $0.celery },
    BackendFile("worker/tasks/tokens.py", .backendTokenTask) { $0.celery && $0.jwt },
  ]

  private static let tests = [
    BackendFile("tests/conftest.py", .backendTestSetup),
    BackendFile("tests/test_health.py", .backendHealthTests),
    BackendFile("tests/test_settings.py", .backendSettingsTests),
    BackendFile("tests/test_requests.py", .backendRequestTests),
    BackendFile("tests/test_migrations.py", .backendMigrationTests),
    BackendFile("tests/test_auth.py", .backendAuthTests) { $0.jwt },
    BackendFile("tests/test_tasks.py", .backendTaskTests) { $0.celery },
  ]

  private static let tools = [
    BackendFile("requirements.txt", .backendRequirements),
    BackendFile("requirements-dev.txt", .backendTools),
    BackendFile("pyproject.toml", .backendPyproject),
    BackendFile(".gitignore", .backendIgnored),
    BackendFile("README.md", .backendReadme),
  ]
}
