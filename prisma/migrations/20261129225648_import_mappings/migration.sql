-- CreateTable
CREATE TABLE "import_mappings" (
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "field" TEXT,
    "profile_id" UUID,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_mappings_pkey" PRIMARY KEY ("tenant_id","kind","key")
);

-- CreateIndex
CREATE INDEX "import_mappings_tenant_id_profile_id_idx" ON "import_mappings"("tenant_id", "profile_id");

-- AddForeignKey
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_tenant_id_profile_id_fkey" FOREIGN KEY ("tenant_id", "profile_id") REFERENCES "voicemail_profiles"("tenant_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE "import_mappings"
    ADD CONSTRAINT "import_mappings_kind_check" CHECK ("kind" IN ('column', 'profile')),
    ADD CONSTRAINT "import_mappings_profile_check" CHECK (("kind" = 'profile') = ("profile_id" IS NOT NULL));
