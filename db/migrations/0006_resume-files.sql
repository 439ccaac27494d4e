CREATE TABLE "resume_files" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"object_key" text NOT NULL,
	"content_hash" text NOT NULL,
	"byte_size" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"failure" text,
	"progress_ratio" real DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reading" text,
	"version" integer DEFAULT 1 NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "resume_files_objectKey_unique" UNIQUE("object_key"),
	CONSTRAINT "resume_files_content" UNIQUE("person_id","content_hash")
);
--> statement-breakpoint
ALTER TABLE "resume_files" ADD CONSTRAINT "resume_files_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "resume_files_person" ON "resume_files" USING btree ("person_id","uploaded_at","id");