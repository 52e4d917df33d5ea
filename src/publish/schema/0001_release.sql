CREATE TABLE publish_release (
    since BIGINT NOT NULL PRIMARY KEY,
    product TEXT NOT NULL,
    period TEXT NOT NULL,
    as_of BIGINT NOT NULL,
    title TEXT NOT NULL,
    product_hash TEXT NOT NULL,
    docx_hash TEXT NOT NULL,
    xlsx_hash TEXT NOT NULL,
    account BIGINT NOT NULL,
    released_at BIGINT NOT NULL,
    engine TEXT NOT NULL
);
CREATE INDEX publish_release_of ON publish_release (product, period, since);
CREATE TABLE publish_release_table (
    since BIGINT NOT NULL,
    table_code TEXT NOT NULL,
    period TEXT NOT NULL,
    table_hash TEXT NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (since, table_code, period)
);
CREATE INDEX publish_release_table_form ON publish_release_table (form, period);
CREATE INDEX publish_release_table_code ON publish_release_table (table_code, period);
CREATE TABLE publish_figure (
    id BIGINT NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL,
    table_code TEXT NOT NULL,
    table_hash TEXT NOT NULL,
    cell TEXT NOT NULL,
    period TEXT NOT NULL,
    printed TEXT NOT NULL,
    status TEXT NOT NULL,
    exact_units BIGINT,
    exact_decimals BIGINT,
    base_units BIGINT,
    base_decimals BIGINT,
    contributors BIGINT NOT NULL
);
CREATE INDEX publish_figure_cell ON publish_figure (table_code, cell, period);
CREATE INDEX publish_figure_since ON publish_figure (since, table_code);
