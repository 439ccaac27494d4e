CREATE TABLE "application_attachments" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"byte_size" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "application_batches" (
	"person_id" text NOT NULL,
	"id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "application_batches_person_id_id_pk" PRIMARY KEY("person_id","id")
);
--> statement-breakpoint
CREATE TABLE "application_contacts" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"role" text,
	"email" text,
	"phone" text,
	"url" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "application_events" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"person_id" text NOT NULL,
	"seq" integer NOT NULL,
	"change" jsonb NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"learned_at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"batch_id" text NOT NULL,
	CONSTRAINT "application_events_seq" UNIQUE("application_id","seq")
);
--> statement-breakpoint
CREATE TABLE "application_import_rows" (
	"import_id" text NOT NULL,
	"line" integer NOT NULL,
	"application_id" text NOT NULL,
	CONSTRAINT "application_import_rows_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "application_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"file_hash" text NOT NULL,
	"batch_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "application_imports_file" UNIQUE("person_id","file_hash")
);
--> statement-breakpoint
CREATE TABLE "application_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"person_id" text NOT NULL,
	"markdown" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "application_stages" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"group" text NOT NULL,
	"name" text NOT NULL,
	"rank" text collate "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"job_id" text,
	"title" text NOT NULL,
	"company_name" text,
	"company_key" text,
	"title_key" text NOT NULL,
	"places" text[] DEFAULT '{}' NOT NULL,
	"remote" text,
	"salary" jsonb,
	"url" text,
	"source" text NOT NULL,
	"posting_text" text,
	"stage_group" text NOT NULL,
	"stage_id" text,
	"rank" text collate "C" NOT NULL,
	"stage_since" timestamp (3) with time zone NOT NULL,
	"outcome_kind" text,
	"outcome_reason" text,
	"priority" smallint,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"resume_version_id" text,
	"applied_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"furthest" smallint NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"silence_told_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"event_seq" integer DEFAULT 1 NOT NULL,
	"search_text" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', title || ' ' || coalesce(company_name, '') || ' ' || immutable_join(tags) || ' ' || immutable_join(places) || ' ' || left(coalesce(posting_text, ''), 20000))) STORED NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"person_id" text NOT NULL,
	"text" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"first_due_at" timestamp (3) with time zone NOT NULL,
	"is_all_day" boolean DEFAULT false NOT NULL,
	"done_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "today_preferences" (
	"person_id" text PRIMARY KEY NOT NULL,
	"weights" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "insight_snapshots" (
	"person_id" text NOT NULL,
	"period" text NOT NULL,
	"date" date NOT NULL,
	"data" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "insight_snapshots_person_id_period_date_pk" PRIMARY KEY("person_id","period","date")
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"has_reminders" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_read_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "interview_versions" (
	"interview_id" text NOT NULL,
	"version" integer NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "interview_versions_interview_id_version_pk" PRIMARY KEY("interview_id","version")
);
--> statement-breakpoint
CREATE TABLE "interviews" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"people" text[] DEFAULT '{}' NOT NULL,
	"link" text,
	"place" text,
	"notes" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"employer_time_zone" text NOT NULL,
	"called_off_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"told_version" integer,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "application_attachments" ADD CONSTRAINT "application_attachments_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_attachments" ADD CONSTRAINT "application_attachments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_batches" ADD CONSTRAINT "application_batches_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_contacts" ADD CONSTRAINT "application_contacts_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_contacts" ADD CONSTRAINT "application_contacts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_events" ADD CONSTRAINT "application_events_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_events" ADD CONSTRAINT "application_events_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_import_rows" ADD CONSTRAINT "application_import_rows_import_id_application_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."application_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_import_rows" ADD CONSTRAINT "application_import_rows_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_imports" ADD CONSTRAINT "application_imports_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_notes" ADD CONSTRAINT "application_notes_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_notes" ADD CONSTRAINT "application_notes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_stages" ADD CONSTRAINT "application_stages_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_stage_id_application_stages_id_fk" FOREIGN KEY ("stage_id") REFERENCES "public"."application_stages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "today_preferences" ADD CONSTRAINT "today_preferences_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insight_snapshots" ADD CONSTRAINT "insight_snapshots_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_versions" ADD CONSTRAINT "interview_versions_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_attachments_application" ON "application_attachments" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "application_attachments_person" ON "application_attachments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "application_contacts_application" ON "application_contacts" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "application_contacts_person" ON "application_contacts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "application_events_batch" ON "application_events" USING btree ("person_id","batch_id");--> statement-breakpoint
CREATE INDEX "application_events_learned" ON "application_events" USING btree ("person_id","learned_at","id");--> statement-breakpoint
CREATE INDEX "application_import_rows_application" ON "application_import_rows" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "application_notes_application" ON "application_notes" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "application_notes_person" ON "application_notes" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "application_stages_name" ON "application_stages" USING btree ("person_id","group",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "applications_job" ON "applications" USING btree ("person_id","job_id") WHERE job_id is not null and removed_at is null;--> statement-breakpoint
CREATE INDEX "applications_of_job" ON "applications" USING btree ("job_id") WHERE job_id is not null;--> statement-breakpoint
CREATE INDEX "applications_stage" ON "applications" USING btree ("stage_id") WHERE stage_id is not null;--> statement-breakpoint
CREATE INDEX "applications_board" ON "applications" USING btree ("person_id","stage_group","stage_id","rank","id");--> statement-breakpoint
CREATE INDEX "applications_updated" ON "applications" USING btree ("person_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "applications_saved" ON "applications" USING btree ("person_id","saved_at","id");--> statement-breakpoint
CREATE INDEX "applications_company" ON "applications" USING btree ("person_id","company_key");--> statement-breakpoint
CREATE INDEX "applications_removed" ON "applications" USING btree ("removed_at") WHERE removed_at is not null;--> statement-breakpoint
CREATE INDEX "applications_search" ON "applications" USING gin ("search_text");--> statement-breakpoint
CREATE INDEX "applications_waiting" ON "applications" USING btree ("stage_since") WHERE removed_at is null and silence_told_at is null and stage_group <> 'closed';--> statement-breakpoint
CREATE INDEX "reminders_application" ON "reminders" USING btree ("application_id","due_at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "reminders_person" ON "reminders" USING btree ("person_id","due_at","id");--> statement-breakpoint
CREATE INDEX "reminders_untold" ON "reminders" USING btree ("due_at") WHERE done_at is null and told_at is null;--> statement-breakpoint
CREATE INDEX "insight_snapshots_date" ON "insight_snapshots" USING btree ("period","date");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_person" ON "calendar_feeds" USING btree ("person_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "interviews_application" ON "interviews" USING btree ("application_id","starts_at");--> statement-breakpoint
CREATE INDEX "interviews_person" ON "interviews" USING btree ("person_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "interviews_starts" ON "interviews" USING btree ("starts_at") WHERE called_off_at is null;