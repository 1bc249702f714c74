extension Template {
  /// The command file of `status`.
  static let agentStatus = Template(
    name: "agent/status", version: 1,
    text: """
      ---
      description: Show what was generated, what is missing and what is still open
      allowed-tools: Read, Bash, Glob, Grep
      ---

      # Status

      Show how far an entity is, or the whole workspace. It changes nothing.

      The request: $ARGUMENTS

      ## Usage

      ```bash
      /status
      /status [entity-name]
      ```

      ## What It Creates

      Nothing. It reads the files and the journal, and reports:

      - open transactions, with the state of each step
      - an operation that was interrupted
      - the entities, and what each lacks over backend, API routes and page
      - the last operation

      ## Process

      1. Run `backstitch status` or `backstitch status [entity-name]` and show the person its checklist as it is.
      2. For decisions of your own read the same with `--json`.
      3. What is missing: `entity.next` is the command that makes it. An open transaction: offer `/resume`. An
         interrupted operation: `backstitch recover`.
      4. Whose work a line is: `backstitch why PATH:LINE --json`. What happened: `backstitch log --json`,
         `backstitch show OP --json`.

      It asks nothing where there is no terminal; with several backends or frontends `--backend DIR` and
      `--frontend DIR` choose.

      {{{reports}}}

      {{{statuses}}}

      ## Example

      ```bash
      backstitch status
      backstitch status product --json
      ```

      """)

  /// The command file of `resume`.
  static let agentResume = Template(
    name: "agent/resume", version: 1,
    text: """
      ---
      description: Go on with a generation that failed or was killed
      allowed-tools: Read, Write, Edit, Bash, Glob, Grep
      ---

      # Resume

      Run the steps that are left of an open transaction, then land all of it.

      The request: $ARGUMENTS

      ## Usage

      ```bash
      /resume
      /resume [transaction]
      ```

      ## What It Creates

      What the failed or killed run had left to make, in the same transaction: what was completed then is not made
      again, unless the workspace has changed so that it would be made otherwise.

      ## Process

      1. See what is open: `backstitch status --json`; `transactions` has the steps and their states.
      2. Read why the step failed, and mend that in the person's files where it is theirs to mend.
      3. Go on: `backstitch resume --json`, with the transaction's name, such as `t1`, when several are open.
      4. Or, as the person decides: leave a step out with `backstitch resume --skip STEP --json`, land what works with
         `backstitch commit --steps STEPS --json`, or take all back with `backstitch rollback --json`.
      5. Tell what was made, what was left out, and `next`.

      It asks nothing with `--json`. `--on-error keep` lands what works when a step fails again, `--on-error rollback` takes
      all back; without either the transaction stays open.

      {{{reports}}}

      {{{statuses}}}

      ## Example

      ```bash
      backstitch status --json
      backstitch resume t1 --skip frontend --json
      ```

      """)

  /// The command file of `undo`.
  static let agentUndo = Template(
    name: "agent/undo", version: 1,
    text: """
      ---
      description: Take back an operation and keep everything that was written since
      allowed-tools: Read, Bash, Glob, Grep
      ---

      # Undo

      Take back what was generated, around later work. Never delete generated files, and never use git to go back.

      The request: $ARGUMENTS

      ## Usage

      ```bash
      /undo
      /undo [operation]
      ```

      ## What It Creates

      One more operation, which `backstitch redo` takes back. Files that people edited since are merged: their lines
      stay.

      ## Process

      1. Find the operation: `backstitch log --json`; without a number the newest in effect is meant.
      2. Show what would change: `backstitch undo OP --dry-run --json`, its `plan.changes` and `plan.verdicts`.
      3. Run it: `backstitch undo OP --yes --json`. Some of it only: `--steps STEPS` or `--paths PATH`.
      4. Status 2: somebody's lines collide, and nothing was written. Show them; the person decides between
         `--on-conflict keep` and `--on-conflict take`.
      5. Status 3: a database is at the migration that would go, or another branch is checked out. `error.message` has the
         command that comes first.
      6. Tell what was taken back, and that `backstitch redo` brings it again.

      It asks nothing with `--json`.

      {{{reports}}}

      {{{statuses}}}

      ## Example

      ```bash
      backstitch log --json
      backstitch undo 3 --dry-run --json
      backstitch undo 3 --yes --json
      ```

      """)
}
