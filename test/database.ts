import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../db/migrate'
// The scripts are plain JavaScript, since `npm start` runs them before anything is installed.
import { NOT_DURABLE, startDatabase } from '../scripts/db.mjs'
import { makeFolder } from './make-folder'

const TEMPLATE = 'template_migrated'

/** Starts one PostgreSQL for a test run and migrates the database that every test clones. */
export default async function setup(project: TestProject) {
  const dir = makeFolder('test')
  const rankingPassword = randomUUID()
  const database = await startDatabase({ dir, flags: { ...NOT_DURABLE, max_connections: '200', autovacuum: 'off' } })
  await administer(database.url('postgres'), `create database ${TEMPLATE}`)
  await migrateDatabase({ url: database.url(TEMPLATE), proxy: database.proxy, rankingPassword })
  await database.forget(TEMPLATE)
  project.provide('database', { adminUrl: database.url('postgres'), proxy: database.proxy, template: TEMPLATE, rankingPassword })
  return async () => {
    await database.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    database: { adminUrl: string; proxy: string; template: string; rankingPassword: string }
  }
}
