-- 名录: units, what is known of them from which period on, and the frames frozen per form and period.
CREATE TABLE registry_unit (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (id)
);
-- region_level: a city without counties repeats its digits one level below.
-- valid_day is the first day of valid_from in days since 1970-01-01: period codes of different frequencies do not
-- sort as texts.
CREATE TABLE registry_version (
    unit BIGINT NOT NULL,
    since BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_day BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    region TEXT NOT NULL,
    region_level BIGINT NOT NULL,
    industry TEXT NOT NULL,
    size BIGINT NOT NULL,
    professions TEXT NOT NULL,
    above_scale BIGINT NOT NULL,
    state BIGINT NOT NULL,
    parent_code TEXT NOT NULL,
    more BYTEA NOT NULL,
    reason TEXT NOT NULL,
    paper TEXT NOT NULL,
    PRIMARY KEY (unit, since)
);
CREATE INDEX registry_version_by_code ON registry_version (code, since);
CREATE INDEX registry_version_by_parent ON registry_version (parent_code, since);
CREATE TABLE registry_frame (
    form TEXT NOT NULL,
    period TEXT NOT NULL,
    pack_hash TEXT NOT NULL,
    units BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (form, period)
);
CREATE TABLE registry_frame_unit (
    form TEXT NOT NULL,
    period TEXT NOT NULL,
    unit BIGINT NOT NULL,
    version BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (form, period, unit)
);
CREATE INDEX registry_frame_unit_by_unit ON registry_frame_unit (unit, form, period);
