CREATE TABLE "appeals" (
	"id" text PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	"appellant_hash" text NOT NULL,
	"organisation_id" text,
	"person_id" text,
	"email" text,
	"text" text NOT NULL,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" text,
	"is_by_same" boolean DEFAULT false NOT NULL,
	CONSTRAINT "appeals_once" UNIQUE("job_id","decided_at","appellant_hash")
);
--> statement-breakpoint
CREATE TABLE "invitation_refusals" (
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitation_refusals_person_id_organisation_id_pk" PRIMARY KEY("person_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "job_invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"posting_id" text NOT NULL,
	"job_id" text NOT NULL,
	"invited_by_id" text,
	"title" text,
	"reasons" jsonb NOT NULL,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"declined_at" timestamp (3) with time zone,
	CONSTRAINT "job_invitations_once" UNIQUE("posting_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_refusals" ADD CONSTRAINT "invitation_refusals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_refusals" ADD CONSTRAINT "invitation_refusals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_invitations" ADD CONSTRAINT "job_invitations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_invitations" ADD CONSTRAINT "job_invitations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_invitations" ADD CONSTRAINT "job_invitations_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_invitations" ADD CONSTRAINT "job_invitations_invited_by_id_people_id_fk" FOREIGN KEY ("invited_by_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appeals_open" ON "appeals" USING btree ("filed_at","id") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "appeals_answered" ON "appeals" USING btree ("answered_at","id") WHERE outcome is not null;--> statement-breakpoint
CREATE INDEX "appeals_person" ON "appeals" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "appeals_organisation" ON "appeals" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "invitation_refusals_organisation" ON "invitation_refusals" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "job_invitations_person" ON "job_invitations" USING btree ("person_id","invited_at","id");--> statement-breakpoint
CREATE INDEX "job_invitations_organisation" ON "job_invitations" USING btree ("organisation_id","invited_at");--> statement-breakpoint
CREATE INDEX "job_invitations_by" ON "job_invitations" USING btree ("invited_by_id");