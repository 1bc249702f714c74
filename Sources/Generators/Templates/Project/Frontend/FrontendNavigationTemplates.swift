extension Template {
  /// The pages that can be gone to.
  static let frontendNavigation = Template(
    name: "frontend/navigation/items", version: 1,
    text: #"""
      import type { LucideIcon } from "lucide-react";
      import { House } from "lucide-react";

      /** A page that can be gone to. */
      export interface NavigationItem {
        title: string;
        href: string;
        icon?: LucideIcon;
      }

      /** The pages of the sidebar, in order. */
      export const navigation: NavigationItem[] = [
        { title: "Start", href: "/", icon: House },
      ];

      """#)

  /// The links of the navigation.
  static let frontendNavigationLinks = Template(
    name: "frontend/navigation/links", version: 1,
    text: #"""
      "use client";

      import { FileText } from "lucide-react";
      import Link from "next/link";
      import { usePathname } from "next/navigation";
      import { navigation } from "@/lib/navigation";
      import { cn } from "@/lib/utils";

      interface NavigationLinksProps {
        /** Called when one was chosen. */
        onNavigate?: () => void;
      }

      /** The pages; the one that is shown is marked. */
      export function NavigationLinks({ onNavigate }: NavigationLinksProps) {
        const pathname = usePathname();

        return (
          <nav aria-label="Main">
            <ul className="flex flex-col gap-1">
              {navigation.map(({ title, href, icon: Icon = FileText }) => {
                const isCurrent =
                  href === pathname ||
                  (href !== "/" && pathname.startsWith(`${href}/`));

                return (
                  <li key={href}>
                    <Link
                      href={href}
                      aria-current={isCurrent ? "page" : undefined}
                      onClick={onNavigate}
                      className={cn(
                        "flex h-9 items-center gap-3 rounded-md px-3 text-sm font-medium transition-colors",
                        "hover:bg-accent hover:text-accent-foreground",
                        "focus-visible:outline-2 focus-visible:outline-ring",
                        isCurrent
                          ? "bg-accent text-accent-foreground"
                          : "text-muted-foreground",
                      )}
                    >
                      <Icon className="size-4 shrink-0" />
                      <span className="truncate">{title}</span>
                    </Link>
                  </li>
                );
              })}
            </ul>
          </nav>
        );
      }

      """#)

  /// The navigation beside the page.
  static let frontendSidebar = Template(
    name: "frontend/navigation/sidebar", version: 1,
    text: #"""
      import Link from "next/link";
      import { NavigationLinks } from "@/components/navigation/navigation-links";
      import { site } from "@/lib/site";

      /** The navigation beside the page, where the window is wide enough. */
      export function Sidebar() {
        return (
          <aside className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col gap-4 overflow-y-auto border-e border-border bg-sidebar p-4 md:flex">
            <Link href="/" className="flex h-8 items-center px-3 font-semibold">
              {site.name}
            </Link>
            <NavigationLinks />
          </aside>
        );
      }

      """#)

  /// The navigation of a narrow window.
  static let frontendMobileNavigation = Template(
    name: "frontend/navigation/mobile", version: 1,
    text: #"""
      "use client";

      import { useState } from "react";
      import { Menu } from "lucide-react";
      import { NavigationLinks } from "@/components/navigation/navigation-links";
      import { Button } from "@/components/ui/button";
      import {
        Sheet,
        SheetContent,
        SheetDescription,
        SheetHeader,
        SheetTitle,
      } from "@/components/ui/sheet";
      import { site } from "@/lib/site";

      /** The navigation of a narrow window: a button that slides it in. */
      export function MobileNavigation() {
        const [open, setOpen] = useState(false);

        return (
          <>
            <Button
              type="button"
              variant="ghost"
              size="icon"
              aria-label="Open navigation"
              className="md:hidden"
              onClick={() => setOpen(true)}
            >
              <Menu className="size-5" />
            </Button>
            <Sheet open={open} onOpenChange={setOpen}>
              <SheetContent className="start-0 end-auto border-s-0 border-e sm:max-w-xs">
                <SheetHeader>
                  <SheetTitle>{site.name}</SheetTitle>
                  <SheetDescription className="sr-only">
                    The pages of {site.name}
                  </SheetDescription>
                </SheetHeader>
                <div className="overflow-y-auto px-4 pb-4">
                  <NavigationLinks onNavigate={() => setOpen(false)} />
                </div>
              </SheetContent>
            </Sheet>
          </>
        );
      }

      """#)

  /// The bar above the page.
  static let frontendHeader = Template(
    name: "frontend/navigation/header", version: 1,
    text: #"""
      import { headerActions } from "@/components/navigation/header-actions";
      import { MobileNavigation } from "@/components/navigation/mobile-navigation";
      import { site } from "@/lib/site";

      /** The bar above the page. */
      export function Header() {
        return (
          <header className="sticky top-0 z-30 flex h-14 shrink-0 items-center gap-2 border-b border-border bg-background px-4">
            <MobileNavigation />
            <span className="truncate font-semibold md:hidden">{site.name}</span>
            <div className="ms-auto flex items-center gap-1">
              {headerActions.map((Action, index) => (
                <Action key={index} />
              ))}
            </div>
          </header>
        );
      }

      """#)

  /// What stands in that bar.
  static let frontendHeaderActions = Template(
    name: "frontend/navigation/header-actions", version: 1,
    text: #"""
      import { ThemeMenu } from "@/components/navigation/theme-menu";
      {{#auth}}
      import { UserMenu } from "@/components/auth/user-menu";
      {{/auth}}

      /** What stands at the end of the header, in order: components without props. */
      export const headerActions = [ThemeMenu{{#auth}}, UserMenu{{/auth}}];

      """#)

  /// The choice between light and dark.
  static let frontendThemeMenu = Template(
    name: "frontend/navigation/theme-menu", version: 1,
    text: #"""
      "use client";

      import { useSyncExternalStore } from "react";
      import { Monitor, Moon, Sun } from "lucide-react";
      import { buttonVariants } from "@/components/ui/button";
      import {
        DropdownMenu,
        DropdownMenuContent,
        DropdownMenuRadioGroup,
        DropdownMenuRadioItem,
        DropdownMenuTrigger,
      } from "@/components/ui/dropdown-menu";

      const YEAR = 60 * 60 * 24 * 365;

      const themes = [
        { value: "light", label: "Light", icon: Sun },
        { value: "dark", label: "Dark", icon: Moon },
        { value: "system", label: "System", icon: Monitor },
      ];

      const chosenTheme = () => document.documentElement.dataset.theme ?? "system";

      function subscribe(changed: () => void): () => void {
        const observer = new MutationObserver(changed);
        observer.observe(document.documentElement, {
          attributeFilter: ["data-theme"],
        });
        return () => observer.disconnect();
      }

      function choose(value: string): void {
        const isSystem = value === "system";
        if (isSystem) delete document.documentElement.dataset.theme;
        else document.documentElement.dataset.theme = value;
        const age = isSystem ? 0 : YEAR;
        document.cookie = `theme=${value}; path=/; max-age=${age}; samesite=lax`;
      }

      /** Chooses between light and dark colours; a cookie remembers it. */
      export function ThemeMenu() {
        const theme = useSyncExternalStore(subscribe, chosenTheme, () => "system");
        const Icon = themes.find(({ value }) => value === theme)?.icon ?? Monitor;

        return (
          <DropdownMenu>
            <DropdownMenuTrigger
              aria-label="Colours"
              className={buttonVariants({ variant: "ghost", size: "icon" })}
            >
              <Icon className="size-4" />
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              <DropdownMenuRadioGroup value={theme} onValueChange={choose}>
                {themes.map(({ value, label }) => (
                  <DropdownMenuRadioItem key={value} value={value}>
                    {label}
                  </DropdownMenuRadioItem>
                ))}
              </DropdownMenuRadioGroup>
            </DropdownMenuContent>
          </DropdownMenu>
        );
      }

      """#)

  /// The layout of all pages.
  static let frontendPagesLayout = Template(
    name: "frontend/navigation/layout", version: 1,
    text: #"""
      import type { ReactNode } from "react";
      import { Header } from "@/components/navigation/header";
      import { Sidebar } from "@/components/navigation/sidebar";

      export default function PagesLayout({ children }: { children: ReactNode }) {
        return (
          <div className="flex min-h-dvh">
            <a
              href="#content"
              className="sr-only focus:not-sr-only focus:fixed focus:start-4 focus:top-4 focus:z-50 focus:rounded-md focus:bg-background focus:p-2"
            >
              Skip to the content
            </a>
            <Sidebar />
            <div className="flex min-w-0 flex-1 flex-col">
              <Header />
              <div
                id="content"
                tabIndex={-1}
                className="mx-auto w-full max-w-7xl flex-1 p-4 outline-none md:p-6"
              >
                {children}
              </div>
            </div>
          </div>
        );
      }

      """#)
}
