import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { hiringApplications, members, organisations } from '../../../db/schema'
import { newId } from '../../../server/core/ids'
import { addApplications } from '../../add-hiring'
import { systemCtx } from '../../system-ctx'
import type { RunningSystem } from '../doors'
import { newRandom } from '../random'
import { finishWork, newWork, teamCommands, type Work } from './acts'
import { type Desk, openDesk } from './desk'
import { proveTeam, roomPositions } from './prove-team'
import { openRecruiter } from './recruiter'

export interface TeamOptions {
  /** At least so many changes are made in all. */
  operations: number
  /** At most so many on one posting. */
  operationsEachMax: number
  seed: number
  settleMsMax: number
  log: (line: string) => void
}

export interface TeamReport {
  operations: number
  accepted: number
  refused: number
  postings: number
  seconds: number
  /** What is not as it must be, and the commands that led to it. Empty when all screens, tables and replays end equal. */
  broken: string[]
}

const TEAM = ['Anna', 'Boris', 'Clara', 'Deniz', 'Emre']
const APPLICANTS = 30
const LISTED = 8

/**
 * Five recruiters work on one posting's pipeline and shortlist at the same time, by random commands: their requests are late, overtake each other and
 * come twice; what they hear is late, repeated or lost; they are cut off, go on working and come back. Then every screen, the tables and the replay
 * of the histories must be equal. A run is one posting; there are as many as the operations ask for.
 */
export async function runTeamwork(system: RunningSystem, options: TeamOptions): Promise<TeamReport> {
  const startedAt = Date.now()
  const { db } = systemCtx(system)
  const desks = await Promise.all(TEAM.map((name) => openDesk(system, name)))

  const done = { operations: 0, accepted: 0, refused: 0, postings: 0 }
  const broken: string[] = []
  while (done.operations < options.operations && broken.length === 0) {
    const seed = options.seed + done.postings
    const property = fc.asyncProperty(teamCommands(options.operationsEachMax), async (commands) => {
      const run = await openWork(system, desks, seed)
      try {
        await fc.asyncModelRun(() => ({ model: {}, real: run.work }), commands)
        await finishWork(run.work)
        await settleTeam(system, run.work, options.settleMsMax)
        const wrong = await proveTeam(db, { ground: run.work.ground, beginning: run.beginning, team: run.work.team, deeds: run.work.deeds })
        done.postings += 1
        done.operations += run.work.deeds.length
        done.accepted += run.work.deeds.filter(({ state }) => state === 'accepted').length
        done.refused += run.work.deeds.filter(({ state }) => state === 'refused').length
        if (wrong.length > 0) throw new Error(wrong.slice(0, 10).join('\n'))
      } finally {
        for (const recruiter of run.work.team) recruiter.close()
      }
    })
    const outcome = await fc.check(property, { seed, numRuns: 1, endOnFailure: true })
    if (outcome.failed) broken.push(`Seed ${seed}: ${String(outcome.errorInstance ?? 'failed')}`)
    options.log(`${done.operations} operations on ${done.postings} postings.`)
  }
  return { ...done, seconds: Math.round((Date.now() - startedAt) / 100) / 10, broken }
}

async function openWork(system: RunningSystem, desks: readonly Desk[], seed: number) {
  const { db } = systemCtx(system)
  const organisationId = newId('organisation')
  const at = new Date()
  await db.insert(organisations).values({ id: organisationId, name: 'Kestrel Bakery', slug: organisationId, createdAt: at })
  await db.insert(members).values(desks.map(({ personId }) => ({ organisationId, personId, role: 'owner' as const, joinedAt: at })))
  const { postingId, applicationIds } = await addApplications(db, organisationId, APPLICANTS)
  const shortlistId = newId('shortlist')
  const listed = applicationIds.slice(0, LISTED)
  const created = await desks[0]?.tell('shortlists.create', { postingId, name: 'Final round', applicationIds: listed, shortlistId })
  if (created?.status !== 200) throw new Error(`The shortlist was answered with ${created?.status}: ${created?.reason}`)
  const ground = { postingId, shortlistId }
  const rows = await db.select().from(hiringApplications).where(eq(hiringApplications.postingId, postingId))
  const beginning = new Map(rows.map(({ id, stageId, rank, eventSeq }) => [id, { stageId, rank, eventSeq }]))
  const random = newRandom(seed)
  const opened = await Promise.allSettled(desks.map((desk) => openRecruiter(system, desk, ground, random)))
  const team = opened.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  const failed = opened.find((each) => each.status === 'rejected')
  if (failed) {
    for (const recruiter of team) recruiter.close()
    throw failed.reason
  }
  const stageIds = team[0]?.cards().stages.map(({ id }) => id) ?? []
  return { work: newWork(ground, stageIds, team), beginning }
}

/** Everybody's line is good again, and everybody has heard and read all there is. */
async function settleTeam(system: RunningSystem, work: Work, settleMsMax: number): Promise<void> {
  const { db } = systemCtx(system)
  const until = Date.now() + settleMsMax
  // A lost last frame is found by the next check, or at once by whoever connects anew.
  for (const recruiter of work.team) {
    recruiter.leave()
    recruiter.comeBack()
  }
  for (;;) {
    const rooms = await roomPositions(db, work.ground)
    const behind = work.team.flatMap((recruiter, index) => {
      const { hiring, shortlist, isReading } = recruiter.position()
      return hiring < rooms.hiring || shortlist < rooms.shortlist || isReading
        ? [`screen ${index + 1} is at ${hiring} of ${rooms.hiring} and ${shortlist} of ${rooms.shortlist}${isReading ? ', and reads' : ''}`]
        : []
    })
    if (behind.length === 0) return
    if (Date.now() > until) throw new Error(`Not settled within ${settleMsMax / 1_000} s: ${behind.join('; ')}.`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
