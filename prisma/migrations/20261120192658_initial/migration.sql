-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "roles" TEXT[],
    "disabled_at" TIMESTAMPTZ(3),
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttles" (
    "address" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "window_started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_throttles_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT,
    "ip" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenants" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "cloud" TEXT NOT NULL,
    "portal_url" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sign_in_throttles_window_started_at_idx" ON "sign_in_throttles"("window_started_at");

-- CreateIndex
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_entity_type_entity_id_id_idx" ON "audit_entries"("entity_type", "entity_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_actor_id_id_idx" ON "audit_entries"("actor_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_tenant_id_id_idx" ON "audit_entries"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "tenants_region_id_idx" ON "tenants"("region", "id");

-- What the application's schemas (lib/*/schema.ts) demand, the database demands too.
ALTER TABLE "users"
    ADD CONSTRAINT "users_email_check" CHECK ("email" = lower("email") AND length("email") BETWEEN 3 AND 254 AND position('@' IN "email") > 1),
    ADD CONSTRAINT "users_name_check" CHECK (length("name") BETWEEN 1 AND 120 AND "name" = btrim("name")),
    ADD CONSTRAINT "users_password_hash_check" CHECK ("password_hash" LIKE '$argon2id$%'),
    ADD CONSTRAINT "users_roles_check" CHECK (
        coalesce(cardinality("roles"), 0) BETWEEN 1 AND 5
        AND "roles" <@ ARRAY['viewer', 'operator', 'voicemail-administrator', 'auditor', 'administrator']
    ),
    ADD CONSTRAINT "users_failed_sign_ins_check" CHECK ("failed_sign_ins" >= 0),
    ADD CONSTRAINT "users_session_version_check" CHECK ("session_version" >= 1),
    ADD CONSTRAINT "users_version_check" CHECK ("version" >= 1);

ALTER TABLE "sign_in_throttles"
    ADD CONSTRAINT "sign_in_throttles_address_check" CHECK (length("address") BETWEEN 1 AND 64),
    ADD CONSTRAINT "sign_in_throttles_failures_check" CHECK ("failures" >= 0);

ALTER TABLE "audit_entries"
    ADD CONSTRAINT "audit_entries_actor_check" CHECK (
        ("actor_kind" = 'user' AND "actor_id" IS NOT NULL) OR ("actor_kind" = 'system' AND "actor_id" IS NULL)
    ),
    ADD CONSTRAINT "audit_entries_action_check" CHECK ("action" ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
    ADD CONSTRAINT "audit_entries_entity_type_check" CHECK ("entity_type" ~ '^[a-z]+(-[a-z]+)*$');

ALTER TABLE "tenants"
    ADD CONSTRAINT "tenants_id_check" CHECK ("id" ~ '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$'),
    ADD CONSTRAINT "tenants_name_check" CHECK (length("name") BETWEEN 1 AND 120 AND "name" = btrim("name")),
    ADD CONSTRAINT "tenants_region_check" CHECK ("region" ~ '^[a-z0-9-]{1,40}$'),
    ADD CONSTRAINT "tenants_cloud_check" CHECK ("cloud" ~ '^[a-z0-9-]{1,40}$'),
    ADD CONSTRAINT "tenants_portal_url_check" CHECK ("portal_url" ~ '^https?://[^[:space:]]+$' AND length("portal_url") <= 2048),
    ADD CONSTRAINT "tenants_version_check" CHECK ("version" >= 1);

-- The audit log only grows. The triggers fire for the table's owner as well; only dropping them, which is itself visible, gets round.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_entries is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END;
$$;

CREATE TRIGGER "audit_entries_append_only"
    BEFORE UPDATE OR DELETE ON "audit_entries"
    FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();

CREATE TRIGGER "audit_entries_no_truncate"
    BEFORE TRUNCATE ON "audit_entries"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();

ALTER TABLE "audit_entries" ENABLE ALWAYS TRIGGER "audit_entries_append_only";
ALTER TABLE "audit_entries" ENABLE ALWAYS TRIGGER "audit_entries_no_truncate";
