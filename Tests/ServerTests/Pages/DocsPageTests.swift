import Foundation
import NIOCore
import Server
import Testing

@Suite struct DocsPageTests {
    private let page = String(buffer: DocsPage.html)

    @Test("The page in the binary is the page in the tree")
    func embedded() throws {
        let tree = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

        let file = try Data(contentsOf: tree.appending(path: "Sources/Server/Pages/docs.html"))

        #expect(Data(DocsPage.html.readableBytesView) == file)
    }

    @Test("The page is allowed to load nothing from elsewhere, and asks for nothing from there")
    func noOutsideAssets() {
        let sources = page.matches(of: #/(?:src|href)="([^"]*)"/#).map { String($0.1) }

        #expect(page.contains("default-src 'none'"))
        #expect(page.contains("connect-src 'self'"))
        #expect(sources.allSatisfy { $0 == "#" || $0 == "openapi.json" || $0.hasPrefix("data:image/svg+xml") })
    }

    @Test("The document's words never become HTML")
    func noInjection() {
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"] {
            #expect(!page.contains(word))
        }
    }
}
