-- CreateTable
CREATE TABLE "mailbox_imports" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" TEXT,
    "parts" INTEGER NOT NULL DEFAULT 0,
    "received_bytes" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'uploading',
    "choices" JSONB NOT NULL DEFAULT '{}',
    "found" JSONB,
    "problem" JSONB,
    "checked_bytes" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "mailboxes" INTEGER NOT NULL DEFAULT 0,
    "mode" TEXT,
    "ordered_by_id" UUID,
    "ordered_by_name" TEXT,
    "direction" TEXT NOT NULL DEFAULT 'apply',
    "wish" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "results" JSONB NOT NULL DEFAULT '{}',
    "reverted_from" INTEGER,
    "reversals" JSONB NOT NULL DEFAULT '{}',
    "overwrite" BOOLEAN NOT NULL DEFAULT false,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "advanced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "mailbox_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailbox_import_rows" (
    "import_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "number" TEXT,
    "action" TEXT,
    "given" INTEGER NOT NULL,
    "type" TEXT,
    "owner" TEXT,
    "active_greeting_type" TEXT,
    "output_phone_number" TEXT,
    "locale" TEXT,
    "time_zone" TEXT,
    "max_message_count" INTEGER,
    "max_duration_seconds" INTEGER,
    "profile_name" TEXT,
    "profile_id" UUID,
    "outcome" TEXT NOT NULL,
    "refusals" JSONB,
    "mailbox_id" UUID,
    "version" INTEGER,
    "result" TEXT,
    "before" JSONB,
    "applied_version" INTEGER,
    "reversal" TEXT,

    CONSTRAINT "mailbox_import_rows_pkey" PRIMARY KEY ("import_id","row")
);

-- CreateIndex
CREATE INDEX "mailbox_imports_tenant_id_id_idx" ON "mailbox_imports"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "mailbox_imports_tenant_id_sha256_idx" ON "mailbox_imports"("tenant_id", "sha256");

-- CreateIndex
CREATE INDEX "mailbox_import_rows_import_id_outcome_row_idx" ON "mailbox_import_rows"("import_id", "outcome", "row");

-- AddForeignKey
ALTER TABLE "mailbox_imports" ADD CONSTRAINT "mailbox_imports_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "mailbox_imports"
    ADD CONSTRAINT "mailbox_imports_state_check" CHECK ("state" IN ('uploading', 'checking', 'mapping', 'unreadable', 'checked', 'queued',
      'applying', 'paused', 'reverting', 'done', 'cancelled', 'undone', 'failed')),
    ADD CONSTRAINT "mailbox_imports_mode_check" CHECK ("mode" IN ('all', 'good')),
    ADD CONSTRAINT "mailbox_imports_direction_check" CHECK ("direction" IN ('apply', 'revert')),
    ADD CONSTRAINT "mailbox_imports_wish_check" CHECK ("wish" IN ('pause', 'keep', 'revert')),
    ADD CONSTRAINT "mailbox_imports_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$');

ALTER TABLE "mailbox_import_rows"
    ADD CONSTRAINT "mailbox_import_rows_outcome_check" CHECK ("outcome" IN ('create', 'change', 'unchanged', 'delete', 'refused')),
    -- Each row is written once, given its result once and perhaps taken back once; room on the page keeps that from touching an index.
    SET (fillfactor = 80);

-- One import of a tenant at a time changes mailboxes; others wait.
CREATE UNIQUE INDEX "mailbox_imports_running_key" ON "mailbox_imports" ("tenant_id") WHERE "state" IN ('applying', 'paused', 'reverting');
-- What there is to do, the longest waiting first.
CREATE INDEX "mailbox_imports_waiting_idx" ON "mailbox_imports" ("advanced_at") WHERE "state" IN ('checking', 'queued', 'applying', 'reverting');
-- Names of profiles that the tenant does not have.
CREATE INDEX "mailbox_import_rows_unknown_profile_idx" ON "mailbox_import_rows" ("import_id", lower("profile_name")) WHERE "outcome" = 'refused' AND "profile_name" IS NOT NULL AND "profile_id" IS NULL;
