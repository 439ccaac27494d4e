import { sql } from 'drizzle-orm'
import { type HitSelects, holdsWords, isoOf, type Sought, wordQuery } from '../core/sought'

/** What a person finds among their applications and what hangs on them; what was removed is not found. */
export function selectApplicationHits(personId: string, sought: Sought): HitSelects {
  const name = sql`lower(a.title || ' ' || coalesce(a.company_name, ''))`
  const query = wordQuery(sought, 'simple')
  const ofOwn = (part: string) =>
    sql`${sql.raw(part)} part join applications a on a.id = part.application_id where part.person_id = ${personId} and a.removed_at is null`
  const contact = sql`lower(part.name || ' ' || coalesce(part.role, '') || ' ' || coalesce(part.email, '') || ' ' || coalesce(a.company_name, ''))`
  return {
    application: sql`select 'application' as kind, a.id, null as parent, a.title, a.company_name as about, null as at, null as body
      from applications a
      where a.person_id = ${personId} and a.removed_at is null and (a.search_text @@ ${query} or ${sought.phrase} <% ${name})
      order by word_similarity(${sought.phrase}, ${name}) desc, a.updated_at desc, a.id desc limit ${sought.limit}`,
    note: sql`select 'note' as kind, part.id, a.id as parent, a.title, a.company_name as about, null as at, part.markdown as body
      from ${ofOwn('application_notes')} and to_tsvector('simple', part.markdown) @@ ${query}
      order by part.updated_at desc, part.id desc limit ${sought.limit}`,
    contact: sql`select 'contact' as kind, part.id, a.id as parent, part.name as title, coalesce(a.company_name, a.title) as about, null as at, null as body
      from ${ofOwn('application_contacts')} and ${holdsWords(contact, sought)}
      order by part.updated_at desc, part.id desc limit ${sought.limit}`,
    reminder: sql`select 'reminder' as kind, part.id, a.id as parent, part.text as title, coalesce(a.company_name, a.title) as about, ${isoOf(sql`part.due_at`)} as at, null as body
      from ${ofOwn('reminders')} and ${holdsWords(sql`lower(part.text)`, sought)}
      order by part.done_at is not null, part.due_at desc, part.id desc limit ${sought.limit}`,
    file: sql`select 'file' as kind, part.id, a.id as parent, part.name as title, coalesce(a.company_name, a.title) as about, null as at, null as body
      from ${ofOwn('application_attachments')} and ${holdsWords(sql`lower(part.name)`, sought)}
      order by part.created_at desc, part.id desc limit ${sought.limit}`,
  }
}
