internal import ArgumentParser

/// How a plan's run goes.
struct RunOptions: ParsableArguments {
  @Option(
    name: .customLong("on-error"),
    help: ArgumentHelp(
      "When a step fails: ask, stop and keep the transaction open, skip the step, land what works,"
        + " or roll back.", valueName: "policy"))
  var onError: OnError?
  @Flag(help: "Leave the transaction open for 'backstitch commit'.") var stage = false

  enum OnError: String, ExpressibleByArgument, CaseIterable {
    case ask, stop, skip, keep, rollback
  }
}
