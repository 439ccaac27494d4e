CREATE TABLE "idempotency_keys" (
	"caller_hash" text NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"body" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_caller_hash_operation_key_pk" PRIMARY KEY("caller_hash","operation","key")
);
--> statement-breakpoint
ALTER TABLE "job_reports" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "job_reports" ADD COLUMN "answered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "job_reports" ADD COLUMN "answered_by" text;--> statement-breakpoint
ALTER TABLE "job_reports" ADD COLUMN "answer_note" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "closed_for" text;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "before_decision" jsonb;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "taken_back_version" integer;--> statement-breakpoint
CREATE INDEX "idempotency_keys_at" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "job_reports_open" ON "job_reports" USING btree ("job_id") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "tasks_done" ON "tasks" USING btree ("done_at") WHERE state = 'done';