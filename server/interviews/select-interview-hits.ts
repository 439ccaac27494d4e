import { sql } from 'drizzle-orm'
import { type HitSelects, holdsWords, isoOf, type Sought } from '../core/sought'

/** What a person finds among their interviews: by who is there, where, what they noted, and the job it is about. */
export function selectInterviewHits(personId: string, sought: Sought): HitSelects {
  const text = sql`lower(immutable_join(i.people) || ' ' || coalesce(i.place, '') || ' ' || coalesce(i.notes, '') || ' ' || a.title || ' ' || coalesce(a.company_name, ''))`
  return {
    interview: sql`select 'interview' as kind, i.id, a.id as parent, a.title, coalesce(nullif(array_to_string(i.people, ', '), ''), a.company_name) as about,
      ${isoOf(sql`i.starts_at`)} as at, i.notes as body
      from interviews i join applications a on a.id = i.application_id
      where i.person_id = ${personId} and i.called_off_at is null and a.removed_at is null and ${holdsWords(text, sought)}
      order by i.starts_at desc, i.id desc limit ${sought.limit}`,
  }
}
