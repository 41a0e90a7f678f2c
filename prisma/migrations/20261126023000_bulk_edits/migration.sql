-- CreateTable
CREATE TABLE "bulk_edits" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "selection" JSONB NOT NULL,
    "change" JSONB NOT NULL,
    "previewed_at" TIMESTAMPTZ(3) NOT NULL,
    "previewed_total" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'collecting',
    "total" INTEGER NOT NULL DEFAULT 0,
    "collected_up_to" UUID,
    "done" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "failures" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "advanced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_edits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_edit_targets" (
    "bulk_edit_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "wanted" JSONB,
    "before" JSONB,
    "outcome" TEXT,

    CONSTRAINT "bulk_edit_targets_pkey" PRIMARY KEY ("bulk_edit_id","ordinal")
);

-- CreateIndex
CREATE INDEX "bulk_edits_tenant_id_id_idx" ON "bulk_edits"("tenant_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "bulk_edits" ADD CONSTRAINT "bulk_edits_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_edit_targets" ADD CONSTRAINT "bulk_edit_targets_bulk_edit_id_fkey" FOREIGN KEY ("bulk_edit_id") REFERENCES "bulk_edits"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "bulk_edits"
    ADD CONSTRAINT "bulk_edits_state_check" CHECK ("state" IN ('collecting', 'running', 'done', 'cancelled', 'failed')),
    ADD CONSTRAINT "bulk_edits_finished_check" CHECK (("finished_at" IS NULL) = ("state" IN ('collecting', 'running'))),
    ADD CONSTRAINT "bulk_edits_done_check" CHECK ("done" BETWEEN 0 AND "total");

-- Each target is written once and given its outcome once; room on the page keeps the second from touching an index.
ALTER TABLE "bulk_edit_targets" SET (fillfactor = 70);

-- What is still to do, the longest waiting first.
CREATE INDEX "bulk_edits_unfinished_idx" ON "bulk_edits" ("advanced_at") WHERE "finished_at" IS NULL;

-- Mailboxes that were left alone, for the list that says why.
CREATE INDEX "bulk_edit_targets_exceptions_idx" ON "bulk_edit_targets" ("bulk_edit_id", "ordinal") WHERE "outcome" NOT IN ('changed', 'alike');
