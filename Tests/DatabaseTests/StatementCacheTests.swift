import Database
import Testing

@Suite struct StatementCacheTests {
    @Test("The least recently used statement makes room")
    func eviction() {
        var cache = StatementCache<Int>(capacity: 2)
        let first = cache.insert(1, for: "a")
        let second = cache.insert(2, for: "b")
        let used = cache.find("a")

        let third = cache.insert(3, for: "c")

        #expect(first == nil && second == nil && used == 1 && third == 2)
        #expect(cache.contains("a") && !cache.contains("b") && cache.contains("c"))
    }

    @Test("What is taken out is handed back")
    func removal() {
        var cache = StatementCache<Int>(capacity: 4)
        for (number, text) in ["a", "b", "c"].enumerated() { _ = cache.insert(number, for: text) }

        let one = cache.remove("b")
        let rest = cache.removeAll().sorted()

        #expect(one == 1 && rest == [0, 2] && cache.count == 0)
    }
}
