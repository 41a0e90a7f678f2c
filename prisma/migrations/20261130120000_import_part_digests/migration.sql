-- AlterTable
ALTER TABLE "mailbox_imports" ADD COLUMN     "part_sha256" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "part_sizes" INTEGER[] DEFAULT ARRAY[]::INTEGER[];
