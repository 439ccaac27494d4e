ALTER TABLE "applications" ADD COLUMN "employer" jsonb;--> statement-breakpoint
ALTER TABLE "hiring_applications" ADD COLUMN "told_label" text;--> statement-breakpoint
ALTER TABLE "hiring_applications" ADD COLUMN "sealed_status_token" text;