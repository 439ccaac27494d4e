CREATE TABLE "private"."impact_figures" (
	"scope" text NOT NULL,
	"dimension" text NOT NULL,
	"standings" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"total" jsonb NOT NULL,
	"shown_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "impact_figures_scope_dimension_pk" PRIMARY KEY("scope","dimension")
);
--> statement-breakpoint
CREATE TABLE "posting_criteria" (
	"posting_id" text NOT NULL,
	"version" integer NOT NULL,
	"criteria" jsonb NOT NULL,
	"fixed_by" text,
	"fixed_at" timestamp (3) with time zone NOT NULL,
	"is_after_scores" boolean NOT NULL,
	"scores_seen_at" timestamp (3) with time zone,
	CONSTRAINT "posting_criteria_posting_id_version_pk" PRIMARY KEY("posting_id","version")
);
--> statement-breakpoint
CREATE TABLE "private"."self_identifications" (
	"application_id" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "posting_criteria" ADD CONSTRAINT "posting_criteria_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_criteria" ADD CONSTRAINT "posting_criteria_fixed_by_people_id_fk" FOREIGN KEY ("fixed_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private"."self_identifications" ADD CONSTRAINT "self_identifications_application_id_hiring_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."hiring_applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posting_criteria_fixed_by" ON "posting_criteria" USING btree ("fixed_by");