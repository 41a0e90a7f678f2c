-- CreateTable
CREATE TABLE "greetings" (
    "mailbox_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "current_version_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "greetings_pkey" PRIMARY KEY ("mailbox_id","type")
);

-- CreateTable
CREATE TABLE "greeting_versions" (
    "id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "codec" TEXT NOT NULL,
    "sample_rate_hertz" INTEGER NOT NULL,
    "channels" INTEGER NOT NULL,
    "bits_per_sample" INTEGER,
    "duration_ms" INTEGER NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "audio_offset_bytes" INTEGER NOT NULL,
    "audio_size_bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "peaks" BYTEA NOT NULL,
    "file_name" TEXT NOT NULL,
    "uploaded_by_id" UUID,
    "uploaded_by_name" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "greeting_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "greeting_file_changes" (
    "storage_key" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "greeting_file_changes_pkey" PRIMARY KEY ("storage_key")
);

-- CreateTable
CREATE TABLE "greeting_storage" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "folder" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "greeting_storage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "greetings_mailbox_id_type_current_version_id_key" ON "greetings"("mailbox_id", "type", "current_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "greeting_versions_storage_key_key" ON "greeting_versions"("storage_key");

-- CreateIndex
CREATE UNIQUE INDEX "greeting_versions_mailbox_id_type_number_key" ON "greeting_versions"("mailbox_id", "type", "number");

-- CreateIndex
CREATE UNIQUE INDEX "greeting_versions_mailbox_id_type_id_key" ON "greeting_versions"("mailbox_id", "type", "id");

-- CreateIndex
CREATE INDEX "greeting_file_changes_direction_since_idx" ON "greeting_file_changes"("direction", "since");

-- AddForeignKey
ALTER TABLE "greetings" ADD CONSTRAINT "greetings_mailbox_id_fkey" FOREIGN KEY ("mailbox_id") REFERENCES "mailboxes"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "greetings" ADD CONSTRAINT "greetings_mailbox_id_type_current_version_id_fkey" FOREIGN KEY ("mailbox_id", "type", "current_version_id") REFERENCES "greeting_versions"("mailbox_id", "type", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "greeting_versions" ADD CONSTRAINT "greeting_versions_mailbox_id_type_fkey" FOREIGN KEY ("mailbox_id", "type") REFERENCES "greetings"("mailbox_id", "type") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What the application demands, the database demands too.
ALTER TABLE "greetings"
    ADD CONSTRAINT "greetings_type_check" CHECK ("type" IN ('personal', 'extended-absence')),
    ADD CONSTRAINT "greetings_version_check" CHECK ("version" >= 1);

ALTER TABLE "greeting_versions"
    ADD CONSTRAINT "greeting_versions_number_check" CHECK ("number" >= 1),
    ADD CONSTRAINT "greeting_versions_storage_key_check" CHECK ("storage_key" ~ '^greetings/[0-9a-f-]{36}/[0-9a-f]{2}/[0-9a-f-]{36}/[0-9a-f-]{36}$'),
    ADD CONSTRAINT "greeting_versions_format_check" CHECK (
        ("format" = 'wav' AND "codec" IN ('pcm', 'a-law', 'mu-law') AND "bits_per_sample" IN (8, 16, 24, 32))
        OR ("format" = 'mp3' AND "codec" = 'mp3' AND "bits_per_sample" IS NULL)
    ),
    ADD CONSTRAINT "greeting_versions_sample_rate_check" CHECK ("sample_rate_hertz" BETWEEN 8000 AND 96000),
    ADD CONSTRAINT "greeting_versions_channels_check" CHECK ("channels" IN (1, 2)),
    ADD CONSTRAINT "greeting_versions_duration_check" CHECK ("duration_ms" BETWEEN 1 AND 180100),
    ADD CONSTRAINT "greeting_versions_size_check" CHECK ("size_bytes" BETWEEN 1 AND 10485760),
    ADD CONSTRAINT "greeting_versions_audio_check" CHECK (
        "audio_offset_bytes" >= 0 AND "audio_size_bytes" >= 1 AND "audio_offset_bytes" + "audio_size_bytes" <= "size_bytes"
    ),
    ADD CONSTRAINT "greeting_versions_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
    ADD CONSTRAINT "greeting_versions_peaks_check" CHECK (length("peaks") = 200),
    ADD CONSTRAINT "greeting_versions_file_name_check" CHECK (length("file_name") BETWEEN 1 AND 255);

ALTER TABLE "greeting_file_changes" ADD CONSTRAINT "greeting_file_changes_direction_check" CHECK ("direction" IN ('arriving', 'leaving'));
ALTER TABLE "greeting_storage" ADD CONSTRAINT "greeting_storage_id_check" CHECK ("id" = 1);
INSERT INTO "greeting_storage" DEFAULT VALUES;

-- A file has its row or is on its way, never both: a version that appears ends its upload in the same transaction.
CREATE FUNCTION "end_greeting_upload"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM greeting_file_changes WHERE storage_key = NEW.storage_key AND direction = 'arriving';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'greeting file % was not announced, or was cleaned up meanwhile', NEW.storage_key;
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "greeting_versions_end_upload" BEFORE INSERT ON "greeting_versions" FOR EACH ROW EXECUTE FUNCTION "end_greeting_upload"();

-- The other way round: a row that goes leaves word of its file, however it goes.
CREATE FUNCTION "announce_leaving_greeting_file"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO greeting_file_changes (storage_key, direction) VALUES (OLD.storage_key, 'leaving');
    RETURN NULL;
END;
$$;
CREATE TRIGGER "greeting_versions_announce_leaving" AFTER DELETE ON "greeting_versions" FOR EACH ROW EXECUTE FUNCTION "announce_leaving_greeting_file"();
