import { neonConfig, Pool } from '@neondatabase/serverless'
import { drizzle } from 'drizzle-orm/neon-serverless'
import { migrate } from 'drizzle-orm/neon-serverless/migrator'

/**
 * Brings a database to the newest schema. Running it again changes nothing.
 * @param rankingPassword lets the role that ranks candidates sign in by it, where the database lets us say so
 */
export async function migrateDatabase({
  url,
  proxy,
  rankingPassword,
}: {
  url: string
  proxy?: string | undefined
  rankingPassword?: string | undefined
}): Promise<void> {
  if (proxy) {
    neonConfig.wsProxy = (host, port) => `${proxy}/v2?address=${host}:${port}`
    neonConfig.useSecureWebSocket = false
    neonConfig.pipelineTLS = false
    neonConfig.pipelineConnect = false
  }
  const pool = new Pool({ connectionString: url, max: 1 })
  try {
    await migrate(drizzle(pool), { migrationsFolder: new URL('./migrations', import.meta.url).pathname })
    if (rankingPassword !== undefined) await openRanking(pool, rankingPassword)
  } finally {
    await pool.end()
  }
}

/** Of our own making: letters, digits, `-` and `_`. Anything else would not be quoted here, so it is refused. */
const PASSWORD = /^[\w-]{20,}$/

async function openRanking(pool: Pool, password: string): Promise<void> {
  if (!PASSWORD.test(password)) throw new Error('The password of the ranking role must be 20 letters, digits, - or _ at least.')
  try {
    await pool.query(`alter role numerojobs_ranking login password '${password}'`)
  } catch (error) {
    // A server of one's own may not let this account change roles: candidates are not ranked there until somebody does (docs/deploy.md).
    console.warn(`The ranking role could not be opened: ${error instanceof Error ? error.message : String(error)}`)
  }
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').at(-1) ?? '?')) {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('Set DATABASE_URL: the address of the database to migrate.')
  await migrateDatabase({ url, proxy: process.env.DB_PROXY, rankingPassword: process.env.RANKING_PASSWORD })
  console.log('The database has the newest schema.')
}
