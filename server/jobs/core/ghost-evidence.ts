import type { ClosedBecause, GhostEvidence } from '../../../contract/jobs'

/** What is known of a job besides its advert. Instants are milliseconds. */
export interface GhostFacts {
  nowMs: number
  /** When it was posted, or else seen first. */
  sinceMs: number
  /** How long like roles stood open that were closed since; `null` when too few are known. */
  likeRoles: { n: number; medianDays: number } | null
  /** This job and the others of its role, in whatever order. */
  sightings: Sighting[]
  /** Its text as it stands at the original link; `null` when it was never read there. */
  text: { sinceMs: number; looks: number } | null
  /** People who applied at least `ANSWER_DAYS` ago, and how many of them have had no answer. */
  applied: { people: number; unanswered: number }
}

export interface Sighting {
  isThis: boolean
  source: string
  origin: 'detected' | 'synced' | 'posted'
  foundAtMs: number
  closedAtMs: number | null
  closedBecause: ClosedBecause | null
  /** Its text is nearly the same as that of this job. */
  isSameText: boolean
}

/** Who applied so long ago can expect to have heard something. */
export const ANSWER_DAYS = 21
const DAY_MS = 86_400_000

const OPEN_DAYS_LEAST = 45
const OPEN_TIMES_MEDIAN = 3
const LIKE_ROLES_LEAST = 20
const REPOSTED_LEAST = 3
/** Nearer to each other they are one posting, seen twice. */
const REPOSTED_APART_MS = 7 * DAY_MS
/** A page may be taken down and put up again within a day. */
const TAKEN_DOWN_FOR_MS = 2 * DAY_MS
/** Nobody can be told apart among so many; figures grow in steps. */
const PEOPLE_STEPS = [500, 200, 100, 50, 20, 10]
const UNANSWERED_SHARE_LEAST = 0.8
const UNCHANGED_DAYS_LEAST = 60
const UNCHANGED_LOOKS_LEAST = 5

/**
 * What may mean that a job is not really being filled, each with the figures it rests on, in the order of their weight. Empty when nothing is known:
 * a job of which little is known is no worse for it.
 */
export function ghostEvidence(facts: GhostFacts): GhostEvidence[] {
  const found = [noAnswers(facts), takenDown(facts), reposted(facts), openLong(facts)].filter((line) => line !== null)
  if (found.length === 0) return []
  const unchangedLine = unchanged(facts)
  return unchangedLine ? [...found, unchangedLine] : found
}

function noAnswers({ applied }: GhostFacts): GhostEvidence | null {
  const people = PEOPLE_STEPS.find((step) => applied.unanswered >= step)
  if (people === undefined || applied.unanswered < applied.people * UNANSWERED_SHARE_LEAST) return null
  return { kind: 'no-answers', people, days: ANSWER_DAYS }
}

/** A board that lists for the employer took it down, while this copy of it is still up. */
function takenDown({ sightings, nowMs }: GhostFacts): GhostEvidence | null {
  const own = sightings.find(({ isThis }) => isThis)
  if (!own || sightings.some((other) => !other.isThis && other.closedAtMs === null && other.origin === 'synced')) return null
  const gone = sightings
    .filter(
      ({ isThis, origin, source, closedAtMs, closedBecause }) =>
        !isThis &&
        origin === 'synced' &&
        source !== own.source &&
        closedAtMs !== null &&
        closedAtMs >= own.foundAtMs &&
        nowMs - closedAtMs >= TAKEN_DOWN_FOR_MS &&
        (closedBecause === 'link-gone' || closedBecause === 'says-closed'),
    )
    .sort((a, b) => (b.closedAtMs ?? 0) - (a.closedAtMs ?? 0))[0]
  return gone ? { kind: 'taken-down-elsewhere', source: gone.source, at: instant(gone.closedAtMs ?? nowMs) } : null
}

/** The same text on the same site, some time apart each time. */
function reposted({ sightings }: GhostFacts): GhostEvidence | null {
  const own = sightings.find(({ isThis }) => isThis)
  const times = sightings
    .filter(({ isThis, isSameText, source }) => source === own?.source && (isThis || isSameText))
    .map(({ foundAtMs }) => foundAtMs)
    .sort((a, b) => a - b)
  const apart: number[] = []
  for (const at of times) if (apart.length === 0 || at - (apart.at(-1) ?? at) >= REPOSTED_APART_MS) apart.push(at)
  const [first, last] = [apart[0], apart.at(-1)]
  if (!own || apart.length < REPOSTED_LEAST || first === undefined || last === undefined) return null
  return { kind: 'reposted', times: apart.length, source: own.source, firstAt: instant(first), lastAt: instant(last) }
}

function openLong({ sinceMs, nowMs, likeRoles }: GhostFacts): GhostEvidence | null {
  const days = Math.floor((nowMs - sinceMs) / DAY_MS)
  if (!likeRoles || likeRoles.n < LIKE_ROLES_LEAST || days < OPEN_DAYS_LEAST || days < likeRoles.medianDays * OPEN_TIMES_MEDIAN) return null
  return { kind: 'open-long', since: instant(sinceMs), days, medianDays: likeRoles.medianDays, n: likeRoles.n }
}

function unchanged({ text, nowMs }: GhostFacts): GhostEvidence | null {
  if (!text || text.looks < UNCHANGED_LOOKS_LEAST || nowMs - text.sinceMs < UNCHANGED_DAYS_LEAST * DAY_MS) return null
  return { kind: 'unchanged', since: instant(text.sinceMs), looks: text.looks }
}

const instant = (ms: number) => new Date(ms).toISOString()
