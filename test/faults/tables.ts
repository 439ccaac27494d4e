import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { z } from 'zod'

/** Reads the tables of a running system, past everything that is to be proved about it. */
export function openTables(dataDir: string) {
  const { url } = z.object({ url: z.string() }).parse(JSON.parse(readFileSync(path.join(dataDir, 'secrets', 'database.json'), 'utf8')))
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  // The server is killed now and then: the next query takes a new connection.
  pool.on('error', () => {})

  async function rows<T extends z.ZodType>(row: T, statement: string, values: unknown[] = []): Promise<z.output<T>[]> {
    return z.array(row).parse((await pool.query(statement, values)).rows)
  }

  return {
    /** Posts of one run, by the beginning of their id. */
    posts: (source: string, prefix: string) =>
      rows(
        z.object({ externalId: z.string(), text: z.string(), isRemoved: z.boolean(), isRead: z.boolean(), state: z.string().nullable() }),
        `select external_id as "externalId", text, removed_at is not null as "isRemoved", read_version is not distinct from posts.version as "isRead", leads.state
         from posts left join leads on leads.post_id = posts.id where source = $1 and starts_with(external_id, $2)`,
        [source, prefix],
      ),
    /** Jobs that came of those posts. */
    jobs: (source: string, prefix: string) =>
      rows(
        z.object({ sourceKey: z.string(), isOpen: z.boolean(), title: z.string() }),
        `select source_key as "sourceKey", status = 'open' as "isOpen", title from jobs where source = $1 and starts_with(source_key, $2)`,
        [source, prefix],
      ),
    /** What lists show, and the sequence at which that was so. */
    async openCards() {
      const row = z.object({ seq: z.coerce.number(), cards: z.array(z.object({ id: z.string(), version: z.int() })) })
      const [answer] = await rows(
        row,
        `select coalesce((select seq from live_rooms where room = 'feed/jobs'), 0) as seq,
          coalesce((select jsonb_agg(jsonb_build_object('id', id, 'version', version)) from jobs where status = 'open' and is_cluster_face), '[]') as cards`,
      )
      return answer ?? { seq: 0, cards: [] }
    },
    /** Clusters of which lists show more than one card. */
    doubledCards: () =>
      rows(
        z.object({ clusterId: z.string() }),
        `select cluster_id as "clusterId" from jobs where status = 'open' and is_cluster_face group by cluster_id having count(*) > 1`,
      ),
    /** For each room: where its counter stands, how many events are kept, and how many of them it has not been given. */
    outbox: () =>
      rows(
        z.object({
          room: z.string(),
          seq: z.coerce.number(),
          last: z.coerce.number(),
          count: z.coerce.number(),
          unpublished: z.coerce.number(),
        }),
        `select live_rooms.room, live_rooms.seq, max(outbox.seq) as last, count(*) as count, count(*) filter (where published_at is null) as unpublished
         from live_rooms join outbox using (room) group by live_rooms.room`,
      ),
    openedSince: async (seq: number) =>
      (
        await rows(
          z.object({ count: z.coerce.number() }),
          `select count(*) from outbox where room = 'feed/jobs' and type = 'job.opened' and seq > $1`,
          [seq],
        )
      )[0]?.count ?? 0,
    /** Lets a minute pass for tasks that are open: leases of workers that were killed run out, and retries fall due. */
    passMinute: () =>
      pool.query(
        `update tasks set leased_until = leased_until - interval '1 minute', sent_at = sent_at - interval '1 minute', run_after = run_after - interval '1 minute' where state = 'open'`,
      ),
    close: () => pool.end(),
  }
}
export type Tables = ReturnType<typeof openTables>
