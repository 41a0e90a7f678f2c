-- AlterTable
ALTER TABLE "mailbox_imports" ADD COLUMN     "undo_rows" INTEGER[] DEFAULT ARRAY[]::INTEGER[];
