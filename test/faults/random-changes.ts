import type { PostChange } from '../../contract/leads'
import { deliver, enterAsOperator, PUSHING_SOURCE, pushedDelivery, type RunningSystem } from './doors'
import { type Listener, startListener } from './listener'
import { proveJobs, proveLive, provePosts } from './prove'
import { jostle, newRandom, type Random } from './random'
import { settle } from './settle'
import { openTables } from './tables'
import { writeOffer } from './write-posts'

export interface ChangeOptions {
  posts: number
  changes: number
  seed: number
  isHurried: boolean
  settleMsMax: number
  log: (line: string) => void
}

export interface ChangeReport {
  posts: number
  changes: number
  sent: number
  offers: number
  seconds: number
  /** What is not as the model says. */
  broken: string[]
}

const IN_FLIGHT_MAX = 8
const BATCH_MAX = 20
/** How many places a change may be overtaken by. */
const DISORDER = 60
const REPEATED_RATIO = 0.15

/**
 * Sends random additions, edits and removals of a few posts, many of them twice and out of order, several deliveries at once, and proves that
 * the end is that of a simple model: of each post, the change with the latest time counts.
 */
export async function runRandomChanges(system: RunningSystem, options: ChangeOptions): Promise<ChangeReport> {
  const startedAt = Date.now()
  const operator = await enterAsOperator(system)
  const tables = openTables(system.dataDir)
  const listeners: Listener[] = []
  try {
    listeners.push(await startListener(system, tables))
    const run = `change${options.seed}x${startedAt.toString(36)}`
    const random = newRandom(options.seed)
    const changes = writeChanges(run, random, options, startedAt)
    const repeated = changes.filter(() => random.ratio() < REPEATED_RATIO)
    const sent = jostle(random, [...changes, ...repeated].sort(byTime), DISORDER)
    await sendAll(system, random, sent)
    options.log(`${sent.length} changes are accepted; waiting until all is done.`)
    await settle({ operator, tables, listeners }, options)
    const finalPosts = [...lastOfEach(changes)].map(([externalId, change]) => ({
      source: PUSHING_SOURCE,
      externalId,
      text: change.kind === 'written' ? change.post.text : null,
    }))
    const ofJobs = await proveJobs(tables, run, finalPosts)
    const broken = [...(await provePosts(tables, run, finalPosts)), ...ofJobs.broken, ...(await proveLive(tables, listeners)).broken]
    return {
      posts: finalPosts.length,
      changes: changes.length,
      sent: sent.length,
      offers: ofJobs.offers,
      seconds: Math.round((Date.now() - startedAt) / 100) / 10,
      broken,
    }
  } finally {
    for (const listener of listeners) listener.close()
    await tables.close()
  }
}

/** Each a millisecond after the one before. Edits often bring back a text that a post had before. */
function writeChanges(run: string, random: Random, { posts, changes }: ChangeOptions, startedAt: number): PostChange[] {
  const texts = Array.from({ length: posts }, (_, post) => [
    writeOffer(random, post * 3),
    writeOffer(random, post * 3 + 1),
    `Our shop stays closed on Monday, the floor is being polished. (${post})`,
  ])
  return Array.from({ length: changes }, (_, index) => {
    const post = random.below(posts)
    const externalId = `${run}-${post}`
    const at = new Date(startedAt - 600_000 + index).toISOString()
    if (random.ratio() < 0.2) return { kind: 'removed', at, externalId }
    const text = texts[post]?.[random.below(3)] ?? ''
    return { kind: 'written', at, post: { externalId, text, url: null, authorExternalId: null, authorName: null, postedAt: null } }
  })
}

const byTime = (a: PostChange, b: PostChange) => (a.at < b.at ? -1 : Number(a.at > b.at))
const idOf = (change: PostChange) => (change.kind === 'written' ? change.post.externalId : change.externalId)

/** The model. */
function lastOfEach(changes: PostChange[]): Map<string, PostChange> {
  return new Map([...changes].sort(byTime).map((change) => [idOf(change), change]))
}

async function sendAll(system: RunningSystem, random: Random, changes: PostChange[]): Promise<void> {
  const inFlight = new Set<Promise<void>>()
  for (let at = 0; at < changes.length; ) {
    const batch = changes.slice(at, at + 1 + random.below(BATCH_MAX))
    at += batch.length
    const sending = deliver(system, pushedDelivery(system, batch))
      .then(() => {})
      .finally(() => inFlight.delete(sending))
    inFlight.add(sending)
    if (inFlight.size >= IN_FLIGHT_MAX) await Promise.race(inFlight)
  }
  await Promise.all(inFlight)
}
