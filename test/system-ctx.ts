import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { readDb, transact } from '../db/client'
import { noCache } from '../server/core/cache'
import type { Ctx } from '../server/core/ctx'
import { newId } from '../server/core/ids'
import { hmacHex } from '../server/vendors/hmac'
import { parseKeyRing } from '../server/vendors/key-ring'
import { seal, unseal } from '../server/vendors/seal'
import { assetFromDisk } from './asset-from-disk'

/**
 * Writes rows into a system that runs, as its Worker does, and tells neither queue nor rooms: its cron finds both, every ten seconds.
 * The clock is a minute behind, so that cron takes a task for one whose message was lost.
 */
export function systemCtx({ origin, vars, dataDir }: { origin: string; vars: Record<string, string>; dataDir: string }): Ctx {
  const { url, proxy } = z
    .object({ url: z.string(), proxy: z.string() })
    .parse(JSON.parse(readFileSync(path.join(dataDir, 'secrets', 'database.json'), 'utf8')))
  const ring = parseKeyRing(vars.DATA_KEYS ?? '')
  if (!ring) throw new Error('This system has no DATA_KEYS.')
  const refuse = () => Promise.reject(new Error('Cron of the system does this.'))
  return {
    db: readDb({ url, proxy }),
    rankingDb: null,
    transact: (work) => transact({ url, proxy }, (promise) => void promise, work),
    actor: { role: 'system', key: 'test', name: 'Test' },
    requestId: newId('request'),
    now: () => new Date(Date.now() - 60_000),
    newId,
    enqueue: refuse,
    publish: refuse,
    forgetRoom: refuse,
    reauthoriseRoom: refuse,
    signTicket: refuse,
    hash: (value) => hmacHex(vars.SESSION_SECRET ?? '', `hash:${value}`),
    allow: async () => true,
    mail: null,
    texts: null,
    replyDomain: null,
    files: { put: refuse, get: refuse, delete: refuse, listByPrefix: refuse, rewrap: refuse },
    seal: (text, row) => seal(ring, text, row),
    unseal: (sealed, row) => unseal(ring, sealed, row),
    dataKeyId: 'none',
    fetchPage: async () => {
      throw new Error('No page is fetched here.')
    },
    linkChecksPerMinute: 0,
    fetchCalendar: refuse,
    sendHook: refuse,
    findHookFault: refuse,
    payments: null,
    findTxtRecords: refuse,
    findAliases: refuse,
    asset: assetFromDisk,
    ai: null,
    cache: noCache,
    waitUntil: () => {},
    log: { info: () => {}, warn: () => {}, error: () => {} },
    count: () => {},
    origin,
  }
}
