CREATE TABLE "career_pages" (
	"organisation_id" text PRIMARY KEY NOT NULL,
	"accent" text NOT NULL,
	"letters" text NOT NULL,
	"intro" text DEFAULT '' NOT NULL,
	"host" text,
	"frame_origins" text[] DEFAULT '{}' NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "career_pages_host_unique" UNIQUE("host")
);
--> statement-breakpoint
CREATE TABLE "employer_verifications" (
	"organisation_id" text NOT NULL,
	"domain" text NOT NULL,
	"method" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"token" text NOT NULL,
	"code_hash" text,
	"code_expires_at" timestamp (3) with time zone,
	"wrong_codes" integer DEFAULT 0 NOT NULL,
	"started_by" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone,
	"failed_checks" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "employer_verifications_organisation_id_domain_pk" PRIMARY KEY("organisation_id","domain")
);
--> statement-breakpoint
CREATE TABLE "live_texts" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "verified_domain" text;--> statement-breakpoint
ALTER TABLE "postings" ADD COLUMN "sent_back_reason" text;--> statement-breakpoint
ALTER TABLE "postings" ADD COLUMN "is_ahead" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "career_pages" ADD CONSTRAINT "career_pages_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employer_verifications" ADD CONSTRAINT "employer_verifications_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employer_verifications" ADD CONSTRAINT "employer_verifications_started_by_people_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_texts" ADD CONSTRAINT "live_texts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "employer_verifications_due" ON "employer_verifications" USING btree ("state","checked_at");--> statement-breakpoint
CREATE INDEX "employer_verifications_started_by" ON "employer_verifications" USING btree ("started_by");