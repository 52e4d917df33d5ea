-- Units of the register, the versions of their attributes, and the frames frozen from them.
CREATE TABLE registry_unit (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE registry_version (
    unit BIGINT NOT NULL,
    since BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_from_day BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    region TEXT NOT NULL,
    region_level BIGINT NOT NULL,
    industry TEXT NOT NULL,
    size TEXT NOT NULL,
    professions TEXT NOT NULL,
    above_scale BIGINT NOT NULL,
    state BIGINT NOT NULL,
    parent_code TEXT NOT NULL,
    more BYTEA NOT NULL,
    reason TEXT NOT NULL,
    paper TEXT NOT NULL,
    PRIMARY KEY (unit, since)
);
CREATE INDEX registry_version_code ON registry_version (code);
CREATE TABLE registry_frame (
    form TEXT NOT NULL,
    period TEXT NOT NULL,
    since BIGINT NOT NULL,
    pack_hash TEXT NOT NULL,
    units BIGINT NOT NULL,
    PRIMARY KEY (form, period, since)
);
CREATE TABLE registry_frame_unit (
    form TEXT NOT NULL,
    period TEXT NOT NULL,
    since BIGINT NOT NULL,
    unit BIGINT NOT NULL,
    PRIMARY KEY (form, period, since, unit)
);
