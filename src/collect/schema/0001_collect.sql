CREATE TABLE collect_task (
    form TEXT NOT NULL,
    period TEXT NOT NULL,
    unit BIGINT NOT NULL,
    id BIGINT NOT NULL UNIQUE,
    due BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (form, period, unit)
);
CREATE INDEX collect_task_of_unit ON collect_task (unit, form, period);
CREATE TABLE collect_submission (
    task BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    id BIGINT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    account BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    form_hash TEXT NOT NULL,
    payload BYTEA NOT NULL,
    payload_hash BYTEA NOT NULL,
    batch TEXT,
    since BIGINT NOT NULL,
    PRIMARY KEY (task, sequence)
);
CREATE TABLE collect_batch (
    file_hash TEXT NOT NULL,
    form TEXT NOT NULL,
    name TEXT NOT NULL,
    channel TEXT NOT NULL,
    account BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (file_hash, form, since)
);
