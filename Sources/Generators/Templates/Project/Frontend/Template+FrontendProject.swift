extension Template {
  /// The templates of a new frontend, and of the modules that one can be given.
  static let frontendProject: [Template] = [
    .frontendPackage, .frontendCompiler, .frontendNextConfig, .frontendPostCSS, .frontendLint,
    .frontendIgnored, .frontendLibrary, .frontendStyles, .frontendLayout, .frontendErrorPage,
    .frontendGlobalError, .frontendNotFound, .frontendLoading, .frontendStart, .frontendHealth,
    .frontendProviders, .frontendSite, .frontendClassNames, .frontendServerFetch, .frontendButton,
    .frontendInput, .frontendLabel, .frontendTextarea, .frontendCheckbox, .frontendToggle,
    .frontendSelect, .frontendForm, .frontendBadge, .frontendSkeleton, .frontendTable,
    .frontendDialog, .frontendSheet, .frontendMenu, .frontendMessages, .frontendNavigation,
    .frontendNavigationLinks, .frontendSidebar, .frontendMobileNavigation, .frontendHeader,
    .frontendHeaderActions, .frontendThemeMenu, .frontendPagesLayout, .frontendProxy,
    .frontendAuthCookies, .frontendAuthBackend, .frontendAuthPaths, .frontendAuthHandlers,
    .frontendAuthUser, .frontendLoginRoute, .frontendRegisterRoute, .frontendRefreshRoute,
    .frontendLogoutRoute, .frontendMeRoute, .frontendAuthLayout, .frontendAuthForm,
    .frontendLoginForm, .frontendRegisterForm, .frontendLoginPage, .frontendRegisterPage,
    .frontendAccountPage, .frontendUserMenu, .frontendSignOutButton,
  ]
}
