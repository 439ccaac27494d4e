import { sql } from 'drizzle-orm'
import { type HitSelects, holdsWords, type Sought } from '../core/sought'

/** What a person finds among their organisations: these, and who else is in them. */
export function selectOrganisationHits(personId: string, sought: Sought): HitSelects {
  const name = sql`lower(p.name || ' ' || p.email)`
  return {
    organisation: sql`select 'organisation' as kind, o.id, null as parent, o.name as title, null as about, null as at, null as body
      from members mine join organisations o on o.id = mine.organisation_id
      where mine.person_id = ${personId} and ${holdsWords(sql`lower(o.name)`, sought)}
      order by o.name, o.id limit ${sought.limit}`,
    member: sql`select 'member' as kind, p.id, o.id as parent, p.name as title, o.name as about, null as at, null as body
      from members mine
      join organisations o on o.id = mine.organisation_id
      join members other on other.organisation_id = o.id and other.person_id <> mine.person_id
      join people p on p.id = other.person_id
      where mine.person_id = ${personId} and ${holdsWords(name, sought)}
      order by p.name, p.id, o.id limit ${sought.limit}`,
  }
}
