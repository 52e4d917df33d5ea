-- A 制度 pack as it was installed: all its files in canonical bytes, found by their hash.
CREATE TABLE instrument_pack (
    hash TEXT NOT NULL,
    since BIGINT NOT NULL,
    code TEXT NOT NULL,
    from_period TEXT NOT NULL,
    to_period TEXT NOT NULL,
    files BYTEA NOT NULL,
    PRIMARY KEY (hash)
);
