import { sql } from 'drizzle-orm'
import { type HitSelects, type Sought, wordQuery } from '../core/sought'

/**
 * Candidates of a person's organisations by their names alone: what stands in a résumé is looked for on the page of candidates, under its own right.
 * The index holds both, so every word is asked of the name again: else a digit more or less would spell out a telephone number.
 */
export function selectCandidateHits(personId: string, sought: Sought, now: Date): HitSelects {
  return {
    candidate: sql`select 'candidate' as kind, c.id, null as parent, c.name as title, concat_ws(' · ', c.headline, o.name) as about, null as at, null as body
      from members mine
      join organisations o on o.id = mine.organisation_id
      join candidates c on c.organisation_id = o.id
      where mine.person_id = ${personId} and c.merged_into_id is null and c.anonymised_at is null
        and c.search_text @@ ${wordQuery(sought, 'simple')} and to_tsvector('simple', c.name) @@ ${wordQuery(sought, 'simple')}
        and (c.pool_until > ${now.toISOString()}::timestamptz
          or exists (select 1 from hiring_applications h where h.candidate_id = c.id)
          or exists (select 1 from candidates held join hiring_applications h on h.candidate_id = held.id where held.merged_into_id = c.id))
      order by c.name, c.id limit ${sought.limit}`,
  }
}
