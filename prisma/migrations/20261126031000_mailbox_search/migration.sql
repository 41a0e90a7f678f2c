-- Each order of the list has an index that also holds owner and number: a search reads it in order, and fetches only rows that match.
DROP INDEX "mailboxes_tenant_id_number_key";
CREATE UNIQUE INDEX "mailboxes_tenant_id_number_key" ON "mailboxes" ("tenant_id", "number" COLLATE "C") INCLUDE ("id", "owner") WHERE "deleted_at" IS NULL;
DROP INDEX "mailboxes_tenant_id_owner_idx";
CREATE INDEX "mailboxes_tenant_id_owner_idx" ON "mailboxes" ("tenant_id", lower("owner") COLLATE "C", "id") INCLUDE ("owner", "number") WHERE "deleted_at" IS NULL;
DROP INDEX "mailboxes_tenant_id_updated_at_id_idx";
CREATE INDEX "mailboxes_tenant_id_updated_at_idx" ON "mailboxes" ("tenant_id", "updated_at", "id") INCLUDE ("owner", "number") WHERE "deleted_at" IS NULL;

-- In the order of owners, names that begin with a word stand together; this finds the others.
CREATE INDEX "mailboxes_owner_further_words_idx" ON "mailboxes" USING gin (to_tsvector('simple', regexp_replace(lower("owner"), '^[a-z0-9]+', ''))) WHERE "deleted_at" IS NULL;
