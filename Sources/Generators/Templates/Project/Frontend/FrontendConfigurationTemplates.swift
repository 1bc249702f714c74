extension Template {
  /// The manifest.
  static let frontendPackage = Template(
    name: "frontend/package", version: 1,
    text: #"""
      {
        "name": "{{{name}}}-frontend",
        "version": "0.1.0",
        "private": true,
        "type": "module",
        "scripts": {
          "dev": "next dev",
          "build": "next build",
          "start": "next start",
          "lint": "eslint .",
          "typecheck": "next typegen && tsc --noEmit"
        },
        "dependencies": {
      {{#forms}}
          "@hookform/resolvers": "{{{range.resolvers}}}",
      {{/forms}}
      {{#dataTables}}
          "@tanstack/react-table": "{{{range.table}}}",
      {{/dataTables}}
          "class-variance-authority": "{{{range.variants}}}",
          "clsx": "{{{range.clsx}}}",
          "lucide-react": "{{{range.icons}}}",
          "next": "^16.0.0",
          "radix-ui": "{{{range.radix}}}",
          "react": "^19.2.0",
          "react-dom": "^19.2.0",
      {{#forms}}
          "react-hook-form": "{{{range.hookForm}}}",
      {{/forms}}
          "server-only": "{{{range.serverOnly}}}",
          "sonner": "{{{range.sonner}}}",
          "tailwind-merge": "{{{range.merge}}}"{{#forms}},{{/forms}}
      {{#forms}}
          "zod": "{{{range.zod}}}"
      {{/forms}}
        },
        "devDependencies": {
          "@tailwindcss/postcss": "^4.1.0",
          "@types/node": "^24.0.0",
          "@types/react": "^19.2.0",
          "@types/react-dom": "^19.2.0",
          "eslint": "^9.30.0",
          "eslint-config-next": "^16.0.0",
          "tailwindcss": "^4.1.0",
          "typescript": "^5.9.0"
        },
        "engines": {
          "node": ">=20.9"
        }
      }

      """#)

  /// The compiler's settings.
  static let frontendCompiler = Template(
    name: "frontend/tsconfig", version: 1,
    text: #"""
      {
        "compilerOptions": {
          "target": "ES2022",
          "lib": ["dom", "dom.iterable", "esnext"],
          "strict": true,
          "noEmit": true,
          "module": "esnext",
          "moduleResolution": "bundler",
          "esModuleInterop": true,
          "resolveJsonModule": true,
          "isolatedModules": true,
          "skipLibCheck": true,
          "incremental": true,
          "jsx": "react-jsx",
          "plugins": [{ "name": "next" }],
          "paths": { "@/*": ["./*"] }
        },
        "include": [
          "next-env.d.ts",
          "**/*.ts",
          "**/*.tsx",
          ".next/types/**/*.ts",
          ".next/dev/types/**/*.ts"
        ],
        "exclude": ["node_modules"]
      }

      """#)

  /// The settings of Next.js.
  static let frontendNextConfig = Template(
    name: "frontend/next-config", version: 1,
    text: #"""
      import type { NextConfig } from "next";

      const config: NextConfig = {
        // A server with all it needs in .next/standalone, for the image.
        output: "standalone",
        poweredByHeader: false,
        reactStrictMode: true,
      };

      export default config;

      """#)

  /// What style sheets go through.
  static let frontendPostCSS = Template(
    name: "frontend/postcss", version: 1,
    text: #"""
      const config = {
        plugins: { "@tailwindcss/postcss": {} },
      };

      export default config;

      """#)

  /// The settings of ESLint.
  static let frontendLint = Template(
    name: "frontend/eslint", version: 1,
    text: #"""
      import nextVitals from "eslint-config-next/core-web-vitals";
      import nextTypeScript from "eslint-config-next/typescript";
      import { defineConfig, globalIgnores } from "eslint/config";

      export default defineConfig([
        ...nextVitals,
        ...nextTypeScript,
        globalIgnores([".next/**", "out/**", "build/**", "next-env.d.ts"]),
      ]);

      """#)

  /// What git leaves alone.
  static let frontendIgnored = Template(
    name: "frontend/gitignore", version: 1,
    text: #"""
      node_modules/
      .next/
      out/
      next-env.d.ts
      *.tsbuildinfo
      .env
      .env.local
      .env.*.local
      coverage/
      npm-debug.log*
      .DS_Store

      """#)

  /// Where the component library lies, for shadcn's command.
  static let frontendLibrary = Template(
    name: "frontend/components", version: 1,
    text: #"""
      {
        "$schema": "https://ui.shadcn.com/schema.json",
        "style": "new-york",
        "rsc": true,
        "tsx": true,
        "tailwind": {
          "config": "",
          "css": "app/globals.css",
          "baseColor": "neutral",
          "cssVariables": true,
          "prefix": ""
        },
        "aliases": {
          "components": "@/components",
          "ui": "@/components/ui",
          "lib": "@/lib",
          "utils": "@/lib/utils",
          "hooks": "@/hooks"
        },
        "iconLibrary": "lucide"
      }

      """#)

  /// The theme.
  static let frontendStyles = Template(
    name: "frontend/globals", version: 1,
    text: #"""
      @import "tailwindcss";

      /* `dark:` follows data-theme on <html>, and without one the system. */
      @custom-variant dark {
        &:where([data-theme="dark"], [data-theme="dark"] *) {
          @slot;
        }
        @media (prefers-color-scheme: dark) {
          &:where(:root:not([data-theme="light"]), :root:not([data-theme="light"]) *) {
            @slot;
          }
        }
      }

      /* Each colour is said once for light and once for dark. */
      :root {
        color-scheme: light dark;
        --radius: 0.5rem;
        --background: light-dark(oklch(1 0 0), oklch(0.16 0.005 265));
        --foreground: light-dark(oklch(0.2 0.01 265), oklch(0.96 0.003 265));
        --card: light-dark(oklch(1 0 0), oklch(0.19 0.007 265));
        --card-foreground: light-dark(oklch(0.2 0.01 265), oklch(0.96 0.003 265));
        --popover: light-dark(oklch(1 0 0), oklch(0.21 0.008 265));
        --popover-foreground: light-dark(oklch(0.2 0.01 265), oklch(0.96 0.003 265));
        --primary: light-dark(oklch(0.45 0.16 265), oklch(0.74 0.12 265));
        --primary-foreground: light-dark(oklch(0.99 0 0), oklch(0.17 0.03 265));
        --secondary: light-dark(oklch(0.96 0.005 265), oklch(0.26 0.01 265));
        --secondary-foreground: light-dark(oklch(0.25 0.01 265), oklch(0.94 0.003 265));
        --muted: light-dark(oklch(0.965 0.004 265), oklch(0.24 0.008 265));
        --muted-foreground: light-dark(oklch(0.48 0.015 265), oklch(0.73 0.012 265));
        --accent: light-dark(oklch(0.945 0.012 265), oklch(0.28 0.015 265));
        --accent-foreground: light-dark(oklch(0.25 0.03 265), oklch(0.96 0.005 265));
        --destructive: light-dark(oklch(0.53 0.2 27), oklch(0.7 0.17 24));
        --destructive-foreground: light-dark(oklch(0.99 0 0), oklch(0.17 0.03 24));
        --border: light-dark(oklch(0.91 0.006 265), oklch(0.3 0.01 265));
        --input: light-dark(oklch(0.83 0.01 265), oklch(0.4 0.012 265));
        --ring: light-dark(oklch(0.58 0.14 265), oklch(0.66 0.13 265));
        --sidebar: light-dark(oklch(0.985 0.003 265), oklch(0.18 0.006 265));
      }

      [data-theme="light"] {
        color-scheme: light;
      }

      [data-theme="dark"] {
        color-scheme: dark;
      }

      @theme inline {
        --radius-sm: calc(var(--radius) - 4px);
        --radius-md: calc(var(--radius) - 2px);
        --radius-lg: var(--radius);
        --radius-xl: calc(var(--radius) + 4px);
        --color-background: var(--background);
        --color-foreground: var(--foreground);
        --color-card: var(--card);
        --color-card-foreground: var(--card-foreground);
        --color-popover: var(--popover);
        --color-popover-foreground: var(--popover-foreground);
        --color-primary: var(--primary);
        --color-primary-foreground: var(--primary-foreground);
        --color-secondary: var(--secondary);
        --color-secondary-foreground: var(--secondary-foreground);
        --color-muted: var(--muted);
        --color-muted-foreground: var(--muted-foreground);
        --color-accent: var(--accent);
        --color-accent-foreground: var(--accent-foreground);
        --color-destructive: var(--destructive);
        --color-destructive-foreground: var(--destructive-foreground);
        --color-border: var(--border);
        --color-input: var(--input);
        --color-ring: var(--ring);
        --color-sidebar: var(--sidebar);
      }

      @layer base {
        * {
          border-color: var(--border);
        }

        body {
          background: var(--background);
          color: var(--foreground);
        }
      }

      """#)
}
