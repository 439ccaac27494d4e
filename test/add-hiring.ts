import type { OrganisationRole } from '../contract/identity'
import type { JsonResume } from '../contract/resumes'
import type { Db } from '../db/client'
import { candidates, hiringApplications, hiringStages, members, postingCriteria, postings } from '../db/schema'
import { ranksBetween } from '../server/applications/core/rank'
import { newId } from '../server/core/ids'
import type { World } from './world'

const AT = new Date('2026-11-20T09:00:00.000Z')

export const RESUME_OF_ROSA: JsonResume = {
  basics: {
    name: 'Rosa Delgado',
    email: 'rosa@delgado.example',
    summary: 'Rosa has baked in Lyon since 2009. Born 1985, 41 years old. Write to rosa@delgado.example.',
    location: { city: 'Lyon' },
  },
  work: [{ name: 'Kestrel Bakery', position: 'Head baker', startDate: '2019-03', endDate: '2024-03' }],
  education: [{ institution: 'Lycée de Lyon', studyType: 'CAP', area: 'Baking', startDate: '2003', endDate: '2005' }],
  skills: [{ name: 'Baking', keywords: ['Sourdough', 'Viennoiserie'] }],
  languages: [{ language: 'French', fluency: 'native' }],
}

/** An organisation with these members, a published posting of two stages, and so many people who applied; the first of them is Rosa with a résumé. */
export async function addHiring(world: World, roles: Record<string, OrganisationRole>, applicants = 4) {
  const staff = Object.fromEntries(await Promise.all(Object.keys(roles).map(async (name) => [name, await world.person(name)] as const)))
  const [firstName = ''] = Object.keys(roles)
  const owner = staff[firstName]
  if (!owner) throw new Error('An organisation needs somebody.')
  const { db } = owner.ctx
  const organisation = await owner.api.organisations.create({ name: 'Reed & Daughters' })
  for (const [name, role] of Object.entries(roles)) {
    const personId = staff[name]?.personId ?? ''
    if (name !== firstName) await db.insert(members).values({ organisationId: organisation.id, personId, role, joinedAt: AT })
  }
  const { postingId, applicationIds } = await addApplications(db, organisation.id, applicants)
  return { staff, organisationId: organisation.id, postingId, applicationIds }
}

/** The rows of a posting and its applications in any database. */
export async function addApplications(db: Db, organisationId: string, applicants: number) {
  const postingId = newId('posting')
  await db.insert(postings).values({
    id: postingId,
    organisationId,
    state: 'published',
    title: 'Head baker',
    statements: { usesAi: false, isExistingVacancy: true },
    replyPromiseDays: 14,
    createdAt: AT,
    updatedAt: AT,
  })
  await fixCriteriaOf(db, postingId)
  const [stageId, secondStageId] = [newId('hiringStage'), newId('hiringStage')]
  await db.insert(hiringStages).values([
    { id: stageId, postingId, name: 'New', group: 'applied', rank: 'a0' },
    { id: secondStageId, postingId, name: 'Oven trial', group: 'interview', rank: 'a1' },
  ])
  const ranks = ranksBetween(null, null, applicants)
  const rows = ranks.map((rank, index) => ({ candidateId: newId('candidate'), id: newId('application'), rank, number: index + 1 }))
  await db.insert(candidates).values(
    rows.map(({ candidateId, number }) => ({
      id: candidateId,
      organisationId,
      number,
      name: number === 1 ? 'Rosa Delgado' : `Applicant Number${number}`,
      email: `applicant${number}@people.example`,
      headline: number === 1 ? 'Baker from Lyon' : 'Baker',
      places: number === 1 ? ['Lyon, France'] : [],
      source: 'career-page',
      createdAt: AT,
      updatedAt: AT,
    })),
  )
  await db.insert(hiringApplications).values(
    rows.map(({ id, candidateId, rank, number }) => ({
      id,
      organisationId,
      postingId,
      candidateId,
      stageId,
      rank,
      stageSince: AT,
      source: 'career-page',
      resume: number === 1 ? RESUME_OF_ROSA : null,
      appliedAt: AT,
      replyDueAt: AT,
      updatedAt: AT,
    })),
  )
  return { postingId, applicationIds: rows.map(({ id }) => id), stageIds: [stageId, secondStageId] }
}

/** Says what candidates of a posting are judged by, so that scores may be shown. */
export async function fixCriteriaOf(db: Db, postingId: string) {
  const criteria = [{ text: 'Bakes for two hundred people a day', isMust: true }]
  await db.insert(postingCriteria).values({ postingId, version: 1, criteria, fixedAt: AT, isAfterScores: false })
}
