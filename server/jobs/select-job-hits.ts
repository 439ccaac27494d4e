import { sql } from 'drizzle-orm'
import { type HitSelects, type Sought, wordQuery } from '../core/sought'

/** Of jobs that hold the words, only the newest are weighed against each other: a common word is in a great part of them. */
const WEIGHED_MAX = 200

/** What anybody finds among the open jobs. */
export function selectJobHits(sought: Sought): HitSelects {
  const query = wordQuery(sought, 'english')
  return {
    job: sql`select 'job' as kind, j.id, null as parent, j.title, j.company_name as about, null as at, null as body
      from (select id, title, company_name, found_at, search_text from jobs
        where status = 'open' and is_cluster_face and search_text @@ ${query} order by found_at desc, id desc limit ${WEIGHED_MAX}) j
      order by ts_rank(j.search_text, ${query}) desc, j.found_at desc, j.id desc limit ${sought.limit}`,
  }
}
