import pg from 'pg'

const TITLES = [
  'Baker',
  'Night Nurse',
  'Data Engineer',
  'Tram Driver',
  'Product Designer',
  'Stonemason',
  'Backend Developer',
  'Sound Technician',
]
const COMPANIES = ['Lamp & Line', 'Northgate Clinic', 'Fernweh Rail', 'Copper Kettle', 'Aldergrove', 'Quiet Harbour', 'Tin & Timber']
const PLACES = ['Graz, Austria', 'Berlin, Germany', 'Porto, Portugal', 'Remote', 'Leeds, United Kingdom']

/** Gives a person so many applications in all stages, each with the first line of its history. Written past the areas' functions: a thousand at once. */
export async function seedApplications(databaseUrl: string, personId: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `with made as (
        select i, 'app_' || md5($1 || i) as id, ($3::text[])[1 + i % 8] || ' ' || i as title, ($4::text[])[1 + i % 7] as company,
          ($5::text[])[1 + i % 5] as place,
          (array['preparing','preparing','applied','applied','applied','applied','screening','interview','offer','closed'])[1 + i % 10] as stage,
          'a' || lpad(to_hex(i), 4, '0') || 'V' as rank, now() - make_interval(hours => 5 + i % 900) as since
        from generate_series(1, $2::int) as i
      ), rows as (
        insert into applications (id, person_id, title, company_name, company_key, title_key, places, source, stage_group, rank, stage_since,
          outcome_kind, outcome_reason, priority, tags, applied_at, furthest, saved_at, updated_at)
        select id, $1, title, company, lower(company), lower(title), array[place], 'own', stage, rank, since,
          case when stage = 'closed' then 'rejected' end, case when stage = 'closed' then 'no-reason-given' end,
          case when i % 4 = 0 then 1 + i % 3 end, case when i % 3 = 0 then array['sought'] else '{}' end,
          case when stage <> 'preparing' then since end, 0, since, since
        from made returning id
      )
      insert into application_events (id, application_id, person_id, seq, change, happened_at, learned_at, actor, batch_id)
      select 'ape_' || md5(id || 'event'), id, $1, 1, jsonb_build_object('kind', 'saved',
          'to', jsonb_build_object('group', stage, 'stageId', null, 'rank', rank, 'outcome',
            case when stage = 'closed' then jsonb_build_object('kind', 'rejected', 'reason', 'no-reason-given') end),
          'fields', jsonb_build_object('title', title, 'companyName', company, 'places', jsonb_build_array(place), 'url', null, 'source', 'own',
            'priority', null, 'tags', '[]'::jsonb, 'resumeVersionId', null), 'appliedAt', null),
        since, since, 'person', 'bat_' || md5(id || 'batch') from made`,
      [personId, count, TITLES, COMPANIES, PLACES],
    )
  } finally {
    await client.end()
  }
}
