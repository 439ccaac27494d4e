import pg from 'pg'
import { databaseAddress } from './database-ctx'
import { type Bench, round } from './figure'

export const MILLION = 1_000_000
/** Rows of one statement. */
const STEP = 20_000
/** The newest was found now, the oldest a year ago. */
const SECONDS_APART = 31

/**
 * Writes jobs that nobody offers, recombined from the real ones of the catalogue: the title of one, the company of a second, place and remote of a third,
 * pay of a fourth; skills, kind of employment and an excerpt by chance. How often words, companies and places occur is therefore real; which of them occur
 * together is not. The same number gives the same job in every run. Past the areas' functions: by the database itself, in steps.
 */
export async function seedMillion(
  databaseUrl: string,
  { count, log }: { count: number; log(line: string): void },
): Promise<{ seconds: number }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const startedMs = performance.now()
  try {
    await client.query(`set statement_timeout = 0; set synchronous_commit = off; set jit = off; ${SOURCES}`)
    const { rows } = await client.query<{ held: string }>(`select count(*) as held from jobs where source_key like 'recombined-%'`)
    for (let from = Number(rows[0]?.held ?? 0); from < count; from += STEP) {
      await client.query(ROWS, [from, Math.min(count, from + STEP) - 1, count])
      if ((from + STEP) % 100_000 === 0) log(`${(from + STEP).toLocaleString('en')} jobs`)
    }
    // What autovacuum does in time.
    await client.query('vacuum (analyze) jobs')
    await client.query('analyze role_clusters')
  } finally {
    await client.end()
  }
  return { seconds: (performance.now() - startedMs) / 1_000 }
}

/** One and the same number for one and the same job and purpose, between 0 and 2^31. */
const SOURCES = `
  create function pg_temp.pick(job int, purpose int) returns int language sql immutable as $$ select hashint4(job * 37 + purpose * 99991) & 2147483647 $$;
  create temp table titles as select row_number() over (order by id) - 1 as n, title, seniority from jobs where source_key not like 'recombined-%';
  create temp table employers as select row_number() over (order by id) - 1 as n, id, name from companies;
  create temp table locations as
    select row_number() over (order by id) - 1 as n, places, place_keys, remote, remote_regions from jobs where source_key not like 'recombined-%';
  create temp table pays as
    select row_number() over (order by id) - 1 as n, salary_min_cents, salary_max_cents, salary_currency, salary_period, salary_yearly_min_cents, salary_yearly_max_cents
    from jobs where salary_currency is not null and source_key not like 'recombined-%';
  create temp table abilities as
    select row_number() over (order by count(*) desc, skill) - 1 as n, skill from jobs, unnest(skills) as skill where source_key not like 'recombined-%' group by skill;
  create temp table sentences as
    select row_number() over (order by sentence) - 1 as n, sentence from (
      select distinct unnest(regexp_split_to_array(regexp_replace(description, '[#*[:space:]]+', ' ', 'g'), '(?<=[.]) ')) as sentence
      from jobs where description is not null) as all_of_them
    where length(sentence) between 30 and 140;
  create unique index on titles (n); create unique index on employers (n); create unique index on locations (n);
  create unique index on pays (n); create unique index on abilities (n); create unique index on sentences (n);
  analyze titles; analyze employers; analyze locations; analyze pays; analyze abilities; analyze sentences`

const ROWS = `
  with sizes as (
    select (select count(*) from titles)::int as titles, (select count(*) from employers)::int as employers, (select count(*) from locations)::int as locations,
      (select count(*) from pays)::int as pays, (select count(*) from abilities)::int as abilities, (select count(*) from sentences)::int as sentences),
  made as (
    select i, 'job_' || md5('recombined-' || i) as id, 'clu_' || md5('recombined-' || i) as cluster_id,
      title, seniority, employers.id as company_id, employers.name as company_name, places, place_keys, remote, remote_regions,
      salary_min_cents, salary_max_cents, salary_currency, salary_period, salary_yearly_min_cents, salary_yearly_max_cents,
      (array[null, 'full_time', 'full_time', 'full_time', 'full_time', 'full_time', 'part_time', 'contract', 'internship', 'temporary'])[1 + pg_temp.pick(i, 5) % 10] as kind,
      (array['greenhouse', 'greenhouse', 'greenhouse', 'company-site', 'hackernews', 'facebook', 'pasted'])[1 + pg_temp.pick(i, 6) % 7] as source,
      coalesce(skills, '{}') as skills, excerpt, now() - make_interval(secs => ($3::int - i) * ${SECONDS_APART}) as found_at
    from sizes, generate_series($1::int, $2::int) as i
    join titles on titles.n = pg_temp.pick(i, 1) % (select sizes.titles from sizes)
    join employers on employers.n = pg_temp.pick(i, 2) % (select sizes.employers from sizes)
    join locations on locations.n = pg_temp.pick(i, 3) % (select sizes.locations from sizes)
    left join pays on pays.n = pg_temp.pick(i, 4) % (select 3 * sizes.pays from sizes)
    left join lateral (
      select array_agg(distinct skill) as skills from sizes, generate_series(1, pg_temp.pick(i, 7) % 8) as k
      join abilities on abilities.n = floor((select sizes.abilities from sizes) * pow((pg_temp.pick(i, 10 + k) % 10000) / 10000.0, 2))::int) as chosen on true
    left join lateral (
      select string_agg(sentence, ' ') as excerpt from generate_series(1, greatest(0, pg_temp.pick(i, 8) % 10 - 7)) as k
      join sentences on sentences.n = pg_temp.pick(i, 20 + k) % (select sizes.sentences from sizes)) as said on true),
  clusters as (insert into role_clusters (id) select cluster_id from made on conflict do nothing)
  insert into jobs (id, cluster_id, origin, title, seniority, company_id, company_name, places, place_keys, remote, remote_regions, salary_min_cents,
    salary_max_cents, salary_currency, salary_period, salary_yearly_min_cents, salary_yearly_max_cents, employment_type, source, source_key, skills, excerpt, found_at)
  select id, cluster_id, 'synced', title, seniority, company_id, company_name, places, place_keys, remote, remote_regions, salary_min_cents,
    salary_max_cents, salary_currency, salary_period, salary_yearly_min_cents, salary_yearly_max_cents, kind, source, 'recombined-' || i, skills, excerpt, found_at
  from made on conflict do nothing`

/** Only fills; `npm run bench -- seed-million million` measures the same system afterwards. */
export const seedMillionBench: Bench = {
  name: 'seed-million',
  about: `${MILLION.toLocaleString('en')} jobs recombined from the real ones, written by the database itself.`,
  async run({ isQuick, system, log }) {
    const count = isQuick ? MILLION / 20 : MILLION
    const { seconds } = await seedMillion(databaseAddress(await system()).url, { count, log })
    return [
      {
        name: 'jobs written a second, with every index',
        value: round(count / seconds),
        unit: 'jobs/s',
        note: `${count.toLocaleString('en')} jobs`,
      },
    ]
  },
}
