internal import Journal
internal import Patch

extension Workspace {
  /// Begins a transaction, in memory.
  ///
  /// - Parameters:
  ///   - description: one line that says what it is for.
  ///   - plan: the plan's name.
  ///   - arguments: the command line's words that make it again.
  ///   - entity: the entity it generates.
  ///   - steps: the plan's steps; others can be added while staging.
  public func begin(
    _ description: String, plan: String? = nil, arguments: [String] = [], entity: String? = nil,
    steps: [Transaction.Step] = []
  ) throws(BackstitchError) -> Transaction {
    try Transaction(
      self, description: description, plan: plan, arguments: arguments, entity: entity,
      steps: steps)
  }

  /// The open transactions, oldest first.
  public func openTransactions() throws(BackstitchError) -> [Transaction] {
    guard let log = try log() else { return [] }
    return try openTransactions(log)
  }

  /// What a status shows, from one look at the journal: the interrupted operation, the open
  /// transactions, and the newest operation.
  public func overview() throws(BackstitchError) -> (
    interrupted: Int?, transactions: [Transaction], newest: Operation?
  ) {
    guard let log = try log() else { return (nil, [], nil) }
    let history = OperationHistory(try OperationLog(log))
    return (
      log.pending?.intent.operation.number, try openTransactions(log),
      try history.operations(count: 1).first
    )
  }

  private func openTransactions(_ log: Log) throws(BackstitchError) -> [Transaction] {
    var found: [Transaction] = []
    for open in log.transactions.values.sorted(by: { $0.opened.transaction < $1.opened.transaction }
    ) {
      found.append(try Transaction(self, open, log))
    }
    return found
  }

  /// One open transaction.
  public func openTransaction(_ number: Int) throws(BackstitchError) -> Transaction {
    guard let log = try log(), let open = log.transactions[number] else {
      throw .noTransaction(number)
    }
    return try Transaction(self, open, log)
  }

  /// What rolling back would do: what the transaction landed is taken back.
  public func proposeRollback(
    of number: Int, onConflict policy: ConflictPolicy = .abort
  ) throws(BackstitchError) -> Proposal {
    let landing = DeferredLanding(workspace: self, log: try log()) {
      log throws(BackstitchError) in
      guard let log, let open = log.transactions[number] else { throw .noTransaction(number) }
      var reversal = try Reversal(log)
      var request = LandingRequest(
        kind: .rollback, description: "roll back t\(number): \(open.opened.description)",
        transaction: number, plan: open.opened.plan, entity: open.opened.entity, steps: [],
        removable: [], contents: ContentPool(), policy: policy)
      reversal.leaving = Set(open.landed)
      for landed in open.landed.reversed() {
        let record = try reversal.record(landed)
        guard !reversal.log.itemsInEffect(of: record).isEmpty else { continue }
        let undo = try reversal.request(.undo, of: record, .all)
        request.steps += undo.steps
        request.directories += undo.directories
        request.removable?.formUnion(undo.removable ?? [])
        request.contents.merge(undo.contents)
        if let target = request.target { request.others.append(target) }
        request.target = undo.target
      }
      return request
    }
    return try Proposal(landing)
  }

  /// Whether what a step landed in an operation still holds, all of it.
  public func isInEffect(step id: String, of number: Int) throws(BackstitchError) -> Bool {
    guard let log = try log() else { throw .noOperation(number) }
    let operations = try OperationLog(log)
    try operations.checkExists(number)
    guard let record = try operations.find(number) else { throw .noOperation(number) }
    let items = record.items.filter { $0.step == id }
    return operations.itemsInEffect(of: record).isSuperset(of: items)
  }

  /// Ends a transaction and forgets what of it has not landed.
  public func dropOpenSteps(of number: Int) throws(BackstitchError) {
    try locked { store throws(BackstitchError) in
      guard store.log.transactions[number] != nil else { throw .noTransaction(number) }
      try store.append(.closed(.init(transaction: number)), flush: true)
    }
  }
}

extension Transaction {
  /// An open transaction as its savepoints say.
  init(_ workspace: Workspace, _ open: Log.OpenTransaction, _ log: Log) throws(BackstitchError) {
    try self.init(
      workspace, description: open.opened.description, plan: open.opened.plan,
      arguments: open.opened.arguments, entity: open.opened.entity,
      steps: open.opened.steps.map { step in
        Step(
          id: step.id, title: step.title, agent: step.agent, needs: step.needs,
          optional: step.optional)
      })
    try restore(open, log)
  }
}
