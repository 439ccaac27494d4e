CREATE TABLE "candidate_field_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"candidate_id" text NOT NULL,
	"key" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"actor_id" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "candidate_fields" (
	"organisation_id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"options" text[] DEFAULT '{}' NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "candidate_fields_organisation_id_key_pk" PRIMARY KEY("organisation_id","key")
);
--> statement-breakpoint
CREATE TABLE "hiring_default_views" (
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"place" text NOT NULL,
	"view_id" text NOT NULL,
	CONSTRAINT "hiring_default_views_person_id_organisation_id_place_pk" PRIMARY KEY("person_id","organisation_id","place")
);
--> statement-breakpoint
CREATE TABLE "hiring_views" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"place" text NOT NULL,
	"owner_id" text,
	"is_shared" boolean DEFAULT false NOT NULL,
	"name" text NOT NULL,
	"settings" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "candidates" ADD COLUMN "fields" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "candidate_field_changes" ADD CONSTRAINT "candidate_field_changes_candidate_id_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_field_changes" ADD CONSTRAINT "candidate_field_changes_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_fields" ADD CONSTRAINT "candidate_fields_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_default_views" ADD CONSTRAINT "hiring_default_views_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_default_views" ADD CONSTRAINT "hiring_default_views_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_default_views" ADD CONSTRAINT "hiring_default_views_view_id_hiring_views_id_fk" FOREIGN KEY ("view_id") REFERENCES "public"."hiring_views"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_views" ADD CONSTRAINT "hiring_views_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiring_views" ADD CONSTRAINT "hiring_views_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "candidate_field_changes_candidate" ON "candidate_field_changes" USING btree ("candidate_id","at","id");--> statement-breakpoint
CREATE INDEX "candidate_field_changes_actor" ON "candidate_field_changes" USING btree ("actor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "candidate_fields_name" ON "candidate_fields" USING btree ("organisation_id",lower("name"));--> statement-breakpoint
CREATE INDEX "hiring_default_views_organisation" ON "hiring_default_views" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "hiring_default_views_view" ON "hiring_default_views" USING btree ("view_id");--> statement-breakpoint
CREATE INDEX "hiring_views_place" ON "hiring_views" USING btree ("organisation_id","place");--> statement-breakpoint
CREATE INDEX "hiring_views_owner" ON "hiring_views" USING btree ("owner_id");