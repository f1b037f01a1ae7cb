// The table of permissions, and the same table in docs/ACCOUNTS.md.

import Foundation
import TestKit
import Testing
import Vocabulary

@testable import Accounts

struct PermissionTableTests {
    @Test("The owner may do everything, and everybody may read and keep their own account")
    func edges() {
        #expect(PermissionTable.permissions(of: .owner) == Set(Permission.allCases))
        for role in Role.allCases {
            let permissions = PermissionTable.permissions(of: role)
            #expect(permissions.isSuperset(of: [.accountOwn, .keysOwn, .articlesRead]))
        }
        #expect(!PermissionTable.permissions(of: .editor).contains(.peopleManage))
        #expect(!PermissionTable.permissions(of: .reviewer).contains(.articlesWrite))
    }

    @Test("docs/ACCOUNTS.md shows the table as it is")
    func documented() throws {
        let path = Repository.path + "/docs/ACCOUNTS.md"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let header = try #require(lines.firstIndex { $0.hasPrefix("| permission | owner |") })
        var seen: Set<Permission> = []
        for line in lines[(header + 2)...].prefix(while: { $0.hasPrefix("|") }) {
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
            }
            let permission = try #require(Permission(rawValue: cells[0]), "\(cells[0])")
            let roles = zip(Role.allCases, cells.dropFirst()).filter { $0.1 == "✓" }.map(\.0)
            #expect(Set(roles) == PermissionTable.roles(with: permission), "\(cells[0])")
            seen.insert(permission)
        }
        #expect(seen == Set(Permission.allCases))
    }
}
