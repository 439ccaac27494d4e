CREATE TABLE "flag_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"setting" jsonb NOT NULL,
	"reason" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "flag_changes_newest" ON "flag_changes" USING btree ("name","changed_at","id");