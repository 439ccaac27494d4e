ALTER TABLE "match_receipts" DROP COLUMN "numerology_permille";--> statement-breakpoint
-- Keys are rare and many: without fine statistics the planner takes them for common ones and reads the whole table.
ALTER TABLE "jobs" ALTER COLUMN "match_keys" SET STATISTICS 1000;
