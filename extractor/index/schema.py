"""The tables of the index, as SQL.

`reports` are contents of files, `files` where they lie (copies share a report), `works` the documents that
are identified by a complete key, `mentions` every place at which a report names a document. A mention without
a complete key belongs to no work, for nothing is guessed: `names` are what such mentions call a document.

The full text tables hold no text of their own; triggers keep them in step. Their `folded` columns are in
small letters without marks, đ as d (which SQLite's own folding leaves), numbers without leading zeros.
"""

APPLICATION = 0x62616F63
"""`PRAGMA application_id` of an index: "baoc"."""

VERSION = 1
"""`PRAGMA user_version`: it changes with the tables."""

DESCRIBED = """title TEXT NOT NULL,
    doc_type TEXT REFERENCES types(id),
    number TEXT,
    date TEXT,
    issuer TEXT,
    issuer_level TEXT,
    subject TEXT"""
"""The columns that tell a document: a report, what is cited, and a mention of it."""

CITED = f"""{DESCRIBED},
    mentions INTEGER NOT NULL,
    reports INTEGER NOT NULL"""
"""The columns of what is cited, a work or a name."""

SEARCH_KEYS = """day TEXT,
    number_key TEXT NOT NULL,
    folded TEXT NOT NULL"""
"""The columns by which it is searched: its date or else its year, its number and all words, folded."""

TABLES = (
    """
CREATE TABLE types (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL
);
CREATE TABLE type_words (
    word TEXT PRIMARY KEY,
    type TEXT NOT NULL REFERENCES types(id)
);
CREATE TABLE body_words (
    word TEXT PRIMARY KEY,
    body TEXT NOT NULL
);
CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    {described},
    key TEXT,
    key_status TEXT NOT NULL,
    status TEXT NOT NULL,
    doc_id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL
);
CREATE INDEX reports_key ON reports(key);
CREATE TABLE files (
    location TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    report INTEGER REFERENCES reports(id),
    problem TEXT
);
CREATE INDEX files_report ON files(report);
CREATE TABLE works (
    id INTEGER PRIMARY KEY,
    {columns},
    key TEXT NOT NULL UNIQUE,
    urn TEXT,
    uri TEXT,
    {search_keys}
);
CREATE INDEX works_reports ON works(reports);
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    {columns},
    key TEXT,
    key_status TEXT NOT NULL,
    called TEXT NOT NULL UNIQUE,
    {search_keys}
);
CREATE INDEX names_reports ON names(reports);
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    work INTEGER REFERENCES works(id),
    name INTEGER REFERENCES names(id),
    {described},
    page INTEGER,
    sentence TEXT,
    text TEXT,
    start INTEGER,
    "end" INTEGER,
    kind TEXT NOT NULL,
    registered_title TEXT,
    resolves_to_number TEXT,
    pinpoints TEXT,
    relation TEXT,
    key TEXT,
    key_status TEXT NOT NULL,
    urn TEXT,
    uri TEXT,
    confidence REAL NOT NULL,
    doubt TEXT,
    record TEXT NOT NULL,
    day TEXT,
    folded TEXT NOT NULL
);
CREATE INDEX mentions_report ON mentions(report);
CREATE INDEX mentions_work ON mentions(work);
CREATE INDEX mentions_name ON mentions(name);
""".replace("{described}", DESCRIBED)
    .replace("{columns}", CITED)
    .replace("{search_keys}", SEARCH_KEYS)
)

FULL_TEXT = """
CREATE VIRTUAL TABLE {table}_fts USING fts5(
    {columns}, content="{table}", content_rowid="id", tokenize="unicode61 remove_diacritics 0"
);
CREATE TRIGGER {table}_put AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_fts(rowid, {columns}) VALUES (new.id, {new});
END;
CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, {columns}) VALUES ('delete', old.id, {old});
END;
CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} WHEN ({old}) IS NOT ({new}) BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, {columns}) VALUES ('delete', old.id, {old});
    INSERT INTO {table}_fts(rowid, {columns}) VALUES (new.id, {new});
END;
"""

SEARCHED = {
    "works": ("title", "subject", "folded"),
    "names": ("title", "subject", "folded"),
    "mentions": ("sentence", "folded"),
}
"""The columns of each table that are searched by words."""

VIEWS = """
CREATE VIEW citations AS
SELECT
    (SELECT path FROM files WHERE report = r.id ORDER BY location LIMIT 1) AS path,
    m.page, m.sentence, m.text, m.start, m."end",
    CASE r.key_status WHEN 'complete' THEN r.key END AS report_key,
    r.doc_type AS report_type, r.number AS report_number, r.date AS report_date,
    r.issuer AS report_issuer,
    m.kind, m.relation, m.pinpoints, m.doc_type, m.number, m.date, m.issuer, m.subject,
    m.key, m.key_status, m.confidence, m.doubt,
    w.title AS work_title, w.subject AS work_subject, w.mentions AS work_mentions, w.reports AS work_reports,
    m.record AS id, r.doc_id, m.report, m.work, m.name, m.id AS mention
FROM mentions AS m JOIN reports AS r ON r.id = m.report LEFT JOIN works AS w ON w.id = m.work;
CREATE VIEW who_cites_whom AS
SELECT
    r.title AS report_title, w.title AS work_title,
    count(*) AS mentions, group_concat(DISTINCT m.relation) AS relations,
    CASE r.key_status WHEN 'complete' THEN r.key END AS report_key, w.key AS work_key, m.report, m.work,
    (SELECT min(id) FROM reports WHERE key = w.key AND key_status = 'complete') AS work_is_report
FROM mentions AS m JOIN reports AS r ON r.id = m.report JOIN works AS w ON w.id = m.work
GROUP BY m.report, m.work;
CREATE VIEW most_cited AS
SELECT title, subject, mentions, reports, date, issuer, key, id AS work FROM works
ORDER BY reports DESC, mentions DESC, key;
CREATE VIEW unread AS
SELECT location, path, problem, report FROM files WHERE problem IS NOT NULL ORDER BY location;
"""


def script() -> str:
    """The statements that make an empty index."""
    full_text = (
        FULL_TEXT.format(
            table=table,
            columns=", ".join(columns),
            new=", ".join(f"new.{column}" for column in columns),
            old=", ".join(f"old.{column}" for column in columns),
        )
        for table, columns in SEARCHED.items()
    )
    return TABLES + "".join(full_text) + VIEWS
