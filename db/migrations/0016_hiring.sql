CREATE TABLE "audit_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"actor_id" text,
	"act" text NOT NULL,
	"subject_id" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "candidates" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"person_id" text,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"links" text[] DEFAULT '{}' NOT NULL,
	"headline" text,
	"places" text[] DEFAULT '{}' NOT NULL,
	"source" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"resume_text" text,
	"pool_until" timestamp (3) with time zone,
	"merged_into_id" text,
	"anonymised_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"search_text" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', name || ' ' || coalesce(headline, '') || ' ' || immutable_join(tags) || ' ' || immutable_join(places) || ' ' || left(coalesce(resume_text, ''), 100000))) STORED NOT NULL,
	CONSTRAINT "candidates_number" UNIQUE("organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "hiring_applications" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"posting_id" text NOT NULL,
	"candidate_id" text NOT NULL,
	"person_id" text,
	"stage_id" text,
	"rank" text collate "C" NOT NULL,
	"stage_since" timestamp (3) with time zone NOT NULL,
	"disposition_kind" text,
	"disposition_reason" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"source" text NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"knock_outs" text[] DEFAULT '{}' NOT NULL,
	"resume" jsonb,
	"resume_version_id" text,
	"file_key" text,
	"file_name" text,
	"file_type" text,
	"resume_withdrawn_at" timestamp (3) with time zone,
	"cover_letter" text,
	"refuses_ai" boolean DEFAULT false NOT NULL,
	"applied_at" timestamp (3) with time zone NOT NULL,
	"replied_at" timestamp (3) with time zone,
	"reply_due_at" timestamp (3) with time zone NOT NULL,
	"promise_broken_at" timestamp (3) with time zone,
	"status_token_hash" text,
	"version" integer DEFAULT 1 NOT NULL,
	"event_seq" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hiring_applications_statusTokenHash_unique" UNIQUE("status_token_hash")
);
--> statement-breakpoint
CREATE TABLE "hiring_batches" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"actor_id" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hiring_events" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"seq" integer NOT NULL,
	"change" jsonb NOT NULL,
	"actor_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"batch_id" text NOT NULL,
	CONSTRAINT "hiring_events_seq" UNIQUE("application_id","seq")
);
--> statement-breakpoint
CREATE TABLE "hiring_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"author_id" text,
	"markdown" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hiring_stages" (
	"id" text PRIMARY KEY NOT NULL,
	"posting_id" text NOT NULL,
	"name" text NOT NULL,
	"group" text NOT NULL,
	"wording" text,
	"rank" text collate "C" NOT NULL,
	"limit" integer,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"job_id" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"places" text[] DEFAULT '{}' NOT NULL,
	"jurisdiction" text,
	"remote" text,
	"remote_regions" text[] DEFAULT '{}' NOT NULL,
	"employment_type" text,
	"seniority" text,
	"salary" jsonb,
	"skills" text[] DEFAULT '{}' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"questions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"statements" jsonb NOT NULL,
	"reply_promise_days" integer NOT NULL,
	"openings" integer DEFAULT 1 NOT NULL,
	"requisition" text,
	"valid_through" timestamp (3) with time zone,
	"created_by" text,
	"submitted_by" text,
	"submitted_at" timestamp (3) with time zone,
	"approved_by" text,
	"approved_at" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone,
	"paused_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"close_reason" text,
	"reviewed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shortlist_comments" (
	"id" text PRIMARY KEY NOT NULL,
	"entry_id" text NOT NULL,
	"author_id" text,
	"guest_id" text,
	"markdown" text NOT NULL,
	"mentions" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "shortlist_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"shortlist_id" text NOT NULL,
	"application_id" text NOT NULL,
	"rank" text collate "C" NOT NULL,
	"added_by" text,
	"added_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shortlist_events" (
	"id" text PRIMARY KEY NOT NULL,
	"shortlist_id" text NOT NULL,
	"seq" integer NOT NULL,
	"change" jsonb NOT NULL,
	"actor_id" text,
	"guest_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"batch_id" text,
	CONSTRAINT "shortlist_events_seq" UNIQUE("shortlist_id","seq")
);
--> statement-breakpoint
CREATE TABLE "shortlist_guests" (
	"id" text PRIMARY KEY NOT NULL,
	"shortlist_id" text NOT NULL,
	"name" text NOT NULL,
	"right" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	CONSTRAINT "shortlist_guests_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "shortlist_votes" (
	"entry_id" text NOT NULL,
	"voter" text NOT NULL,
	"vote" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "shortlist_votes_entry_id_voter_pk" PRIMARY KEY("entry_id","voter")
);
--> statement-breakpoint
CREATE TABLE "shortlists" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"posting_id" text NOT NULL,
	"name" text NOT NULL,
	"is_anonymous" boolean DEFAULT false NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"event_seq" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_lines" ADD CONSTRAINT "audit_lines_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_lines" ADD CONSTRAINT "audit_lines_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidates" ADD CONSTRAINT "candidates_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidates" ADD CONSTRAINT "candidates_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_applications" ADD CONSTRAINT "hiring_applications_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_applications" ADD CONSTRAINT "hiring_applications_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_applications" ADD CONSTRAINT "hiring_applications_candidate_id_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_applications" ADD CONSTRAINT "hiring_applications_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_applications" ADD CONSTRAINT "hiring_applications_stage_id_hiring_stages_id_fk" FOREIGN KEY ("stage_id") REFERENCES "public"."hiring_stages"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_batches" ADD CONSTRAINT "hiring_batches_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_batches" ADD CONSTRAINT "hiring_batches_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_events" ADD CONSTRAINT "hiring_events_application_id_hiring_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."hiring_applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_events" ADD CONSTRAINT "hiring_events_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_notes" ADD CONSTRAINT "hiring_notes_application_id_hiring_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."hiring_applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_notes" ADD CONSTRAINT "hiring_notes_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_stages" ADD CONSTRAINT "hiring_stages_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_approved_by_people_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_comments" ADD CONSTRAINT "shortlist_comments_entry_id_shortlist_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."shortlist_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_comments" ADD CONSTRAINT "shortlist_comments_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_entries" ADD CONSTRAINT "shortlist_entries_shortlist_id_shortlists_id_fk" FOREIGN KEY ("shortlist_id") REFERENCES "public"."shortlists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_entries" ADD CONSTRAINT "shortlist_entries_application_id_hiring_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."hiring_applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_entries" ADD CONSTRAINT "shortlist_entries_added_by_people_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_events" ADD CONSTRAINT "shortlist_events_shortlist_id_shortlists_id_fk" FOREIGN KEY ("shortlist_id") REFERENCES "public"."shortlists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_events" ADD CONSTRAINT "shortlist_events_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_guests" ADD CONSTRAINT "shortlist_guests_shortlist_id_shortlists_id_fk" FOREIGN KEY ("shortlist_id") REFERENCES "public"."shortlists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_guests" ADD CONSTRAINT "shortlist_guests_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_votes" ADD CONSTRAINT "shortlist_votes_entry_id_shortlist_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."shortlist_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlists" ADD CONSTRAINT "shortlists_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlists" ADD CONSTRAINT "shortlists_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlists" ADD CONSTRAINT "shortlists_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_lines_at" ON "audit_lines" USING btree ("organisation_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_lines_subject" ON "audit_lines" USING btree ("organisation_id","subject_id","at");--> statement-breakpoint
CREATE INDEX "audit_lines_actor" ON "audit_lines" USING btree ("actor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "candidates_person" ON "candidates" USING btree ("organisation_id","person_id") WHERE person_id is not null and merged_into_id is null;--> statement-breakpoint
CREATE INDEX "candidates_email" ON "candidates" USING btree ("organisation_id",lower("email"));--> statement-breakpoint
CREATE INDEX "candidates_of_person" ON "candidates" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "candidates_search" ON "candidates" USING gin ("search_text");--> statement-breakpoint
CREATE INDEX "candidates_list" ON "candidates" USING btree ("organisation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "candidates_merged" ON "candidates" USING btree ("merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "hiring_applications_once" ON "hiring_applications" USING btree ("posting_id","candidate_id");--> statement-breakpoint
CREATE INDEX "hiring_applications_pipeline" ON "hiring_applications" USING btree ("posting_id","stage_id","rank","id");--> statement-breakpoint
CREATE INDEX "hiring_applications_candidate" ON "hiring_applications" USING btree ("candidate_id");--> statement-breakpoint
CREATE INDEX "hiring_applications_person" ON "hiring_applications" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "hiring_applications_organisation" ON "hiring_applications" USING btree ("organisation_id","applied_at","id");--> statement-breakpoint
CREATE INDEX "hiring_applications_stage" ON "hiring_applications" USING btree ("stage_id");--> statement-breakpoint
CREATE INDEX "hiring_applications_due" ON "hiring_applications" USING btree ("reply_due_at") WHERE replied_at is null and promise_broken_at is null and disposition_kind is null;--> statement-breakpoint
CREATE INDEX "hiring_events_batch" ON "hiring_events" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "hiring_events_actor" ON "hiring_events" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "hiring_notes_application" ON "hiring_notes" USING btree ("application_id","created_at","id");--> statement-breakpoint
CREATE INDEX "hiring_notes_author" ON "hiring_notes" USING btree ("author_id");--> statement-breakpoint
CREATE UNIQUE INDEX "hiring_stages_name" ON "hiring_stages" USING btree ("posting_id",lower("name"));--> statement-breakpoint
CREATE INDEX "postings_organisation" ON "postings" USING btree ("organisation_id","state","updated_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "postings_job" ON "postings" USING btree ("job_id") WHERE job_id is not null;--> statement-breakpoint
CREATE INDEX "postings_open" ON "postings" USING btree ("state","valid_through");--> statement-breakpoint
CREATE INDEX "postings_created_by" ON "postings" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "shortlist_comments_entry" ON "shortlist_comments" USING btree ("entry_id","created_at","id");--> statement-breakpoint
CREATE INDEX "shortlist_comments_author" ON "shortlist_comments" USING btree ("author_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shortlist_entries_once" ON "shortlist_entries" USING btree ("shortlist_id","application_id") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "shortlist_entries_order" ON "shortlist_entries" USING btree ("shortlist_id","rank","id");--> statement-breakpoint
CREATE INDEX "shortlist_entries_application" ON "shortlist_entries" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "shortlist_events_actor" ON "shortlist_events" USING btree ("actor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shortlist_events_batch" ON "shortlist_events" USING btree ("shortlist_id","batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "shortlist_guests_list" ON "shortlist_guests" USING btree ("shortlist_id","created_at","id");--> statement-breakpoint
CREATE INDEX "shortlist_votes_voter" ON "shortlist_votes" USING btree ("voter");--> statement-breakpoint
CREATE INDEX "shortlists_posting" ON "shortlists" USING btree ("posting_id","created_at","id");--> statement-breakpoint
CREATE INDEX "shortlists_created_by" ON "shortlists" USING btree ("created_by");