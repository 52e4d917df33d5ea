CREATE TABLE facts_sheet (
    form TEXT NOT NULL,
    period TEXT NOT NULL,
    unit BIGINT NOT NULL,
    since BIGINT NOT NULL,
    submission BIGINT NOT NULL,
    acceptance BIGINT NOT NULL,
    PRIMARY KEY (form, period, unit, since)
);
CREATE INDEX facts_sheet_of_unit ON facts_sheet (unit, form, period);
CREATE INDEX facts_sheet_of_submission ON facts_sheet (submission);
CREATE TABLE facts_base (
    unit BIGINT NOT NULL,
    form TEXT NOT NULL,
    period TEXT NOT NULL,
    cell TEXT NOT NULL,
    since BIGINT NOT NULL,
    units BIGINT NOT NULL,
    decimals BIGINT NOT NULL,
    missing TEXT,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (unit, form, period, cell, since)
);
CREATE INDEX facts_base_of_period ON facts_base (form, period);
