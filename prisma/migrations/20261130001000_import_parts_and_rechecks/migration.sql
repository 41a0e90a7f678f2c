-- AlterTable
ALTER TABLE "mailbox_imports" ADD COLUMN     "part_names" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "rechecked" INTEGER NOT NULL DEFAULT 0;
