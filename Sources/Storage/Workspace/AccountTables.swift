// The tables of people, of what lets them in, of the audit log and of kept answers.

/// The steps of the subject `accounts` of the workspace file.
enum AccountTables {
    static let subject = WorkspaceSubject(name: "accounts", steps: [first])

    private static let first = """
        CREATE TABLE accounts_people(
            id TEXT PRIMARY KEY,
            login TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            state TEXT NOT NULL,
            must_change INTEGER NOT NULL,
            created REAL NOT NULL,
            last_sign_in REAL,
            version INTEGER NOT NULL,
            password_hash TEXT,
            factor_key BLOB,
            pending_factor_key BLOB,
            last_factor_step INTEGER,
            recovery_hashes TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE accounts_sessions(
            hash TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES accounts_people(id),
            created REAL NOT NULL,
            last_seen REAL NOT NULL,
            address TEXT NOT NULL,
            agent TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX accounts_sessions_person ON accounts_sessions(person, created);
        CREATE TABLE accounts_keys(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            hash TEXT NOT NULL UNIQUE,
            hint TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES accounts_people(id),
            name TEXT NOT NULL,
            scopes TEXT NOT NULL,
            created REAL NOT NULL,
            expires REAL NOT NULL,
            last_used REAL);
        CREATE INDEX accounts_keys_person ON accounts_keys(person, number);
        CREATE TABLE accounts_links(
            hash TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES accounts_people(id),
            purpose TEXT NOT NULL,
            created REAL NOT NULL,
            expires REAL NOT NULL) WITHOUT ROWID;
        CREATE INDEX accounts_links_person ON accounts_links(person);
        CREATE TABLE accounts_audit(
            number INTEGER PRIMARY KEY,
            time REAL NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            details TEXT NOT NULL,
            address TEXT NOT NULL,
            hash TEXT NOT NULL);
        CREATE TRIGGER accounts_audit_kept BEFORE UPDATE ON accounts_audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
        CREATE TRIGGER accounts_audit_stays BEFORE DELETE ON accounts_audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
        CREATE TABLE accounts_answers(
            name TEXT PRIMARY KEY,
            caller TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            sealed BLOB,
            created REAL NOT NULL) WITHOUT ROWID;
        CREATE INDEX accounts_answers_caller ON accounts_answers(caller, created);
        CREATE INDEX accounts_answers_created ON accounts_answers(created);
        """
}
