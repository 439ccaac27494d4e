import { type SQL, sql } from 'drizzle-orm'
import type { JobFilters } from '../../contract/jobs'
import { jobs } from '../../db/schema'
import { invalid } from '../core/errors'
import { regionsOf } from './core/regions'

/**
 * What a search asks of a job. `jobs.search_text` holds, beside the words of a job, a term for everything a filter can ask (`job_terms`, migration
 * `search-terms`): so one index answers words and filters together, beginning with whichever is rarest.
 */
export interface SearchConditions {
  /** A `tsquery` over `search_text`; `null` when nothing of the kind is asked. */
  query: SQL | null
  /** The same with every word in the title, and with every word in title, company, skills or places; `null` without words. */
  titleQuery: SQL | null
  labelQuery: SQL | null
  /** What terms cannot say exactly: a day, a sum. Few rows are left when these are looked at. */
  rest: SQL[]
}

/**
 * Groups of terms, of each of which a job that fits has at least one: what a search is looked up by when a new job comes. Words and the company are
 * not among them.
 */
export function requiredTerms(filters: JobFilters): { filter: string; terms: string[] }[] {
  return Object.entries(termsOf(filters)).flatMap(([filter, terms]) => (terms.length > 0 ? [{ filter, terms }] : []))
}

const PAY_BAND = 20_000
const PAY_BANDS = 25

/**
 * @param isLeftOut filters that are not to count
 * @throws invalid `jobs.currency-needed`
 */
export function searchConditions(filters: JobFilters, isLeftOut: (name: keyof JobFilters) => boolean = () => false): SearchConditions {
  requireCurrency(filters)
  const groups = Object.entries(termsOf(filters)).flatMap(([name, terms]) =>
    terms.length > 0 && !isLeftOut(asFilter(name)) ? [terms] : [],
  )
  const terms = groups.length === 0 ? null : sql`${groups.map(anyOf).join(' & ')}::tsquery`
  const company =
    filters.company === undefined
      ? null
      : sql`('''e:' || coalesce((select id from companies where slug = ${filters.company}), '') || '''')::tsquery`
  const words = filters.q === '' ? null : sql`websearch_to_tsquery('english', ${filters.q})`
  return {
    query: allOf(words, terms, company),
    titleQuery: words && allOf(sql`words_within(${words}, 't')`, terms, company),
    labelQuery: words && allOf(sql`words_within(${words}, 'l')`, terms, company),
    rest: restOf(filters, isLeftOut),
  }
}

/** A group of terms as a `tsquery`: any of them. */
export const anyTerm = (terms: string[]): SQL => sql`${anyOf(terms)}::tsquery`

/** Of `jobs`: open, the card of its role, and everything that is asked. */
export function conditionsOf({ query, rest }: SearchConditions): SQL {
  return sql.join([IS_LISTED, ...(query ? [sql`${jobs.searchText} @@ ${query}`] : []), ...rest], sql` and `)
}

/** The same for one row after the other, where another order than that of the index is wanted. */
export function filterOf({ query, rest }: SearchConditions): SQL {
  return sql.join([IS_LISTED, ...(query ? [sql`ts_match_vq(${jobs.searchText}, ${query})`] : []), ...rest], sql` and `)
}

const IS_LISTED = sql`${jobs.status} = 'open' and ${jobs.isClusterFace}`

/** @throws invalid  pay without its currency compares nothing */
export function requireCurrency(filters: JobFilters): void {
  if (filters.payMin !== undefined && filters.currency === undefined) {
    throw invalid('jobs.currency-needed', 'Say in which currency the lowest pay is.', { currency: 'Choose a currency, such as EUR.' })
  }
}

const FILTER_TERMS = ['place', 'remote', 'livesIn', 'type', 'seniority', 'skill', 'source', 'payMin'] as const

/** The terms of each filter: a job must have one of them. */
function termsOf(filters: JobFilters): Record<(typeof FILTER_TERMS)[number], string[]> {
  const { payMin, currency } = filters
  return {
    place: filters.place.map((place) => `p:${place.toLowerCase()}`),
    remote: filters.remote.map((remote) => `r:${remote}`),
    // Work that is not remote is done where it is; remote work only from where it may be.
    livesIn:
      filters.livesIn === undefined ? [] : ['r:', 'r:hybrid', 'r:onsite', ...regionsOf(filters.livesIn).map((region) => `g:${region}`)],
    type: filters.type.map((type) => `k:${type}`),
    seniority: filters.seniority.map((seniority) => `n:${seniority}`),
    skill: filters.skill.map((skill) => `s:${skill}`),
    source: filters.source.map((source) => `o:${source}`),
    payMin: payMin === undefined || currency === undefined ? [] : bandsFrom(payMin).map((band) => `b:${currency} ${band}`),
  }
}

/** The pay bands that hold yearly pay of so much and more; the last one has no end. */
function bandsFrom(payMin: number): number[] {
  const first = Math.min(PAY_BANDS, Math.floor(payMin / PAY_BAND))
  return Array.from({ length: PAY_BANDS - first + 1 }, (_, index) => first + index)
}

function restOf(filters: JobFilters, isLeftOut: (name: keyof JobFilters) => boolean): SQL[] {
  const { payMin, currency, maxAgeDays } = filters
  return [
    ...(payMin === undefined || currency === undefined || isLeftOut('payMin')
      ? []
      : [sql`${jobs.salaryCurrency} = ${currency} and ${jobs.salaryYearlyMaxCents} >= ${payMin * 100}`]),
    ...(maxAgeDays === undefined || isLeftOut('maxAgeDays')
      ? []
      : [sql`${jobs.foundAt} > now() - make_interval(days => ${maxAgeDays}::int)`]),
  ]
}

const asFilter = (name: string): keyof JobFilters => FILTER_TERMS.find((each) => each === name) ?? 'q'

function allOf(...queries: (SQL | null)[]): SQL | null {
  const asked = queries.filter((query) => query !== null)
  return asked.length === 0 ? null : sql`(${sql.join(asked, sql` && `)})`
}

const anyOf = (terms: string[]) => `(${terms.map((term) => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' | ')})`
