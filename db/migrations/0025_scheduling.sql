CREATE TABLE "availabilities" (
	"person_id" text PRIMARY KEY NOT NULL,
	"time_zone" text NOT NULL,
	"weekly" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "availability_times" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "busy_feeds" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"host" text NOT NULL,
	"sealed_url" text NOT NULL,
	"url_hash" text NOT NULL,
	"etag" text,
	"added_at" timestamp (3) with time zone NOT NULL,
	"asked_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"fault" text,
	"unread_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "busy_feeds_once" UNIQUE("person_id","url_hash")
);
--> statement-breakpoint
CREATE TABLE "busy_times" (
	"feed_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "busy_times_feed_id_starts_at_pk" PRIMARY KEY("feed_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "interview_feedback" (
	"id" text PRIMARY KEY NOT NULL,
	"invitation_id" text NOT NULL,
	"person_id" text NOT NULL,
	"scores" jsonb NOT NULL,
	"verdict" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "interview_feedback_once" UNIQUE("invitation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "interview_invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"posting_id" text NOT NULL,
	"application_id" text NOT NULL,
	"stage_id" text,
	"person_id" text,
	"kind" text NOT NULL,
	"length_minutes" integer NOT NULL,
	"buffer_minutes" integer NOT NULL,
	"window_from" timestamp (3) with time zone NOT NULL,
	"window_until" timestamp (3) with time zone NOT NULL,
	"notice_hours" integer NOT NULL,
	"change_hours" integer NOT NULL,
	"mode" text NOT NULL,
	"time_zone" text NOT NULL,
	"place" text,
	"link" text,
	"token_hash" text,
	"sealed_token" text,
	"created_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"candidate_time_zone" text,
	"interview_id" text NOT NULL,
	"is_unchecked" boolean DEFAULT false NOT NULL,
	"called_off_at" timestamp (3) with time zone,
	"called_off_by" text,
	"told_version" integer,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "interview_invitations_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "interview_kits" (
	"stage_id" text PRIMARY KEY NOT NULL,
	"focus" text NOT NULL,
	"questions" jsonb NOT NULL,
	"competencies" jsonb NOT NULL,
	"guide" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "interview_notes" (
	"invitation_id" text PRIMARY KEY NOT NULL,
	"words" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "interview_panels" (
	"invitation_id" text NOT NULL,
	"person_id" text NOT NULL,
	"chased_at" timestamp (3) with time zone,
	CONSTRAINT "interview_panels_invitation_id_person_id_pk" PRIMARY KEY("invitation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "interview_seats" (
	"invitation_id" text NOT NULL,
	"person_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"held_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "interview_seats_invitation_id_person_id_pk" PRIMARY KEY("invitation_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "interviews" ADD COLUMN "is_agreed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "availabilities" ADD CONSTRAINT "availabilities_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability_times" ADD CONSTRAINT "availability_times_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "busy_feeds" ADD CONSTRAINT "busy_feeds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "busy_times" ADD CONSTRAINT "busy_times_feed_id_busy_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."busy_feeds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_feedback" ADD CONSTRAINT "interview_feedback_invitation_id_interview_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."interview_invitations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_feedback" ADD CONSTRAINT "interview_feedback_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_invitations" ADD CONSTRAINT "interview_invitations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_invitations" ADD CONSTRAINT "interview_invitations_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_invitations" ADD CONSTRAINT "interview_invitations_application_id_hiring_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."hiring_applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_invitations" ADD CONSTRAINT "interview_invitations_stage_id_hiring_stages_id_fk" FOREIGN KEY ("stage_id") REFERENCES "public"."hiring_stages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_invitations" ADD CONSTRAINT "interview_invitations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_invitations" ADD CONSTRAINT "interview_invitations_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_kits" ADD CONSTRAINT "interview_kits_stage_id_hiring_stages_id_fk" FOREIGN KEY ("stage_id") REFERENCES "public"."hiring_stages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_notes" ADD CONSTRAINT "interview_notes_invitation_id_interview_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."interview_invitations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_panels" ADD CONSTRAINT "interview_panels_invitation_id_interview_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."interview_invitations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_panels" ADD CONSTRAINT "interview_panels_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_seats" ADD CONSTRAINT "interview_seats_invitation_id_interview_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."interview_invitations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_seats" ADD CONSTRAINT "interview_seats_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "availability_times_person" ON "availability_times" USING btree ("person_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "busy_feeds_asked" ON "busy_feeds" USING btree ("asked_at","id");--> statement-breakpoint
CREATE INDEX "interview_feedback_person" ON "interview_feedback" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "interview_invitations_application" ON "interview_invitations" USING btree ("application_id","created_at","id");--> statement-breakpoint
CREATE INDEX "interview_invitations_person" ON "interview_invitations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "interview_invitations_posting" ON "interview_invitations" USING btree ("posting_id");--> statement-breakpoint
CREATE INDEX "interview_invitations_stage" ON "interview_invitations" USING btree ("stage_id");--> statement-breakpoint
CREATE INDEX "interview_invitations_organisation" ON "interview_invitations" USING btree ("organisation_id","starts_at");--> statement-breakpoint
CREATE INDEX "interview_invitations_starts" ON "interview_invitations" USING btree ("starts_at") WHERE called_off_at is null;--> statement-breakpoint
CREATE INDEX "interview_panels_person" ON "interview_panels" USING btree ("person_id");--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
ALTER TABLE "interview_seats" ADD CONSTRAINT "interview_seats_once" EXCLUDE USING gist ("person_id" WITH =, tstzrange("starts_at", "held_until") WITH &&);
