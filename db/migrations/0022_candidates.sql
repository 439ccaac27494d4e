CREATE FUNCTION candidate_contact_keys(organisation_id text, email text, phone text, links text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select coalesce(array_agg(organisation_id || ' ' || key order by key collate "C"), '{}') from (
    select 'mail:' || lower(btrim(email)) as key where email like '%_@_%'
    union
    select 'phone:' || (case when given ~ '^(\+|00)' then '+' else '' end) || regexp_replace(regexp_replace(given, '^00', ''), '[^0-9]', '', 'g')
      from (select replace(btrim(phone), '(0)', '') as given) as phones where length(regexp_replace(given, '[^0-9]', '', 'g')) between 7 and 17
    union
    select 'link:' || short from (
      select regexp_replace(regexp_replace(regexp_replace(lower(btrim(link)), '^https?://(www\.)?', ''), '^[a-z]{2}\.linkedin\.com/', 'linkedin.com/'), '(/*[?#].*|/+)$', '') as short from unnest(links) as link
    ) as shortened where short <> ''
  ) as keys
$$;--> statement-breakpoint
CREATE TABLE "candidate_merges" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"kept_id" text NOT NULL,
	"merged_id" text NOT NULL,
	"seq" integer NOT NULL,
	"carried_ids" text[] DEFAULT '{}' NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"actor_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by_id" text,
	CONSTRAINT "candidate_merges_seq" UNIQUE("kept_id","seq")
);
--> statement-breakpoint
CREATE TABLE "candidate_pool_asks" (
	"id" text PRIMARY KEY NOT NULL,
	"candidate_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"asked_by_id" text,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"words_version" text,
	CONSTRAINT "candidate_pool_asks_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "candidates" ADD COLUMN "pool_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "candidates" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "candidates" ADD COLUMN "contact_keys" text[] GENERATED ALWAYS AS (candidate_contact_keys(organisation_id, email, phone, links)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "candidate_merges" ADD CONSTRAINT "candidate_merges_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_merges" ADD CONSTRAINT "candidate_merges_kept_id_candidates_id_fk" FOREIGN KEY ("kept_id") REFERENCES "public"."candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_merges" ADD CONSTRAINT "candidate_merges_merged_id_candidates_id_fk" FOREIGN KEY ("merged_id") REFERENCES "public"."candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_merges" ADD CONSTRAINT "candidate_merges_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_merges" ADD CONSTRAINT "candidate_merges_undone_by_id_people_id_fk" FOREIGN KEY ("undone_by_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_pool_asks" ADD CONSTRAINT "candidate_pool_asks_candidate_id_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_pool_asks" ADD CONSTRAINT "candidate_pool_asks_asked_by_id_people_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "candidate_merges_live" ON "candidate_merges" USING btree ("merged_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "candidate_merges_organisation" ON "candidate_merges" USING btree ("organisation_id","at","id");--> statement-breakpoint
CREATE INDEX "candidate_merges_actor" ON "candidate_merges" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "candidate_merges_undone_by" ON "candidate_merges" USING btree ("undone_by_id");--> statement-breakpoint
CREATE INDEX "candidate_pool_asks_candidate" ON "candidate_pool_asks" USING btree ("candidate_id","asked_at","id");--> statement-breakpoint
CREATE INDEX "candidate_pool_asks_by" ON "candidate_pool_asks" USING btree ("asked_by_id");--> statement-breakpoint
CREATE INDEX "candidates_contact_keys" ON "candidates" USING gin ("contact_keys");--> statement-breakpoint
CREATE UNIQUE INDEX "candidates_external" ON "candidates" USING btree ("organisation_id","external_id") WHERE external_id is not null;