internal import Patch

extension FrontendModule {
  /// The files of a module, those first that others are made of.
  ///
  /// - Parameter proxy: The file that stands before all pages, by its name without suffix.
  func files(proxy: String = FrontendView.proxy) -> [FrontendFile] {
    switch self {
    case .dataTable:
      Self.classNames + [
        .component("badge", .frontendBadge), .component("button", .frontendButton),
        .component("checkbox", .frontendCheckbox), .component("dropdown-menu", .frontendMenu),
        .component("input", .frontendInput), .component("select", .frontendSelect),
        .component("skeleton", .frontendSkeleton), .component("table", .frontendTable),
      ]
    case .forms:
      Self.classNames + [
        .component("button", .frontendButton), .component("checkbox", .frontendCheckbox),
        .component("input", .frontendInput), .component("label", .frontendLabel),
        .component("select", .frontendSelect), .component("switch", .frontendToggle),
        .component("textarea", .frontendTextarea), .component("form", .frontendForm),
      ]
    case .modals:
      Self.classNames + [
        .component("button", .frontendButton), .component("dialog", .frontendDialog),
        .component("sheet", .frontendSheet),
      ]
    case .authPages: Self.shared + Self.session(proxy: proxy) + Self.authPageFiles
    case .navigation: Self.shared + Self.navigationFiles
    }
  }

  /// The packages that its files import.
  var packages: [FrontendPackage] {
    switch self {
    case .dataTable: FrontendPackage.styling + [.icons, .radix, .table]
    case .forms: FrontendPackage.styling + [.icons, .radix, .hookForm, .resolvers, .zod]
    case .modals: FrontendPackage.styling + [.icons, .radix]
    case .authPages: FrontendPackage.styling + [.icons, .radix, .serverOnly]
    case .navigation: FrontendPackage.styling + [.icons, .radix]
    }
  }

  private static let classNames = [FrontendFile(.source, "lib/utils.ts", .frontendClassNames)]

  /// What pages around others need.
  private static let shared =
    classNames + [
      FrontendFile(.source, "lib/site.ts", .frontendSite),
      .component("button", .frontendButton),
    ]

  private static func session(proxy: String) -> [FrontendFile] {
    [
      .component("input", .frontendInput), .component("label", .frontendLabel),
      FrontendFile(.source, "lib/api-client.ts", .apiClient),
      FrontendFile(.source, "lib/server-fetch.ts", .frontendServerFetch),
      FrontendFile(.source, "lib/auth/cookies.ts", .frontendAuthCookies),
      FrontendFile(.source, "lib/auth/backend.ts", .frontendAuthBackend),
      FrontendFile(.source, "lib/auth/paths.ts", .frontendAuthPaths),
      FrontendFile(.source, "lib/auth/handlers.ts", .frontendAuthHandlers),
      FrontendFile(.source, "lib/auth/user.ts", .frontendAuthUser),
      FrontendFile(.app, "api/auth/login/route.ts", .frontendLoginRoute),
      FrontendFile(.app, "api/auth/register/route.ts", .frontendRegisterRoute),
      FrontendFile(.app, "api/auth/refresh/route.ts", .frontendRefreshRoute),
      FrontendFile(.app, "api/auth/logout/route.ts", .frontendLogoutRoute),
      FrontendFile(.app, "api/auth/me/route.ts", .frontendMeRoute),
      FrontendFile(.besideApp, .init(unchecked: Array("\(proxy).ts".utf8)), .frontendProxy),
    ]
  }

  private static let authPageFiles = [
    FrontendFile(.app, "(auth)/layout.tsx", .frontendAuthLayout),
    FrontendFile(.app, "(auth)/_components/auth-form.tsx", .frontendAuthForm),
    FrontendFile(.app, "(auth)/_components/login-form.tsx", .frontendLoginForm),
    FrontendFile(.app, "(auth)/_components/register-form.tsx", .frontendRegisterForm),
    FrontendFile(.app, "(auth)/login/page.tsx", .frontendLoginPage),
    FrontendFile(.app, "(auth)/register/page.tsx", .frontendRegisterPage),
    FrontendFile(.source, "components/auth/sign-out-button.tsx", .frontendSignOutButton),
    FrontendFile(.source, "components/auth/user-menu.tsx", .frontendUserMenu),
    FrontendFile(.app, "(pages)/account/page.tsx", .frontendAccountPage),
  ]

  private static let navigationFiles = [
    .component("dropdown-menu", .frontendMenu), .component("sheet", .frontendSheet),
    FrontendFile(.source, "lib/navigation.ts", .frontendNavigation),
    FrontendFile(
      .source, "components/navigation/navigation-links.tsx", .frontendNavigationLinks),
    FrontendFile(.source, "components/navigation/sidebar.tsx", .frontendSidebar),
    FrontendFile(
      .source, "components/navigation/mobile-navigation.tsx", .frontendMobileNavigation),
    FrontendFile(.source, "components/navigation/theme-menu.tsx", .frontendThemeMenu),
    FrontendFile(.source, headerActions, .frontendHeaderActions),
    FrontendFile(.source, "components/navigation/header.tsx", .frontendHeader),
    FrontendFile(.app, "(pages)/layout.tsx", .frontendPagesLayout),
  ]
}
