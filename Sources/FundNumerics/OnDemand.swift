internal import Synchronization

/// A value that is computed when it is first asked for, once for all threads.
package final class OnDemand<Value: Sendable>: Sendable {
  private let known: Mutex<Value?> = Mutex(nil)
  private let compute: @Sendable () -> Value

  package init(_ compute: @escaping @Sendable () -> Value) { self.compute = compute }

  package var value: Value {
    known.withLock { known in
      if let known { return known }
      let value = compute()
      known = value
      return value
    }
  }
}
