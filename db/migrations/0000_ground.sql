CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;--> statement-breakpoint
CREATE FUNCTION immutable_join(text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ select array_to_string($1, ' ') $$;--> statement-breakpoint
CREATE TABLE "companies" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"domain" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "companies_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "job_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"reason" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"reporter_hash" text NOT NULL,
	CONSTRAINT "job_reports_once" UNIQUE("job_id","reporter_hash")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"cluster_id" text NOT NULL,
	"is_cluster_face" boolean DEFAULT true NOT NULL,
	"origin" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"title" text NOT NULL,
	"company_id" text,
	"company_name" text,
	"places" text[] DEFAULT '{}' NOT NULL,
	"place_keys" text[] DEFAULT '{}' NOT NULL,
	"remote" text,
	"remote_regions" text[] DEFAULT '{}' NOT NULL,
	"salary_min_cents" bigint,
	"salary_max_cents" bigint,
	"salary_currency" text,
	"salary_period" text,
	"salary_yearly_min_cents" bigint,
	"salary_yearly_max_cents" bigint,
	"salary_is_estimate" boolean DEFAULT false NOT NULL,
	"employment_type" text,
	"seniority" text,
	"skills" text[] DEFAULT '{}' NOT NULL,
	"description" text,
	"excerpt" text,
	"source" text NOT NULL,
	"source_key" text NOT NULL,
	"source_url" text,
	"apply_url" text,
	"contact" text,
	"contact_is_public" boolean DEFAULT false NOT NULL,
	"language" text,
	"post_id" text,
	"fingerprint" text[] DEFAULT '{}' NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"posted_at" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone,
	"valid_through" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"search_text" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', coalesce(title, '')), 'A') || setweight(to_tsvector('english', coalesce(company_name, '')), 'B') || setweight(to_tsvector('english', immutable_join(skills) || ' ' || immutable_join(places)), 'C') || setweight(to_tsvector('english', coalesce(description, excerpt, '')), 'D')) STORED NOT NULL,
	CONSTRAINT "jobs_source_key" UNIQUE("source","source_key")
);
--> statement-breakpoint
CREATE TABLE "role_clusters" (
	"id" text PRIMARY KEY NOT NULL,
	"role_key" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_clusters_roleKey_unique" UNIQUE("role_key")
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL,
	"count" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lead_labels" (
	"id" text PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"label" text NOT NULL,
	"model_version" text NOT NULL,
	"predicted" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"id" text PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"state" text NOT NULL,
	"verdict" text NOT NULL,
	"confidence_ratio" real NOT NULL,
	"score" jsonb NOT NULL,
	"extracted" jsonb NOT NULL,
	"job_id" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leads_postId_unique" UNIQUE("post_id")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"page_external_id" text,
	"author_external_id" text,
	"text" text NOT NULL,
	"url" text,
	"posted_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"read_version" integer,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "posts_source_external" UNIQUE("source","external_id")
);
--> statement-breakpoint
CREATE TABLE "live_rooms" (
	"room" text PRIMARY KEY NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"room" text NOT NULL,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_room_seq_pk" PRIMARY KEY("room","seq")
);
--> statement-breakpoint
CREATE TABLE "metric_counters" (
	"series" text PRIMARY KEY NOT NULL,
	"value" double precision DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "used_operator_links" (
	"jti" text PRIMARY KEY NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deletion_requests" (
	"confirmation_code" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"subject_hash" text NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"stores" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "deletion_requests_subject" UNIQUE("source","subject_hash")
);
--> statement-breakpoint
CREATE TABLE "facebook_pages" (
	"id" text PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"connected_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"disconnected_at" timestamp (3) with time zone,
	"post_count" integer DEFAULT 0 NOT NULL,
	"last_post_at" timestamp (3) with time zone,
	CONSTRAINT "facebook_pages_externalId_unique" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"run_after" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"last_error" text,
	CONSTRAINT "tasks_kind_key" UNIQUE("kind","key")
);
--> statement-breakpoint
ALTER TABLE "job_reports" ADD CONSTRAINT "job_reports_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_cluster_id_role_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."role_clusters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_labels" ADD CONSTRAINT "lead_labels_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "companies_name" ON "companies" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "job_reports_at" ON "job_reports" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "jobs_search_text" ON "jobs" USING gin ("search_text");--> statement-breakpoint
CREATE INDEX "jobs_newest" ON "jobs" USING btree ("found_at","id") WHERE status = 'open' and is_cluster_face;--> statement-breakpoint
CREATE INDEX "jobs_pay" ON "jobs" USING btree ("salary_yearly_max_cents","id") WHERE status = 'open' and is_cluster_face and salary_yearly_max_cents is not null;--> statement-breakpoint
CREATE INDEX "jobs_skills" ON "jobs" USING gin ("skills");--> statement-breakpoint
CREATE INDEX "jobs_place_keys" ON "jobs" USING gin ("place_keys");--> statement-breakpoint
CREATE INDEX "jobs_company" ON "jobs" USING btree ("company_id","found_at");--> statement-breakpoint
CREATE INDEX "jobs_cluster" ON "jobs" USING btree ("cluster_id");--> statement-breakpoint
CREATE INDEX "jobs_post" ON "jobs" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "jobs_fingerprint" ON "jobs" USING gin ("fingerprint");--> statement-breakpoint
CREATE INDEX "search_words_trgm" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "lead_labels_at" ON "lead_labels" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "leads_state" ON "leads" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE INDEX "leads_created" ON "leads" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "leads_job" ON "leads" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "posts_author" ON "posts" USING btree ("source","author_external_id");--> statement-breakpoint
CREATE INDEX "posts_received" ON "posts" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" USING btree ("room","seq") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "outbox_at" ON "outbox" USING btree ("at");--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("run_after") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "tasks_dead" ON "tasks" USING btree ("created_at","id") WHERE state = 'dead';