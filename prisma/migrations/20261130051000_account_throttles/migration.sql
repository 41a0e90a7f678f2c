-- CreateTable
CREATE TABLE "account_throttles" (
    "user_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "attempted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_throttles_pkey" PRIMARY KEY ("user_id","address")
);

-- CreateIndex
CREATE INDEX "account_throttles_attempted_at_idx" ON "account_throttles"("attempted_at");

-- AddForeignKey
ALTER TABLE "account_throttles" ADD CONSTRAINT "account_throttles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
