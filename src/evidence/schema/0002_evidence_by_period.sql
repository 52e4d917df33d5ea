-- 一张表一期的全部凭证和台账：审核规则要与报表数相比。
CREATE INDEX evidence_link_by_period ON evidence_link (form, period);
CREATE INDEX evidence_ledger_line_by_period ON evidence_ledger_line (form, period);
