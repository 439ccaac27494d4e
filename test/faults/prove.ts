import { readText, stateOf } from '../../server/leads/detect-lead'
import { detectorFromDisk } from '../detector-from-disk'
import type { Listener } from './listener'
import type { Tables } from './tables'

/** What must have become of a post in the end. `text` is `null` when its source removed it. */
export interface FinalPost {
  source: string
  externalId: string
  text: string | null
}

const SHOWN_MAX = 5

/** Every post is exactly one row that holds its newest state and was read in it, and there are no others. */
export async function provePosts(tables: Tables, run: string, finalPosts: FinalPost[]): Promise<string[]> {
  const broken: string[] = []
  for (const [source, own] of Map.groupBy(finalPosts, (post) => post.source)) {
    const rows = await tables.posts(source, prefixOf(own, run))
    const byId = Map.groupBy(rows, (row) => row.externalId)
    for (const { externalId, text } of own) {
      const [row, ...others] = byId.get(externalId) ?? []
      if (!row) broken.push(`${externalId} is lost`)
      else if (others.length > 0) broken.push(`${externalId} is ${others.length + 1} rows`)
      else if (text === null ? !row.isRemoved : row.isRemoved || row.text !== text) broken.push(`${externalId} is not in its newest state`)
      else if (!row.isRead) broken.push(`${externalId} was not read in its newest state`)
      else if (text !== null && row.state !== expectedState(text)) broken.push(`the lead of ${externalId} is ${row.state}`)
    }
    if (rows.length !== own.length) broken.push(`${rows.length} posts of ${source} instead of ${own.length}`)
  }
  return shorten(broken)
}

/** Every post that clearly offers a job has exactly one open job, and no other post has one. */
export async function proveJobs(tables: Tables, run: string, finalPosts: FinalPost[]): Promise<{ offers: number; broken: string[] }> {
  const broken: string[] = []
  let offers = 0
  for (const [source, own] of Map.groupBy(finalPosts, (post) => post.source)) {
    const open = Map.groupBy(
      (await tables.jobs(source, prefixOf(own, run))).filter((job) => job.isOpen),
      (job) => job.sourceKey,
    )
    for (const { externalId, text } of own) {
      const isOffer = text !== null && expectedState(text) === 'published'
      const jobs = open.get(externalId) ?? []
      if (isOffer) offers++
      if (jobs.length !== (isOffer ? 1 : 0)) broken.push(`${externalId} has ${jobs.length} open jobs instead of ${isOffer ? 1 : 0}`)
      else if (isOffer && jobs[0]?.title !== readText(detectorFromDisk, text).extracted.title)
        broken.push(`the job of ${externalId} has another title`)
    }
  }
  const doubled = await tables.doubledCards()
  if (doubled.length > 0) broken.push(`${doubled.length} roles are shown twice`)
  return { offers, broken: shorten(broken) }
}

/** The outbox is dense and delivered, and each listener heard all of it once, in order, and shows what the table holds. */
export async function proveLive(tables: Tables, listeners: Listener[]): Promise<{ last: number; broken: string[] }> {
  const broken: string[] = []
  for (const { room, seq, last, count, unpublished } of await tables.outbox()) {
    if (seq !== last || count !== last) broken.push(`${room} counts ${seq} events and keeps ${count} up to ${last}`)
    if (unpublished > 0) broken.push(`${unpublished} events of ${room} were not delivered`)
  }
  const { seq, cards } = await tables.openCards()
  for (const [index, listener] of listeners.entries()) {
    const name = `listener ${index + 1}`
    const shown = await listener.openCards()
    const missing = cards.filter(({ id }) => !shown.has(id))
    const known = new Set(cards.map(({ id }) => id))
    const extra = [...shown.keys()].filter((id) => !known.has(id))
    const older = cards.filter(({ id, version }) => shown.has(id) && (shown.get(id) ?? 0) !== version)
    if (listener.last() !== seq) broken.push(`${name} heard ${listener.last()} of ${seq} events`)
    if (listener.outOfTurn().length > 0)
      broken.push(`${name} heard events out of turn: ${listener.outOfTurn().slice(0, SHOWN_MAX).join(', ')}`)
    if (missing.length > 0) broken.push(`${name} misses ${missing.length} cards, such as ${missing[0]?.id}`)
    if (extra.length > 0) broken.push(`${name} shows ${extra.length} cards too many, such as ${extra[0]}`)
    if (older.length > 0) broken.push(`${name} shows ${older.length} cards in another version, such as ${older[0]?.id}`)
  }
  return { last: seq, broken }
}

/** What the same code reads here, without any database. */
function expectedState(text: string) {
  const { score, extracted } = readText(detectorFromDisk, text)
  // A post of a Page always has its link.
  return stateOf(score, extracted, { url: 'https://www.facebook.com/' })
}

/** Ids of Page posts begin with their Page. */
function prefixOf(posts: FinalPost[], run: string): string {
  const id = posts[0]?.externalId ?? run
  return id.slice(0, id.indexOf(run) + run.length)
}

function shorten(broken: string[]): string[] {
  return broken.length > SHOWN_MAX ? [...broken.slice(0, SHOWN_MAX), `and ${broken.length - SHOWN_MAX} more of this kind`] : broken
}
