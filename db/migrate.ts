import { neonConfig, Pool } from '@neondatabase/serverless'
import { drizzle } from 'drizzle-orm/neon-serverless'
import { migrate } from 'drizzle-orm/neon-serverless/migrator'

/** Brings a database to the newest schema. Running it again changes nothing. */
export async function migrateDatabase({ url, proxy }: { url: string; proxy?: string | undefined }): Promise<void> {
  if (proxy) {
    neonConfig.wsProxy = (host, port) => `${proxy}/v2?address=${host}:${port}`
    neonConfig.useSecureWebSocket = false
    neonConfig.pipelineTLS = false
    neonConfig.pipelineConnect = false
  }
  const pool = new Pool({ connectionString: url, max: 1 })
  try {
    await migrate(drizzle(pool), { migrationsFolder: new URL('./migrations', import.meta.url).pathname })
  } finally {
    await pool.end()
  }
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').at(-1) ?? '?')) {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('Set DATABASE_URL: the address of the database to migrate.')
  await migrateDatabase({ url, proxy: process.env.DB_PROXY })
  console.log('The database has the newest schema.')
}
