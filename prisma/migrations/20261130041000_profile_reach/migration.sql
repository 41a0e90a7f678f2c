-- Whom a change of a profile reaches is counted while a form is open. Without further columns most entries are alike, which PostgreSQL keeps
-- once: 7 MB for a million mailboxes, and no row has to be looked at.
CREATE INDEX "mailboxes_reach_idx" ON "mailboxes" ("tenant_id", "profile_id", "max_message_count", "max_duration_seconds") WHERE "deleted_at" IS NULL;
