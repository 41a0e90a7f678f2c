-- CreateTable
CREATE TABLE "query_history_entries" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "query" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "region" TEXT,
    "starred" BOOLEAN NOT NULL DEFAULT false,
    "runs" INTEGER NOT NULL DEFAULT 1,
    "ran_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "query_history_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "query_history_entries_user_id_starred_ran_at_idx" ON "query_history_entries"("user_id", "starred", "ran_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "query_history_entries_user_id_digest_key" ON "query_history_entries"("user_id", "digest");

-- AddForeignKey
ALTER TABLE "query_history_entries" ADD CONSTRAINT "query_history_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the application's schema (lib/explore/input-schema.ts) demands, the database demands too.
ALTER TABLE "query_history_entries"
    ADD CONSTRAINT "query_history_entries_query_check" CHECK (length("query") BETWEEN 1 AND 10000),
    ADD CONSTRAINT "query_history_entries_digest_check" CHECK ("digest" ~ '^[0-9a-f]{64}$'),
    ADD CONSTRAINT "query_history_entries_mode_check" CHECK ("mode" IN ('range', 'instant')),
    ADD CONSTRAINT "query_history_entries_runs_check" CHECK ("runs" >= 1);
