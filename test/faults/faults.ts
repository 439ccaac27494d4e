import { deliver, enterAsOperator, PAGE, PUSHING_SOURCE, pageDelivery, pushedDelivery, type RunningSystem } from './doors'
import { killPart, PARTS, type Part, waitUntilBack } from './kill'
import { type Listener, startListener } from './listener'
import { type FinalPost, proveJobs, proveLive, provePosts } from './prove'
import { newRandom } from './random'
import { openScreen, type Screen } from './screen'
import { settle } from './settle'
import { openTables } from './tables'
import { type WrittenPost, writePosts } from './write-posts'

export interface FaultOptions {
  posts: number
  ratePerS: number
  /** How often each part is killed, one after the other. */
  rounds: number
  seed: number
  /** Lets time pass for leases of killed workers, instead of waiting for a minute. */
  isHurried: boolean
  settleMsMax: number
  /** Whether a real browser looks at the first page all the while. */
  withScreen: boolean
  log: (line: string) => void
}

export interface FaultReport {
  posts: number
  sentAgain: number
  deliveries: number
  offers: number
  events: number
  reloads: number
  /** Jobs that the page in the browser counted; `null` without one. */
  onScreen: number | null
  kills: { part: Part; afterPosts: number; backAfterMs: number }[]
  seconds: number
  /** What is not as it must be. Empty when nothing was lost and nothing doubled. */
  broken: string[]
}

const LISTENERS = 3
const IN_FLIGHT_MAX = 24
/** What could not be sent in time is not made up for in a burst. */
const LATE_MS_MAX = 500
/** One delivery of so many is sent once more although it was accepted. */
const SENT_TWICE_OF = 12

/**
 * Sends posts as signed webhooks while rooms, Worker and database are killed one after the other, and proves afterwards that each accepted
 * post is one row, each offer one job, and that everyone who listened heard everything once and in order.
 */
export async function runFaults(system: RunningSystem, options: FaultOptions): Promise<FaultReport> {
  const startedAt = Date.now()
  const operator = await enterAsOperator(system)
  await operator.connectPage()
  const tables = openTables(system.dataDir)
  const listeners: Listener[] = []
  const screen = options.withScreen ? await openScreen(system) : null
  try {
    const startSeq = (await tables.openCards()).seq
    for (let count = 0; count < LISTENERS; count++) listeners.push(await startListener(system, tables))
    const run = `fault${options.seed}x${startedAt.toString(36)}`
    const posts = writePosts(run, options.posts, options.seed)
    const sending = sendAll(system, posts, options)
    const kills = await killInTheMiddle(system, options, sending)
    const { sentAgain, deliveries } = await sending.done
    options.log(`${posts.length} posts are accepted; waiting until all is done.`)
    await settle({ operator, tables, listeners }, options)

    const finalPosts = posts.map(finalPostOf)
    const [ofPosts, ofJobs, ofLive] = [
      await provePosts(tables, run, finalPosts),
      await proveJobs(tables, run, finalPosts),
      await proveLive(tables, listeners),
    ]
    const ofScreen = screen ? await proveScreen(screen, run, await tables.openedSince(startSeq)) : { found: null, broken: [] }
    const tasks = await operator.countTasks()
    return {
      posts: posts.length,
      sentAgain,
      deliveries,
      offers: ofJobs.offers,
      events: ofLive.last - startSeq,
      reloads: listeners.reduce((sum, listener) => sum + listener.reloads(), 0),
      onScreen: ofScreen.found,
      kills,
      seconds: Math.round((Date.now() - startedAt) / 100) / 10,
      broken: [
        ...ofPosts,
        ...ofJobs.broken,
        ...ofLive.broken,
        ...ofScreen.broken,
        ...(tasks.dead > 0 ? [`${tasks.dead} tasks are dead`] : []),
      ],
    }
  } finally {
    for (const listener of listeners) listener.close()
    await screen?.close()
    await tables.close()
  }
}

/** The page counted every job that was opened, once, and its lines are the newest jobs. */
async function proveScreen(screen: Screen, run: string, opened: number): Promise<{ found: number; broken: string[] }> {
  const found = await screen.waitForFound(opened)
  const lines = await screen.proveLines(run)
  return { found, broken: [...lines, ...(found === opened ? [] : [`the screen counted ${found} new jobs of ${opened}`])] }
}

function finalPostOf({ id, door, text }: WrittenPost): FinalPost {
  return door === 'facebook' ? { source: 'facebook', externalId: `${PAGE}_${id}`, text } : { source: PUSHING_SOURCE, externalId: id, text }
}

interface Sending {
  /** How many posts may be sent before it waits: the next kill is to come in the middle, however long the last one took to heal. */
  allowUpTo(posts: number): void
  /** How many posts are accepted by now. */
  accepted(): number
  done: Promise<{ sentAgain: number; deliveries: number }>
}

function sendAll(system: RunningSystem, posts: WrittenPost[], { ratePerS, seed }: FaultOptions): Sending {
  let accepted = 0
  let allowed = 0
  const allowUpTo = (count: number) => {
    allowed = count
  }
  return { accepted: () => accepted, allowUpTo, done: send() }

  async function send() {
    const random = newRandom(seed + 1)
    let dueAt = Date.now()
    const inFlight = new Set<Promise<void>>()
    let sentAgain = 0
    let deliveries = 0
    for (let at = 0; at < posts.length; ) {
      const batch = takeBatch(posts, at, 1 + random.below(3))
      at += batch.length
      dueAt = Math.max(dueAt + (batch.length * 1_000) / ratePerS, Date.now() - LATE_MS_MAX)
      if (dueAt > Date.now()) await pause(dueAt - Date.now())
      while (at > allowed) await pause(20)
      const delivery = deliveryOf(system, batch)
      const isTwice = random.below(SENT_TWICE_OF) === 0
      deliveries++
      const sending = deliver(system, delivery)
        .then(async (retries) => {
          accepted += batch.length
          sentAgain += retries
          if (isTwice) sentAgain += 1 + (await deliver(system, delivery))
        })
        .finally(() => inFlight.delete(sending))
      inFlight.add(sending)
      if (inFlight.size >= IN_FLIGHT_MAX) await Promise.race(inFlight)
    }
    await Promise.all(inFlight)
    return { sentAgain, deliveries }
  }
}

/** The next posts that take the same door. */
function takeBatch(posts: WrittenPost[], from: number, countMax: number): WrittenPost[] {
  const door = posts[from]?.door
  const next = posts.slice(from, from + countMax)
  const end = next.findIndex((post) => post.door !== door)
  return end === -1 ? next : next.slice(0, end)
}

function deliveryOf(system: RunningSystem, posts: WrittenPost[]) {
  if (posts[0]?.door === 'facebook') return pageDelivery(system, posts)
  const at = new Date().toISOString()
  return pushedDelivery(
    system,
    posts.map(({ id, text }) => ({
      kind: 'written',
      at,
      post: { externalId: id, text, url: null, authorExternalId: null, authorName: null, postedAt: at },
    })),
  )
}

/** Kills part after part, each when its share of the posts is accepted and the one before is back. */
async function killInTheMiddle(
  system: RunningSystem,
  { posts, rounds, log }: FaultOptions,
  sending: Sending,
): Promise<FaultReport['kills']> {
  const order = Array.from({ length: rounds }, () => PARTS).flat()
  const kills: FaultReport['kills'] = []
  let isOver = false
  // Its failure is reported where it is awaited.
  const over = sending.done.then(
    () => (isOver = true),
    () => (isOver = true),
  )
  for (const [index, part] of order.entries()) {
    const share = Math.floor((posts * (index + 1)) / (order.length + 1))
    sending.allowUpTo(share + IN_FLIGHT_MAX)
    while (sending.accepted() < share && !isOver) await Promise.race([over, pause(20)])
    const afterPosts = sending.accepted()
    const pid = killPart(system, part)
    sending.allowUpTo(share + Math.floor(posts / (order.length + 1)) - 1)
    const backAfterMs = await waitUntilBack(system, part, pid)
    kills.push({ part, afterPosts, backAfterMs })
    log(`${part} killed after ${afterPosts} posts, back after ${(backAfterMs / 1_000).toFixed(1)} s`)
  }
  sending.allowUpTo(posts)
  return kills
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
