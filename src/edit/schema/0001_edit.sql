CREATE TABLE edit_check (
    submission BIGINT NOT NULL,
    since BIGINT NOT NULL,
    rules_hash TEXT NOT NULL,
    findings BYTEA NOT NULL,
    hard BIGINT NOT NULL,
    soft BIGINT NOT NULL,
    undecided BIGINT NOT NULL,
    PRIMARY KEY (submission, since)
);
