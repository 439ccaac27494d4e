import { type SQL, sql } from 'drizzle-orm'
import type { HitKind } from '../../contract/search'

/** What somebody looks for everywhere. */
export interface Sought {
  /** As typed, in lower case. */
  phrase: string
  /** Its words, at least one. */
  words: string[]
  /** How many of each kind are wanted at most. */
  limit: number
}

/**
 * What was found of one kind, as each area selects it: `kind, id, parent, title, about, at, body`, the best first and no more than the limit.
 * `parent` is what its page belongs to, `body` a long text to quote from, `at` an instant as ISO 8601.
 */
export type HitSelects = Partial<Record<HitKind, SQL>>
export interface HitRow {
  kind: HitKind
  id: string
  parent: string | null
  title: string
  about: string | null
  at: string | null
  body: string | null
}

/** An instant as every wire carries it. */
export const isoOf = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Every word begins a word, as a text search of `configuration` has them. */
export const wordQuery = ({ words }: Sought, configuration: 'simple' | 'english') =>
  sql`to_tsquery(${sql.raw(`'${configuration}'`)}, ${words.map((word) => `${word}:*`).join(' & ')})`

/** Every word stands somewhere in the text, or the phrase resembles a part of it. `text` is in lower case. */
export const holdsWords = (text: SQL, { words, phrase }: Sought) =>
  sql`((${sql.join(
    words.map((word) => sql`${text} like ${`%${word}%`}`),
    sql` and `,
  )}) or ${phrase} <% ${text})`

/** Every word begins a word of the text, or the phrase resembles a part of it. `text` is in lower case. */
export const beginsWords = (text: SQL, { words, phrase }: Sought) =>
  sql`((${sql.join(
    words.map((word) => sql`(${text} like ${`${word}%`} or ${text} like ${`% ${word}%`})`),
    sql` and `,
  )}) or ${phrase} <% ${text})`
