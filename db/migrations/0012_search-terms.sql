-- What a job is found by: its words, and a term for everything a filter can ask. One index then answers words and filters together.
--   t: word of the title    l: word of title, company, skills or places    s: skill    p: place, lower case, whole and by its parts
--   r: remote ('r:' when not said)    g: region a remote worker may live in    k: kind of employment    n: seniority    o: source
--   c: currency    b: currency and band of 20,000 of the highest yearly pay, 25 and above as 25    e: company
CREATE FUNCTION job_terms(title text, company text, company_id text, skills text[], places text[], place_keys text[], body text, remote text, regions text[], kind text, seniority text, source text, currency text, yearly_max_cents bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  with words as (
    select setweight(to_tsvector('english', coalesce(title, '')), 'A') as of_title,
      setweight(to_tsvector('english', coalesce(company, '')), 'B') || setweight(to_tsvector('english', immutable_join(skills) || ' ' || immutable_join(places)), 'C') as of_label)
  select of_title || of_label || setweight(to_tsvector('english', coalesce(body, '')), 'D') || array_to_tsvector(array(
    select 't:' || word from unnest(tsvector_to_array(of_title)) as word
    union select 'l:' || word from unnest(tsvector_to_array(of_title || of_label)) as word
    union select 's:' || left(skill, 200) from unnest(skills) as skill where skill is not null
    union select 'p:' || left(place, 200) from unnest(place_keys) as place where place is not null
    union select 'g:' || region from unnest(regions) as region where region is not null
    union select term from unnest(array['r:' || coalesce(remote, ''), 'k:' || kind, 'n:' || seniority, 'o:' || left(source, 200), 'c:' || currency,
      'b:' || currency || ' ' || least(25, yearly_max_cents / 2000000), 'e:' || company_id]) as term where term is not null))
  from words $$;--> statement-breakpoint
-- A query whose words must stand in the title ('t') or in the label ('l'): the same words with that letter before each. Words that must not occur stay as they are.
CREATE FUNCTION words_within(query tsquery, part text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select regexp_replace(regexp_replace(query::text, '<(-|[0-9]+)>', '&', 'g'), '(?<!!)''((?:[^'']|'''')+)''', '''' || part || ':\1''', 'g')::tsquery $$;--> statement-breakpoint
DROP INDEX "jobs_skills";--> statement-breakpoint
DROP INDEX "jobs_place_keys";--> statement-breakpoint
DROP INDEX "jobs_search_text";--> statement-breakpoint
DROP INDEX "jobs_pay";--> statement-breakpoint
ALTER TABLE "jobs" drop column "search_text";--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "search_text" "tsvector" GENERATED ALWAYS AS (job_terms(title, company_name, company_id, skills, places, place_keys, coalesce(description, excerpt), remote, remote_regions, employment_type, seniority, source, salary_currency, salary_yearly_max_cents)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "jobs_search_text" ON "jobs" USING gin ("search_text") WHERE status = 'open' and is_cluster_face;--> statement-breakpoint
CREATE INDEX "jobs_pay" ON "jobs" USING btree ("salary_currency","salary_yearly_max_cents","id") WHERE status = 'open' and is_cluster_face and salary_yearly_max_cents is not null;--> statement-breakpoint
-- Terms are many and of very different frequency: a plan is as good as what is known of them.
ALTER TABLE "jobs" ALTER COLUMN "search_text" SET STATISTICS 1000;
