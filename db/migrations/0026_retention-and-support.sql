CREATE TABLE "legal_holds" (
	"candidate_id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"reason" text NOT NULL,
	"set_by" text,
	"set_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_rules" (
	"organisation_id" text NOT NULL,
	"country" text NOT NULL,
	"days" integer NOT NULL,
	"act" text NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "retention_rules_organisation_id_country_pk" PRIMARY KEY("organisation_id","country")
);
--> statement-breakpoint
CREATE TABLE "support_visits" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"operator_key" text NOT NULL,
	"operator_name" text NOT NULL,
	"reason" text NOT NULL,
	"token_hash" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "support_visits_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "system_switches" (
	"name" text PRIMARY KEY NOT NULL,
	"is_on" boolean NOT NULL,
	"reason" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_candidate_id_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_rules" ADD CONSTRAINT "retention_rules_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_visits" ADD CONSTRAINT "support_visits_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "legal_holds_organisation" ON "legal_holds" USING btree ("organisation_id","set_at");--> statement-breakpoint
CREATE INDEX "legal_holds_set_by" ON "legal_holds" USING btree ("set_by");--> statement-breakpoint
CREATE INDEX "support_visits_person" ON "support_visits" USING btree ("person_id","started_at","id");