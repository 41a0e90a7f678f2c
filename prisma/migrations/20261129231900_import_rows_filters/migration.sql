-- Rows that could not be applied after all, and rows that could not be taken back: few among very many. Neither condition names the column
-- `result`, which is written for every row and would then have to be told to the index each time.
CREATE INDEX "mailbox_import_rows_conflict_idx" ON "mailbox_import_rows" ("import_id", "row") WHERE "outcome" = 'refused' AND "refusals" IS NULL;
CREATE INDEX "mailbox_import_rows_kept_idx" ON "mailbox_import_rows" ("import_id", "row") WHERE "reversal" <> 'reverted';
