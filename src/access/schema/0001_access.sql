CREATE TABLE access_account (
    id BIGINT NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL
);
CREATE UNIQUE INDEX access_account_of_name ON access_account (name);
CREATE TABLE access_credential (
    account BIGINT NOT NULL,
    since BIGINT NOT NULL,
    hash TEXT NOT NULL,
    first_use BIGINT NOT NULL,
    PRIMARY KEY (account, since)
);
CREATE TABLE access_grant (
    account BIGINT NOT NULL,
    role TEXT NOT NULL,
    profession TEXT NOT NULL,
    region TEXT NOT NULL,
    region_level BIGINT NOT NULL,
    form TEXT NOT NULL,
    unit BIGINT NOT NULL,
    since BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL,
    PRIMARY KEY (account, role, profession, region, region_level, form, unit, since)
);
CREATE TABLE access_session (
    token BYTEA NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL,
    idle_until BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX access_session_of_account ON access_session (account);
CREATE TABLE access_attempt (
    who TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    wait_until BIGINT NOT NULL
);
