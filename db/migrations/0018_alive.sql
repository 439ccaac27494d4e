CREATE TABLE "link_checks" (
	"job_id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"host" text NOT NULL,
	"finding" text,
	"finding_since" timestamp (3) with time zone,
	"attempted_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"text_hash" text,
	"text_since" timestamp (3) with time zone,
	"text_looks" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "link_sites" (
	"host" text PRIMARY KEY NOT NULL,
	"window_at" timestamp (3) with time zone NOT NULL,
	"used" integer NOT NULL,
	"rest_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "market_snapshots" (
	"date" date NOT NULL,
	"role" text NOT NULL,
	"region" text NOT NULL,
	"open_jobs" integer NOT NULL,
	"new_jobs" integer NOT NULL,
	"figures" jsonb,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "market_snapshots_role_region_date_pk" PRIMARY KEY("role","region","date")
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "closed_because" text;--> statement-breakpoint
ALTER TABLE "link_checks" ADD CONSTRAINT "link_checks_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_checks_due" ON "link_checks" USING btree ("host","due_at","job_id") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "market_snapshots_date" ON "market_snapshots" USING btree ("date","open_jobs");--> statement-breakpoint
-- The links of jobs that are open already, spread over two days. Sites whose terms keep programs away are left out (server/vendors/never-fetched.ts).
INSERT INTO "link_checks" ("job_id", "url", "host", "due_at")
SELECT id, url, lower(substring(url from '^https://([^/:?#@]+)')), now() + interval '2 days' * random()
FROM (SELECT id, coalesce(apply_url, source_url) AS url FROM "jobs" WHERE status = 'open' AND origin <> 'posted') AS original
WHERE url ~ '^https://[^/:?#@]+([/?#]|$)' AND lower(substring(url from '^https://([^/:?#@]+)')) !~ '(^|\.)(facebook\.com|fb\.com|fb\.me|fb\.watch|messenger\.com|linkedin\.com|lnkd\.in)$';--> statement-breakpoint
INSERT INTO "link_sites" ("host", "window_at", "used") SELECT DISTINCT host, now(), 0 FROM "link_checks";
