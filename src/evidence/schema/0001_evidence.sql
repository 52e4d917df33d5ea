-- 凭证与台账: uploads over files stored by hash, the cells they support, and ledger lines.
CREATE TABLE evidence_voucher (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    file_hash TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    kind TEXT NOT NULL,
    account BIGINT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX evidence_voucher_by_hash ON evidence_voucher (file_hash);
CREATE TABLE evidence_link (
    voucher BIGINT NOT NULL,
    unit BIGINT NOT NULL,
    form TEXT NOT NULL,
    period TEXT NOT NULL,
    cell TEXT NOT NULL,
    since BIGINT NOT NULL,
    amount_units BIGINT,
    amount_decimals BIGINT,
    PRIMARY KEY (voucher, unit, form, period, cell, since)
);
CREATE INDEX evidence_link_by_report ON evidence_link (unit, form, period, cell);
CREATE TABLE evidence_ledger_line (
    id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    unit BIGINT NOT NULL,
    ledger TEXT NOT NULL,
    line_no BIGINT NOT NULL,
    date TEXT NOT NULL,
    words TEXT NOT NULL,
    amount_units BIGINT NOT NULL,
    amount_decimals BIGINT NOT NULL,
    form TEXT NOT NULL,
    period TEXT NOT NULL,
    cell TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX evidence_ledger_line_by_report ON evidence_ledger_line (unit, form, period, cell);
