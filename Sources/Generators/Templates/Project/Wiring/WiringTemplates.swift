extension Template {
  /// The templates of what joins the parts of a new project.
  static let projectWiring: [Template] = [
    .projectReadme, .projectGitIgnore, .projectAPITypes,
  ]

  /// What git ignores in a new project.
  static let projectGitIgnore = Template(
    name: "project/git-ignore", version: 1,
    text: """
      # Secrets and settings of this machine
      .env
      .env.*
      !.env.example

      # Databases in a file
      *.db
      *.db-*

      # Python
      __pycache__/
      *.py[cod]
      .venv/
      .pytest_cache/
      .mypy_cache/
      .ruff_cache/
      .coverage

      # Node.js
      node_modules/
      .next/
      coverage/
      *.tsbuildinfo
      next-env.d.ts

      # Editors and systems
      .idea/
      .vscode/
      .DS_Store

      """)

  /// The types that frontend and backend share.
  static let projectAPITypes = Template(
    name: "project/api-types", version: 1,
    text: """
      // What all of the API has in common. Types of entities lie beside this file, one file each.

      /** What it answers with when it refuses. */
      export interface ApiError {
        detail: string | ApiFieldError[];
      }

      /** What is wrong with one value of a request: where it is, and why. */
      export interface ApiFieldError {
        loc: (string | number)[];
        msg: string;
        type: string;
      }

      /** One page of a list. */
      export interface ApiPage<Item> {
        items: Item[];
        total: number;
        page: number;
        perPage: number;
        totalPages: number;
      }

      /** Whether it is alive. */
      export interface HealthResponse {
        status: "ok";
      }

      /** Whether everything it needs answers, by name. */
      export interface ReadinessResponse {
        status: "ok" | "unavailable";
        checks: Record<string, "ok" | "down">;
      }
      {{#jwt}}

      /** Somebody who signs in. */
      export interface UserResponse {
        id: number;
        email: string;
        name: string;
        isActive: boolean;
        /** In UTC, as ISO 8601 has it. */
        createdAt: string;
      }

      /** What signing in gives: a token for requests, and one for the next pair. */
      export interface TokenResponse {
        accessToken: string;
        refreshToken: string;
        tokenType: "bearer";
        /** Seconds until the access token expires. */
        expiresIn: number;
      }
      {{/jwt}}

      """)
}
