// The tables of answers and unanswered questions in the workspace file.

import GRDB
import Vocabulary

/// The steps of the questions' tables; they are only ever added.
enum QuestionTables {
    static let subject = WorkspaceSubject(name: "questions", steps: [groups + answers])

    private static let groups = """
        CREATE TABLE questions_groups(
            id INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL, locale TEXT,
            sample TEXT NOT NULL, count INTEGER NOT NULL, hand_offs INTEGER NOT NULL,
            thumbs_down INTEGER NOT NULL, cost INTEGER NOT NULL, first REAL NOT NULL,
            last REAL NOT NULL, article TEXT, ignored_until REAL, settled REAL,
            shape BLOB NOT NULL);
        CREATE INDEX questions_groups_cost ON questions_groups(cost DESC, id);
        CREATE INDEX questions_groups_last ON questions_groups(last);
        CREATE TABLE questions_wordings(
            id INTEGER PRIMARY KEY,
            group_id INTEGER NOT NULL REFERENCES questions_groups(id) ON DELETE CASCADE,
            text TEXT NOT NULL, count INTEGER NOT NULL, last REAL NOT NULL,
            outcome TEXT NOT NULL, UNIQUE (group_id, text));

        """

    private static let answers = """
        CREATE TABLE questions_answers(
            id INTEGER PRIMARY KEY AUTOINCREMENT, time REAL NOT NULL, question TEXT NOT NULL,
            locale TEXT, audience TEXT NOT NULL, conversation TEXT, message TEXT,
            outcome TEXT NOT NULL, confidence REAL NOT NULL, sentences TEXT NOT NULL,
            cited TEXT NOT NULL, passages TEXT NOT NULL, helpful INTEGER,
            handed_off INTEGER NOT NULL DEFAULT 0, group_id INTEGER);
        CREATE INDEX questions_answers_time ON questions_answers(time);
        CREATE INDEX questions_answers_conversation ON questions_answers(conversation, id)
            WHERE conversation IS NOT NULL;
        CREATE TABLE questions_citations(
            article TEXT NOT NULL, answer INTEGER NOT NULL, PRIMARY KEY (article, answer)
            ) WITHOUT ROWID;
        CREATE INDEX questions_citations_answer ON questions_citations(answer);

        """
}
