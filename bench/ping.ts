import { createRequire } from 'node:module'
import { findFreePort } from '../scripts/ports.mjs'

/** What everything is compared with: a Worker without any work, served by the same Miniflare. */
const PING_WORKER = 'export default { fetch: () => new Response("pong") }'

export async function startPing(): Promise<{ origin: string; directOrigin: string; stop(): Promise<void> }> {
  const { Miniflare, NoOpLog, convertV4MiniflareOptions } = createRequire(import.meta.resolve('wrangler'))('miniflare')
  const directPort = await findFreePort()
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      cf: false,
      log: new NoOpLog(),
      logRequests: false,
      telemetry: { enabled: false },
      workers: [
        {
          name: 'ping',
          modules: true,
          script: PING_WORKER,
          compatibilityDate: '2026-08-01',
          unsafeDirectSockets: [{ host: '127.0.0.1', port: directPort }],
        },
      ],
    }),
  )
  const url: URL = await miniflare.ready
  return { origin: url.origin, directOrigin: `http://127.0.0.1:${directPort}`, stop: () => miniflare.dispose() }
}
