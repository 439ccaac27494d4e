CREATE TABLE "company_follows" (
	"person_id" text NOT NULL,
	"company_id" text NOT NULL,
	"followed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "company_follows_person_id_company_id_pk" PRIMARY KEY("person_id","company_id")
);
--> statement-breakpoint
CREATE TABLE "hidden_companies" (
	"person_id" text NOT NULL,
	"company_id" text NOT NULL,
	"hidden_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hidden_companies_person_id_company_id_pk" PRIMARY KEY("person_id","company_id")
);
--> statement-breakpoint
CREATE TABLE "hidden_jobs" (
	"person_id" text NOT NULL,
	"cluster_id" text NOT NULL,
	"job_id" text NOT NULL,
	"hidden_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hidden_jobs_person_id_cluster_id_pk" PRIMARY KEY("person_id","cluster_id")
);
--> statement-breakpoint
CREATE TABLE "job_news" (
	"person_id" text NOT NULL,
	"cluster_id" text NOT NULL,
	"job_id" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	"seen_at" timestamp (3) with time zone,
	CONSTRAINT "job_news_person_id_cluster_id_pk" PRIMARY KEY("person_id","cluster_id")
);
--> statement-breakpoint
CREATE TABLE "news_settings" (
	"person_id" text PRIMARY KEY NOT NULL,
	"match_permille_min" integer
);
--> statement-breakpoint
CREATE TABLE "saved_searches" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"filters" jsonb NOT NULL,
	"asked" text NOT NULL,
	"is_paused" boolean DEFAULT false NOT NULL,
	"query" "tsquery" NOT NULL,
	"keys" text[] NOT NULL,
	"pay_currency" text,
	"pay_min_cents" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "company_follows" ADD CONSTRAINT "company_follows_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_follows" ADD CONSTRAINT "company_follows_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_companies" ADD CONSTRAINT "hidden_companies_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_companies" ADD CONSTRAINT "hidden_companies_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_jobs" ADD CONSTRAINT "hidden_jobs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_jobs" ADD CONSTRAINT "hidden_jobs_cluster_id_role_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."role_clusters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_jobs" ADD CONSTRAINT "hidden_jobs_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_news" ADD CONSTRAINT "job_news_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_news" ADD CONSTRAINT "job_news_cluster_id_role_clusters_id_fk" FOREIGN KEY ("cluster_id") REFERENCES "public"."role_clusters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_news" ADD CONSTRAINT "job_news_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_settings" ADD CONSTRAINT "news_settings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "company_follows_company" ON "company_follows" USING btree ("company_id","person_id");--> statement-breakpoint
CREATE INDEX "hidden_jobs_job" ON "hidden_jobs" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "job_news_newest" ON "job_news" USING btree ("person_id","at","job_id");--> statement-breakpoint
CREATE INDEX "job_news_untold" ON "job_news" USING btree ("job_id","person_id") WHERE told_at is null;--> statement-breakpoint
CREATE INDEX "job_news_job" ON "job_news" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "saved_searches_person" ON "saved_searches" USING btree ("person_id","created_at","id");--> statement-breakpoint
CREATE INDEX "saved_searches_keys" ON "saved_searches" USING gin ("keys") WHERE not is_paused;