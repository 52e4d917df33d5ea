-- Signatures of witnesses beside checkpoints. `line` is the signature line, without its newline.
CREATE TABLE journal_cosignature (
    size BIGINT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (size, line)
);
