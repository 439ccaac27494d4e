CREATE FUNCTION match_terms(title text, skills text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  with words as (
    select lexeme, row_number() over (order by positions[1]) as place, count(*) over () as words
    from unnest(to_tsvector('pg_catalog.english', left(coalesce(title, ''), 200)))
    where lexeme not in ('senior', 'sr', 'junior', 'jr', 'lead', 'staff', 'princip', 'intern', 'internship', 'mid', 'entri', 'graduat', 'traine', 'head', 'found', 'm', 'f', 'd', 'w', 'x')
  )
  select coalesce(array_agg(distinct term), '{}') from (
    select 's:' || lower(skill) from unnest(skills) skill
    union all select 'w:' || lexeme from words where place <= 8
    union all select 'p:' || one.lexeme || ' ' || two.lexeme from words one join words two on two.place = one.place + 1 where one.place <= 8
    union all select 'p:' || lexeme from words where words = 1
  ) terms(term)
$$;--> statement-breakpoint
CREATE FUNCTION job_match_keys(title text, skills text[], found_at timestamptz) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select coalesce(array_agg(term || '@' || floor(extract(epoch from found_at) / 86400)::int), '{}') from unnest(public.match_terms(title, skills)) term
$$;--> statement-breakpoint
CREATE SCHEMA "ranking";
--> statement-breakpoint
CREATE TABLE "findability_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"text_version" integer NOT NULL,
	"given" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "findable_people" (
	"person_id" text PRIMARY KEY NOT NULL,
	"ref" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "findable_people_ref_unique" UNIQUE("ref")
);
--> statement-breakpoint
CREATE TABLE "match_facts" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"hash" text NOT NULL,
	"resume_version_id" text,
	"facts" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "match_profiles" (
	"person_id" text PRIMARY KEY NOT NULL,
	"basis" text NOT NULL,
	"resume_version_id" text,
	"keys" text[] DEFAULT '{}' NOT NULL,
	"facts_hash" text NOT NULL,
	"facts" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "match_receipts" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"job_id" text NOT NULL,
	"side" text NOT NULL,
	"organisation_id" text,
	"version" text NOT NULL,
	"inputs_hash" text NOT NULL,
	"facts_hash" text NOT NULL,
	"weights" jsonb NOT NULL,
	"weights_hash" text NOT NULL,
	"score_permille" integer,
	"known_permille" integer NOT NULL,
	"numerology_permille" integer,
	"document" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "match_receipts_once" UNIQUE NULLS NOT DISTINCT("person_id","job_id","organisation_id","inputs_hash","weights_hash")
);
--> statement-breakpoint
CREATE TABLE "match_settings" (
	"person_id" text PRIMARY KEY NOT NULL,
	"weights" jsonb NOT NULL,
	"wishes" text NOT NULL,
	"resume_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ranking"."candidates" (
	"ref" text PRIMARY KEY NOT NULL,
	"keys" text[] NOT NULL,
	"facts_hash" text NOT NULL,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "match_keys" text[] GENERATED ALWAYS AS (job_match_keys(title, skills, found_at)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "findability_lines" ADD CONSTRAINT "findability_lines_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findable_people" ADD CONSTRAINT "findable_people_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_facts" ADD CONSTRAINT "match_facts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_profiles" ADD CONSTRAINT "match_profiles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_receipts" ADD CONSTRAINT "match_receipts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_settings" ADD CONSTRAINT "match_settings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ranking"."candidates" ADD CONSTRAINT "candidates_ref_findable_people_ref_fk" FOREIGN KEY ("ref") REFERENCES "public"."findable_people"("ref") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "findability_lines_person" ON "findability_lines" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "match_facts_person" ON "match_facts" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "match_profiles_keys" ON "match_profiles" USING gin ("keys");--> statement-breakpoint
CREATE INDEX "match_receipts_person" ON "match_receipts" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "match_receipts_organisation" ON "match_receipts" USING btree ("organisation_id","job_id") WHERE organisation_id is not null;--> statement-breakpoint
CREATE INDEX "ranking_candidates_keys" ON "ranking"."candidates" USING gin ("keys");--> statement-breakpoint
CREATE INDEX "jobs_match_keys" ON "jobs" USING gin ("match_keys") WHERE status = 'open' and is_cluster_face;--> statement-breakpoint
DO $$ BEGIN
  CREATE ROLE numerojobs_ranking NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN RAISE WARNING 'The role numerojobs_ranking could not be made: candidates cannot be ranked until it exists (docs/deploy.md).';
END $$;--> statement-breakpoint
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'numerojobs_ranking') THEN
    GRANT USAGE ON SCHEMA ranking TO numerojobs_ranking;
    GRANT SELECT ON ranking.candidates TO numerojobs_ranking;
  END IF;
END $$;
