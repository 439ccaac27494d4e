CREATE TABLE "private"."numerology_audit" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"act" text NOT NULL,
	"actor_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"weight_percent" smallint NOT NULL,
	"notice_version" integer,
	"candidates" integer DEFAULT 0 NOT NULL,
	"about" text
);
--> statement-breakpoint
CREATE TABLE "private"."numerology_organisations" (
	"organisation_id" text PRIMARY KEY NOT NULL,
	"is_on" boolean DEFAULT false NOT NULL,
	"weight_percent" smallint DEFAULT 0 NOT NULL,
	"notice_version" integer,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "numerology_weight" CHECK ("private"."numerology_organisations"."weight_percent" between 0 and 20),
	CONSTRAINT "numerology_notice" CHECK (not "private"."numerology_organisations"."is_on" or "private"."numerology_organisations"."notice_version" is not null)
);
--> statement-breakpoint
CREATE TABLE "private"."numerology_settings" (
	"person_id" text PRIMARY KEY NOT NULL,
	"for_jobs" boolean DEFAULT false NOT NULL,
	"for_hiring" boolean DEFAULT false NOT NULL,
	"method" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "private"."numerology_shares" (
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"text_version" integer NOT NULL,
	"shared_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "numerology_shares_person_id_organisation_id_pk" PRIMARY KEY("person_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "private"."numerology_uses" (
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "numerology_uses_person_id_organisation_id_pk" PRIMARY KEY("person_id","organisation_id")
);
--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "founded_on" date;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "founded_source" text;--> statement-breakpoint
ALTER TABLE "private"."numerology_audit" ADD CONSTRAINT "numerology_audit_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private"."numerology_audit" ADD CONSTRAINT "numerology_audit_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private"."numerology_organisations" ADD CONSTRAINT "numerology_organisations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private"."numerology_settings" ADD CONSTRAINT "numerology_settings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private"."numerology_shares" ADD CONSTRAINT "numerology_shares_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private"."numerology_shares" ADD CONSTRAINT "numerology_shares_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private"."numerology_uses" ADD CONSTRAINT "numerology_uses_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private"."numerology_uses" ADD CONSTRAINT "numerology_uses_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "numerology_audit_organisation" ON "private"."numerology_audit" USING btree ("organisation_id","at");--> statement-breakpoint
CREATE INDEX "numerology_audit_actor" ON "private"."numerology_audit" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "numerology_shares_organisation" ON "private"."numerology_shares" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "numerology_uses_organisation" ON "private"."numerology_uses" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "companies_founded" ON "companies" USING btree ("founded_on") WHERE founded_on is not null;