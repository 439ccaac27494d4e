CREATE TABLE "shortlist_scorecards" (
	"id" text PRIMARY KEY NOT NULL,
	"entry_id" text NOT NULL,
	"person_id" text NOT NULL,
	"hash" text NOT NULL,
	"sealed" text NOT NULL,
	"committed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "shortlist_scorecards_once" UNIQUE("entry_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "shortlist_entries" ADD COLUMN "revealed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "shortlists" ADD COLUMN "competencies" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "shortlists" ADD COLUMN "panel" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "shortlist_scorecards" ADD CONSTRAINT "shortlist_scorecards_entry_id_shortlist_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."shortlist_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortlist_scorecards" ADD CONSTRAINT "shortlist_scorecards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "shortlist_scorecards_person" ON "shortlist_scorecards" USING btree ("person_id");