import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { DeletionStore } from '../../contract/privacy'
import type { Db } from '../../db/client'
import type { Ctx } from './ctx'
import { rowsOf } from './rows'

/** What one area keeps of a person: how much it is, how it is written down for them, and how it goes. `server/privacy/person-stores.ts` lists all. */
export interface PersonStore {
  store: DeletionStore
  /** Names of the tables that it answers for. Those with a column `person_id` must each stand in one store; a test holds it. */
  tables: readonly string[]
  /** The first part of the keys of its files: `resumes` for `resumes/<person>/…`. */
  fileArea?: string
  /** How many rows of this person there are. */
  countPerson(ctx: Ctx, person: ErasedPerson): Promise<number>
  /** Everything that is the person's own, in plain words and JSON, without secrets: no hash, no token. Nothing for what they could not read. */
  exportPerson(ctx: Ctx, personId: string): AsyncIterable<ExportPart>
  /** Erases one batch and answers how many rows went; 0 when nothing is left. Stopped at any point, it goes on when called again. */
  erasePerson(ctx: Ctx, person: ErasedPerson): Promise<number>
}

/** Whom a store erases, with what their traces are recognised by where the id is not kept. */
export interface ErasedPerson {
  personId: string
  /** `null`: only what is noted under the id. */
  email: string | null
  /** Ids of their keys: a program's requests were noted under these. */
  keyIds: string[]
}

/** Rows or one file of an export. Parts of the same `file` follow each other and become one list. */
export type ExportPart =
  | { file: string; about: string; rows: readonly Record<string, unknown>[] }
  | { file: string; about: string; objectKey: string; mediaType: string }

/** Rows that one statement erases or reads: short enough that nobody waits for its locks. */
export const PERSON_BATCH = 1_000

/** Erases up to a batch of the rows that have this value in a column. */
export async function eraseRows(db: Db, table: PgTable, column: PgColumn, value: string): Promise<number> {
  return eraseRowsWhere(db, table, eq(column, value))
}

export async function eraseRowsWhere(db: Db, table: PgTable, where: SQL | undefined): Promise<number> {
  if (where === undefined) throw new Error('Erasing without a condition is erasing everything.')
  const gone = await db.execute(
    sql`delete from ${table} where ctid in (select ctid from ${table} where ${where} limit ${PERSON_BATCH}) returning 1 as one`,
  )
  return rowsOf(gone).length
}

/** One batch of the first of these tables that still holds something of the person. */
export async function eraseFirst(db: Db, personId: string, held: readonly { table: PgTable; personId: PgColumn }[]): Promise<number> {
  for (const { table, personId: column } of held) {
    const gone = await eraseRows(db, table, column, personId)
    if (gone > 0) return gone
  }
  return 0
}

export async function countAll(db: Db, personId: string, held: readonly { table: PgTable; personId: PgColumn }[]): Promise<number> {
  const counts = await Promise.all(held.map(({ table, personId: column }) => db.$count(table, eq(column, personId))))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The rows of a person, a batch at a time in the order of a unique column, so that a long history never stands in memory as a whole. */
export async function* rowsInBatches<Row extends Record<string, unknown>>(
  read: (after: string | null) => Promise<Row[]>,
  idOf: (row: Row) => string,
): AsyncGenerator<Row[]> {
  let after: string | null = null
  for (;;) {
    const rows: Row[] = await read(after)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < PERSON_BATCH) return
    after = idOf(last)
  }
}

/**
 * All rows of a person in one table as parts of one file, in the order of `id`, which must be unique among them.
 * Names of columns in `secrets` are left out.
 */
export async function* exportTable(
  db: Db,
  personId: string,
  {
    table,
    personId: column,
    id,
    file,
    about,
    secrets = [],
  }: {
    table: PgTable
    personId: PgColumn
    id: PgColumn
    file: string
    about: string
    secrets?: readonly string[]
  },
): AsyncGenerator<ExportPart> {
  const read = (after: string | null) =>
    db
      .select()
      .from(table)
      .where(and(eq(column, personId), after === null ? undefined : sql`${id} > ${after}`))
      .orderBy(id)
      .limit(PERSON_BATCH) as Promise<Record<string, unknown>[]>
  let any = false
  for await (const rows of rowsInBatches(read, (row) => String(row[keyOf(table, id)]))) {
    any = true
    yield { file, about, rows: rows.map((row) => without(row, ['personId', ...secrets])) }
  }
  if (!any) yield { file, about, rows: [] }
}

function keyOf(table: PgTable, column: PgColumn): string {
  return Object.entries(table).find(([, held]) => held === column)?.[0] ?? column.name
}

function without(row: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
}
