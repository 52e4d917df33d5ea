CREATE TABLE review_explanation (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    submission BIGINT NOT NULL,
    rule TEXT NOT NULL,
    column_id TEXT NOT NULL,
    row_key TEXT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX review_explanation_of_submission ON review_explanation (submission, since);
CREATE TABLE review_question (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    submission BIGINT NOT NULL,
    cell TEXT NOT NULL,
    words TEXT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX review_question_of_submission ON review_question (submission, since);
CREATE TABLE review_return (
    submission BIGINT NOT NULL,
    since BIGINT NOT NULL,
    account BIGINT NOT NULL,
    reasons BYTEA NOT NULL,
    PRIMARY KEY (submission, since)
);
CREATE TABLE review_acceptance (
    submission BIGINT NOT NULL,
    since BIGINT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (submission, since)
);
