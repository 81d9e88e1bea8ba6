/// The strongly connected components of a graph of links (Tarjan 1972, doi:10.1137/0201010), what is linked to before what
/// links to it. Iterative: a long chain must not exhaust the stack.
///
/// - Parameter links: for each node those it needs.
/// - Returns: each component rising. Complexity: linear in nodes and links.
func strongComponents(_ links: [[Int]]) -> [[Int]] {
  var (index, low) = ([Int](repeating: -1, count: links.count), [Int](repeating: 0, count: links.count))
  var onStack = [Bool](repeating: false, count: links.count)
  var (stack, result, counter): ([Int], [[Int]], Int) = ([], [], 0)
  var work: [(node: Int, next: Int)] = []
  for root in links.indices where index[root] < 0 {
    work.append((root, 0))
    while let (node, next) = work.last {
      if next == 0 {
        index[node] = counter
        low[node] = counter
        counter += 1
        stack.append(node)
        onStack[node] = true
      }
      if next < links[node].count {
        work[work.count - 1].next = next + 1
        let needed = links[node][next]
        if index[needed] < 0 {
          work.append((needed, 0))
        } else if onStack[needed] {
          low[node] = min(low[node], index[needed])
        }
        continue
      }
      work.removeLast()
      if let parent = work.last?.node { low[parent] = min(low[parent], low[node]) }
      if low[node] == index[node] {
        if stack.last == node {
          // Most are alone.
          stack.removeLast()
          onStack[node] = false
          result.append([node])
          continue
        }
        var component: [Int] = []
        while let member = stack.popLast() {
          onStack[member] = false
          component.append(member)
          if member == node { break }
        }
        result.append(component.sorted())
      }
    }
  }
  return result
}
