import Testing

@testable import RegistryWeb

struct CodeChangesTests {
    @Test func `A removed comment of SQL is no heading, and an added one of two signs neither`() {
        let changes = CodeChanges(
            """
            diff --git a/q.sql b/q.sql
            --- a/q.sql
            +++ b/q.sql
            @@ -1,2 +1,2 @@
            --- all of it
            +++ more
             select 1
            diff --git a/b b/b
            --- a/b
            +++ b/b
            @@ -1 +1 @@
            -x
            +y
            """, address: "/")
        #expect(
            changes.lines.map(\.lineKind) == [
                "place", "place", "place", "place", "removed", "added", "same", "place", "place", "place", "place",
                "removed", "added",
            ])
        #expect(changes.summary == "2 lines added, 2 removed")
    }

    @Test func `A patch without git's heading has its file names as headings`() {
        let changes = CodeChanges("--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y", address: "/")
        #expect(changes.lines.map(\.lineKind) == ["place", "place", "place", "removed", "added"])
    }
}
