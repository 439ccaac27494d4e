import { z } from 'zod'
import type { PostChange } from '../../contract/leads'
import { TaskPage } from '../../contract/tasks'
import { facebookDelivery, standardDelivery } from '../senders'
import type { System } from '../start-system'

/** What a run needs of a system, whoever started it. */
export type RunningSystem = Pick<System, 'origin' | 'dataDir' | 'vars' | 'operatorLink'>

/** The Page that a run posts in the name of. */
export const PAGE = '200000000000042'
/** A source that pushes. */
export const PUSHING_SOURCE = 'job'

const answerMsMax = 10_000
const acceptMsMax = 180_000
const retryMs = () => 250 + Math.random() * 500

export interface Delivery {
  path: string
  /** Signed anew for each try, since signatures age. */
  sign(): { body: string; headers: Record<string, string> }
}

/** New posts of our Page, as Facebook delivers them. */
export function pageDelivery({ vars }: RunningSystem, posts: { id: string; text: string }[]): Delivery {
  const atS = Math.floor(Date.now() / 1_000)
  const entries = posts.map((post) => ({ ...post, pageId: PAGE, atS }))
  return { path: '/webhooks/facebook', sign: () => facebookDelivery(vars.FACEBOOK_APP_SECRET ?? '', entries) }
}

/** Changes that a source pushes. */
export function pushedDelivery({ vars }: RunningSystem, changes: PostChange[]): Delivery {
  const secrets = z.record(z.string(), z.string()).parse(JSON.parse(vars.POSTS_WEBHOOK_SECRETS ?? '{}'))
  const payload = { type: 'posts.changed', timestamp: new Date().toISOString(), data: { changes } }
  return { path: `/webhooks/posts/${PUSHING_SOURCE}`, sign: () => standardDelivery(secrets[PUSHING_SOURCE] ?? '', payload) }
}

/**
 * Sends until it is answered with 200, as Facebook does.
 * @returns how many tries were not answered so
 * @throws when it is refused for good, or not accepted within three minutes
 */
export async function deliver({ origin }: RunningSystem, { path, sign }: Delivery): Promise<number> {
  const until = Date.now() + acceptMsMax
  for (let retries = 0; ; retries++) {
    const status = await post(`${origin}${path}`, sign())
    if (status === 200) return retries
    if (status !== null && status < 500 && status !== 429) throw new Error(`A delivery was refused with ${status}.`)
    if (Date.now() > until) throw new Error(`A delivery was not accepted within ${acceptMsMax / 1_000} s.`)
    await new Promise((resolve) => setTimeout(resolve, retryMs()))
  }
}

/** The status, or `null` when nobody answered. */
async function post(address: string, { body, headers }: { body: string; headers: Record<string, string> }): Promise<number | null> {
  try {
    const response = await fetch(address, { method: 'POST', body, headers, signal: AbortSignal.timeout(answerMsMax) })
    await response.arrayBuffer()
    return response.status
  } catch {
    return null
  }
}

/** Comes in by an operator link. */
export async function enterAsOperator({ origin, operatorLink }: RunningSystem) {
  const entered = await fetch(operatorLink(), { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0]
  if (entered.status !== 303 || !cookie) throw new Error(`The operator link was answered with ${entered.status}.`)
  const answerOf = async (response: Response): Promise<unknown> => {
    if (!response.ok) throw new Error(`A procedure was answered with ${response.status}.`)
    return z.object({ result: z.object({ data: z.unknown() }) }).parse(await response.json()).result.data
  }
  const headers = { cookie, 'content-type': 'application/json' }
  return {
    async connectPage() {
      const body = JSON.stringify({ externalId: PAGE, name: 'A Page of the fault runs' })
      await answerOf(await fetch(`${origin}/trpc/sources.connectPage`, { method: 'POST', headers, body }))
    },
    async countTasks() {
      const input = encodeURIComponent(JSON.stringify({ limit: 1 }))
      return TaskPage.parse(await answerOf(await fetch(`${origin}/trpc/tasks.list?input=${input}`, { headers }))).counts
    },
  }
}
