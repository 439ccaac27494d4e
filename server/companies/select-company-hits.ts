import { sql } from 'drizzle-orm'
import { beginsWords, type HitSelects, type Sought } from '../core/sought'

/** Of companies that hold the words, so many are weighed against each other. */
const WEIGHED_MAX = 1_000

/** What anybody finds among the companies. */
export function selectCompanyHits(sought: Sought): HitSelects {
  return {
    company: sql`select 'company' as kind, c.id, c.slug as parent, c.name as title, c.domain as about, null as at, null as body
      from (select id, slug, name, domain from companies where ${beginsWords(sql`lower(name)`, sought)} limit ${WEIGHED_MAX}) c
      order by lower(c.name) like ${`${sought.phrase.replace(/[\\%_]/g, '\\$&')}%`} desc, word_similarity(${sought.phrase}, lower(c.name)) desc, c.name, c.id
      limit ${sought.limit}`,
  }
}
