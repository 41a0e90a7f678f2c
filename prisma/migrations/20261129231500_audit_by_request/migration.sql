-- CreateIndex
CREATE INDEX "audit_entries_request_id_id_idx" ON "audit_entries"("request_id", "id");
