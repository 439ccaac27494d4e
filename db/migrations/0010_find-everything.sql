CREATE INDEX "application_notes_search" ON "application_notes" USING gin (to_tsvector('simple', "markdown"));--> statement-breakpoint
CREATE INDEX "applications_words" ON "applications" USING gin (lower("title" || ' ' || coalesce("company_name", '')) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "companies_words" ON "companies" USING gin (lower("name") gin_trgm_ops);