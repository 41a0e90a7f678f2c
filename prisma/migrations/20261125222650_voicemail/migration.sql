-- CreateTable
CREATE TABLE "dial_plans" (
    "tenant_id" TEXT NOT NULL,
    "voicemail_enabled" BOOLEAN NOT NULL DEFAULT false,
    "calling_profile" TEXT,
    "inbound_calling_profile" TEXT,
    "initial_fmfm_profile" TEXT,
    "reject_call_notready" TEXT,
    "routelist_list" TEXT,
    "switch_name" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "dial_plans_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "voicemail_systems" (
    "tenant_id" TEXT NOT NULL,
    "output_phone_number" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en-US',
    "time_zone" TEXT NOT NULL DEFAULT 'America/Los_Angeles',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "voicemail_systems_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "voicemail_profiles" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "built_in" BOOLEAN NOT NULL DEFAULT false,
    "email_body" TEXT NOT NULL,
    "email_subject" TEXT NOT NULL,
    "email_from_address" TEXT,
    "email_notification" BOOLEAN NOT NULL DEFAULT false,
    "max_duration_seconds" INTEGER NOT NULL DEFAULT 30,
    "max_message_count" INTEGER NOT NULL DEFAULT 100,
    "retention_days" INTEGER NOT NULL DEFAULT 60,
    "voicemail_forwarding" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "voicemail_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailboxes" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "max_message_count" INTEGER,
    "max_duration_seconds" INTEGER,
    "active_greeting_type" TEXT,
    "output_phone_number" TEXT,
    "profile_id" UUID,
    "locale" TEXT,
    "time_zone" TEXT,
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "mailboxes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "voicemail_profiles_tenant_id_id_key" ON "voicemail_profiles"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "mailboxes_tenant_id_updated_at_id_idx" ON "mailboxes"("tenant_id", "updated_at", "id");

-- AddForeignKey
ALTER TABLE "dial_plans" ADD CONSTRAINT "dial_plans_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voicemail_systems" ADD CONSTRAINT "voicemail_systems_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voicemail_profiles" ADD CONSTRAINT "voicemail_profiles_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_tenant_id_profile_id_fkey" FOREIGN KEY ("tenant_id", "profile_id") REFERENCES "voicemail_profiles"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What the application's schemas (lib/*/schema.ts) demand, the database demands too.
ALTER TABLE "dial_plans"
    ADD CONSTRAINT "dial_plans_settings_check" CHECK (
        length("calling_profile") BETWEEN 1 AND 255 AND length("inbound_calling_profile") BETWEEN 1 AND 255
        AND length("initial_fmfm_profile") BETWEEN 1 AND 255 AND length("reject_call_notready") BETWEEN 1 AND 255
        AND length("routelist_list") BETWEEN 1 AND 255 AND length("switch_name") BETWEEN 1 AND 255
    ),
    ADD CONSTRAINT "dial_plans_version_check" CHECK ("version" >= 1);

ALTER TABLE "voicemail_systems"
    ADD CONSTRAINT "voicemail_systems_output_phone_number_check" CHECK ("output_phone_number" ~ '^([+]?[0-9*#]{1,40}|[A-Za-z][A-Za-z0-9_.@-]{0,63})$'),
    ADD CONSTRAINT "voicemail_systems_locale_check" CHECK ("locale" ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$'),
    ADD CONSTRAINT "voicemail_systems_time_zone_check" CHECK ("time_zone" ~ '^[A-Za-z][A-Za-z0-9_+/-]{1,63}$'),
    ADD CONSTRAINT "voicemail_systems_version_check" CHECK ("version" >= 1);

ALTER TABLE "voicemail_profiles"
    ADD CONSTRAINT "voicemail_profiles_name_check" CHECK (length("name") BETWEEN 1 AND 80 AND "name" = btrim("name")),
    ADD CONSTRAINT "voicemail_profiles_built_in_check" CHECK ("built_in" = (lower("name") = 'systemprofile')),
    ADD CONSTRAINT "voicemail_profiles_email_body_check" CHECK (length("email_body") BETWEEN 1 AND 10000),
    ADD CONSTRAINT "voicemail_profiles_email_subject_check" CHECK (length("email_subject") BETWEEN 1 AND 250 AND "email_subject" !~ '[\r\n]'),
    ADD CONSTRAINT "voicemail_profiles_email_from_address_check" CHECK (
        length("email_from_address") BETWEEN 3 AND 254 AND "email_from_address" ~ '^[^[:space:]@]+@[^[:space:]@]+$'
    ),
    ADD CONSTRAINT "voicemail_profiles_notification_check" CHECK (NOT "email_notification" OR "email_from_address" IS NOT NULL),
    ADD CONSTRAINT "voicemail_profiles_max_duration_check" CHECK ("max_duration_seconds" >= 1),
    ADD CONSTRAINT "voicemail_profiles_max_message_count_check" CHECK ("max_message_count" >= 1),
    ADD CONSTRAINT "voicemail_profiles_retention_check" CHECK ("retention_days" IN (10, 20, 30, 40, 50, 60)),
    ADD CONSTRAINT "voicemail_profiles_version_check" CHECK ("version" >= 1);

ALTER TABLE "mailboxes"
    ADD CONSTRAINT "mailboxes_number_check" CHECK ("number" ~ '^[0-9]{1,40}$'),
    ADD CONSTRAINT "mailboxes_type_check" CHECK ("type" IN ('agent', 'agent-group')),
    ADD CONSTRAINT "mailboxes_owner_check" CHECK (length("owner") BETWEEN 1 AND 120 AND "owner" = btrim("owner")),
    ADD CONSTRAINT "mailboxes_max_message_count_check" CHECK ("max_message_count" >= 1),
    ADD CONSTRAINT "mailboxes_max_duration_check" CHECK ("max_duration_seconds" >= 1),
    ADD CONSTRAINT "mailboxes_active_greeting_type_check" CHECK ("active_greeting_type" IN ('standard', 'personal', 'extended-absence')),
    ADD CONSTRAINT "mailboxes_output_phone_number_check" CHECK ("output_phone_number" ~ '^([+]?[0-9*#]{1,40}|[A-Za-z][A-Za-z0-9_.@-]{0,63})$'),
    ADD CONSTRAINT "mailboxes_locale_check" CHECK ("locale" ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$'),
    ADD CONSTRAINT "mailboxes_time_zone_check" CHECK ("time_zone" ~ '^[A-Za-z][A-Za-z0-9_+/-]{1,63}$'),
    ADD CONSTRAINT "mailboxes_version_check" CHECK ("version" >= 1);

-- One name in a tenant, however it is capitalised, and one built-in profile.
CREATE UNIQUE INDEX "voicemail_profiles_tenant_id_name_key" ON "voicemail_profiles" ("tenant_id", lower("name"));

-- A number is free again once its mailbox is deleted. The collation makes prefixes a range of this index, whatever the database's own.
CREATE UNIQUE INDEX "mailboxes_tenant_id_number_key" ON "mailboxes" ("tenant_id", "number" COLLATE "C") WHERE "deleted_at" IS NULL;
CREATE INDEX "mailboxes_tenant_id_owner_idx" ON "mailboxes" ("tenant_id", lower("owner") COLLATE "C", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "mailboxes_tenant_id_deleted_at_idx" ON "mailboxes" ("tenant_id", "deleted_at", "id") WHERE "deleted_at" IS NOT NULL;

-- Overrides are few; each index holds only the mailboxes that have one.
CREATE INDEX "mailboxes_profile_idx" ON "mailboxes" ("profile_id", "number" COLLATE "C") WHERE "profile_id" IS NOT NULL;
CREATE INDEX "mailboxes_greeting_idx" ON "mailboxes" ("tenant_id", "active_greeting_type", "number" COLLATE "C") WHERE "active_greeting_type" IS NOT NULL;
CREATE INDEX "mailboxes_locale_idx" ON "mailboxes" ("tenant_id", "locale", "number" COLLATE "C") WHERE "locale" IS NOT NULL;
CREATE INDEX "mailboxes_time_zone_idx" ON "mailboxes" ("tenant_id", "time_zone", "number" COLLATE "C") WHERE "time_zone" IS NOT NULL;

-- Words of the owner's name by their beginnings, as one types. `simple` changes no word but its capitals.
CREATE INDEX "mailboxes_owner_words_idx" ON "mailboxes" USING gin (to_tsvector('simple', "owner")) WHERE "deleted_at" IS NULL;

-- Every tenant has its dial plan, its system values and its built-in profile from its first moment on.
CREATE FUNCTION "prepare_tenant_voicemail"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO dial_plans (tenant_id) VALUES (NEW.id);
    INSERT INTO voicemail_systems (tenant_id) VALUES (NEW.id);
    INSERT INTO voicemail_profiles (id, tenant_id, name, built_in, email_subject, email_body)
    VALUES (gen_random_uuid(), NEW.id, 'SystemProfile', true,
        'Genesys Voicemail Notification: New Message from <CallerID>', 'Mailbox <MailboxID> has a new message from <CallerID>');
    RETURN NULL;
END;
$$;

INSERT INTO dial_plans (tenant_id) SELECT id FROM tenants;
INSERT INTO voicemail_systems (tenant_id) SELECT id FROM tenants;
INSERT INTO voicemail_profiles (id, tenant_id, name, built_in, email_subject, email_body)
SELECT gen_random_uuid(), id, 'SystemProfile', true,
    'Genesys Voicemail Notification: New Message from <CallerID>', 'Mailbox <MailboxID> has a new message from <CallerID>'
FROM tenants;

CREATE TRIGGER "tenants_prepare_voicemail" AFTER INSERT ON "tenants" FOR EACH ROW EXECUTE FUNCTION "prepare_tenant_voicemail"();
