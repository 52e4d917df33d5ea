CREATE TABLE journal_leaf (
    idx BIGINT NOT NULL PRIMARY KEY,
    act TEXT NOT NULL,
    actor BIGINT NOT NULL,
    at BIGINT NOT NULL,
    subject TEXT NOT NULL,
    act_key TEXT,
    answer TEXT NOT NULL,
    leaf BYTEA NOT NULL
);
CREATE UNIQUE INDEX journal_leaf_of_key ON journal_leaf (act_key);
CREATE INDEX journal_leaf_of_subject ON journal_leaf (subject, idx);
CREATE INDEX journal_leaf_of_day ON journal_leaf (at, idx);
CREATE TABLE journal_seal (
    idx BIGINT NOT NULL PRIMARY KEY,
    salt BYTEA NOT NULL,
    payload BYTEA NOT NULL
);
CREATE TABLE journal_checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    root BYTEA NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL
);
