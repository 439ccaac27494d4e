import { sql } from 'drizzle-orm'
import { rowsOf } from '../server/core/rows'
import type { World } from './world'

/** Names of the tables of all schemas with a row that holds this text anywhere, however deep: one statement for all of them. */
export async function tablesThatHold(world: World, text: string): Promise<string[]> {
  const { db } = world.as('operator')
  const looks = (await listTables(world)).map(
    ({ schema, name }) =>
      sql`select ${name}::text as name where exists (select 1 from ${sql.identifier(schema)}.${sql.identifier(name)} t where row_to_json(t)::text ilike ${`%${text}%`})`,
  )
  return rowsOf<{ name: string }>(await db.execute(sql.join(looks, sql` union all `)))
    .map(({ name }) => name)
    .sort()
}

/** What every table holds, as one hash each. */
export async function hashTables(world: World): Promise<Record<string, string>> {
  const { db } = world.as('operator')
  const looks = (await listTables(world)).map(
    ({ schema, name }) =>
      sql`select ${`${schema}.${name}`}::text as name, (select md5(coalesce(string_agg(row_to_json(t)::text, '' order by row_to_json(t)::text), '')) from ${sql.identifier(schema)}.${sql.identifier(name)} t) as hash`,
  )
  const rows = rowsOf<{ name: string; hash: string }>(await db.execute(sql.join(looks, sql` union all `)))
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]))
}

async function listTables(world: World) {
  return rowsOf<{ schema: string; name: string }>(
    await world
      .as('operator')
      .db.execute(
        sql`select table_schema as schema, table_name as name from information_schema.tables where table_schema in ('public', 'private') and table_type = 'BASE TABLE' order by 1, 2`,
      ),
  )
}
