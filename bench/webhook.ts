import { deliver, enterAsOperator, PAGE, pageDelivery, type RunningSystem } from '../test/faults/doors'
import { newRandom } from '../test/faults/random'
import { openTables } from '../test/faults/tables'
import { writeOffer, writePosts } from '../test/faults/write-posts'
import { type Bench, percentile, round } from './figure'
import { costOf } from './processor-time'

const RATE = 200
const SECONDS = 20
const QUICK_SECONDS = 5
const PING_SECONDS = 4
const doneMsMax = 60_000
const WARM_UP = 200

/** Signed posts at 200 a second, a Page's post each, sent on time whether or not the ones before are answered. */
export const webhook: Bench = {
  name: 'webhook',
  about: 'How long a signed post waits for its 200 at 200 posts a second, and whether every one is stored and read.',
  async run({ isQuick, system, ping, log }) {
    const served = await system()
    const { origin: pingOrigin } = await ping()
    const operator = await enterAsOperator(served)
    await operator.connectPage()
    const random = newRandom(Date.now())
    for (let count = 0; count < WARM_UP; count++)
      await deliver(served, pageDelivery(served, [{ id: `warm${Date.now()}-${count}`, text: writeOffer(random, count) }]))

    const pings = await atRate(RATE, PING_SECONDS * RATE, () => timedPing(pingOrigin))
    const run = `bench${Date.now()}`
    const posts = writePosts(run, RATE * (isQuick ? QUICK_SECONDS : SECONDS), 11)
    const startedAt = Date.now()
    let answers: Answer[] = []
    let doneMs = Number.NaN
    const cost = await costOf(served, 'a post from door to job', async () => {
      answers = await atRate(RATE, posts.length, (index) => timedPost(served, posts[index] ?? { id: '', text: '' }))
      log(`${posts.length} posts answered after ${((Date.now() - startedAt) / 1_000).toFixed(1)} s`)
      doneMs = await untilDone(operator, startedAt)
      return posts.length
    })
    const accepted = answers.filter(({ ok }) => ok).length
    const tables = openTables(served.dataDir)
    const stored = (await tables.posts('facebook', `${PAGE}_${run}`)).filter(({ isRead }) => isRead).length
    await tables.close()
    const ms = answers.map((answer) => answer.ms)
    const pingMs = pings.map((answer) => answer.ms)
    return [
      { name: 'webhook answer p50', value: percentile(ms, 0.5), unit: 'ms' },
      {
        name: 'webhook answer p99',
        value: percentile(ms, 0.99),
        unit: 'ms',
        budget: { atMost: 50 },
        note: `${posts.length} posts at ${RATE}/s`,
      },
      { name: 'bare ping p50 at the same rate', value: percentile(pingMs, 0.5), unit: 'ms' },
      { name: 'bare ping p99 at the same rate', value: percentile(pingMs, 0.99), unit: 'ms' },
      { name: 'webhook p50 against bare ping', value: round(percentile(ms, 0.5) / percentile(pingMs, 0.5)), unit: '×' },
      { name: 'posts accepted but lost or unread', value: accepted - stored, unit: '', budget: { atMost: 0 } },
      { name: 'posts not accepted at once', value: posts.length - accepted, unit: '', budget: { atMost: 0 } },
      {
        name: 'posts read a second, end to end',
        value: round((posts.length * 1_000) / doneMs),
        unit: 'posts/s',
        note: 'until the last task of the run was done',
      },
      ...cost,
    ]
  },
}

interface Answer {
  ok: boolean
  ms: number
}

async function atRate<T>(ratePerS: number, count: number, act: (index: number) => Promise<T>): Promise<T[]> {
  const startedAt = performance.now()
  const acting: Promise<T>[] = []
  for (let index = 0; index < count; index++) {
    const waitMs = startedAt + (index * 1_000) / ratePerS - performance.now()
    if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs))
    acting.push(act(index))
  }
  return Promise.all(acting)
}

async function timedPost(system: RunningSystem, post: { id: string; text: string }): Promise<Answer> {
  const delivery = pageDelivery(system, [post])
  const { body, headers } = delivery.sign()
  const startedAt = performance.now()
  try {
    const response = await fetch(`${system.origin}${delivery.path}`, { method: 'POST', body, headers })
    await response.arrayBuffer()
    return { ok: response.ok, ms: performance.now() - startedAt }
  } catch {
    return { ok: false, ms: performance.now() - startedAt }
  }
}

async function timedPing(origin: string): Promise<Answer> {
  const startedAt = performance.now()
  await (await fetch(origin, { method: 'POST', body: 'ping' })).arrayBuffer()
  return { ok: true, ms: performance.now() - startedAt }
}

async function untilDone(operator: Awaited<ReturnType<typeof enterAsOperator>>, startedAt: number): Promise<number> {
  while (Date.now() - startedAt < doneMsMax + SECONDS * 1_000) {
    if ((await operator.countTasks()).open === 0) return Date.now() - startedAt
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return Number.NaN
}
