import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { readDb } from '../db/client'
import { noCache } from '../server/core/cache'
import type { Ctx } from '../server/core/ctx'
import { newId } from '../server/core/ids'
import { assetFromDisk } from '../test/asset-from-disk'
import type { System } from '../test/start-system'

/** Where the database of a running system is, and the bridge in front of it. */
export function databaseAddress({ dataDir }: System): { url: string; proxy: string } {
  return z
    .object({ url: z.string(), proxy: z.string() })
    .parse(JSON.parse(readFileSync(path.join(dataDir, 'secrets', 'database.json'), 'utf8')))
}

/** Reads the database of a running system through its bridge, as the Worker does, and keeps nothing. */
export function databaseCtx(system: System): Ctx {
  const { url, proxy } = databaseAddress(system)
  const { origin } = system
  const refuse = () => Promise.reject(new Error('This bench only reads.'))
  return {
    db: readDb({ url, proxy }),
    rankingDb: null,
    transact: refuse,
    actor: { role: 'visitor', key: 'bench', name: 'Bench' },
    requestId: newId('request'),
    now: () => new Date(),
    newId,
    enqueue: refuse,
    publish: refuse,
    forgetRoom: refuse,
    reauthoriseRoom: refuse,
    signTicket: refuse,
    hash: refuse,
    allow: async () => true,
    mail: null,
    texts: null,
    replyDomain: null,
    files: { put: refuse, get: refuse, delete: refuse, listByPrefix: refuse, rewrap: refuse },
    seal: refuse,
    unseal: refuse,
    dataKeyId: 'none',
    findTxtRecords: async () => [],
    findAliases: async () => [],
    fetchPage: async () => {
      throw new Error('No page is fetched here.')
    },
    linkChecksPerMinute: 0,
    sendHook: refuse,
    fetchCalendar: refuse,
    findHookFault: refuse,
    payments: null,
    asset: assetFromDisk,
    ai: null,
    cache: noCache,
    waitUntil: () => {},
    log: { info: () => {}, warn: () => {}, error: () => {} },
    count: () => {},
    origin,
  }
}
