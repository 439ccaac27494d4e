import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { OrganisationRole } from '../contract/identity'
import type { PostingQuestion } from '../contract/postings'
import { members, postings } from '../db/schema'
import { newId } from '../server/core/ids'
import { openJobs } from '../server/jobs/open-jobs'
import { withEvents } from '../server/live/outbox'
import { fixCriteriaOf } from './add-hiring'
import type { World } from './world'

type Person = Awaited<ReturnType<World['person']>>

/** An organisation of this person, with a published posting and its job. */
export async function addPosting(
  world: World,
  owner: Person,
  { questions = [], replyPromiseDays = 14 }: { questions?: PostingQuestion[]; replyPromiseDays?: number } = {},
) {
  const organisation = await owner.api.organisations.create({ name: 'Kestrel Bakery' })
  const postingId = newId('posting')
  const system = world.as('system')
  const now = world.state.now
  const [jobId = ''] = await withEvents(system, (tx, emit) =>
    openJobs(system, tx, emit, [
      {
        origin: 'posted',
        source: 'numerojobs',
        sourceKey: postingId,
        sourceUrl: null,
        postId: null,
        title: 'Pastry Chef',
        companyName: 'Kestrel Bakery',
        places: ['Lyon, France'],
        remote: null,
        remoteRegions: [],
        salary: null,
        employmentType: null,
        seniority: null,
        skills: [],
        applyUrl: null,
        contact: null,
        contactIsPublic: false,
        description: 'Bakes.',
        excerpt: null,
        language: 'en',
        fingerprint: [],
        foundAt: now,
        postedAt: now,
        validThrough: null,
      },
    ]),
  )
  await system.db.insert(postings).values({
    id: postingId,
    organisationId: organisation.id,
    jobId,
    state: 'published',
    title: 'Pastry Chef',
    places: ['Lyon, France'],
    questions,
    statements: { usesAi: false, isExistingVacancy: true },
    replyPromiseDays,
    publishedAt: now,
    createdAt: now,
    updatedAt: now,
  })
  await fixCriteriaOf(system.db, postingId)
  return {
    organisationId: organisation.id,
    postingId,
    jobId,
    /** Closes it, as its organisation would. */
    close: () => system.db.update(postings).set({ state: 'closed', closeReason: 'filled' }).where(eq(postings.id, postingId)),
  }
}

/** Makes somebody a member. */
export async function addMember(world: World, organisationId: string, person: Person, role: OrganisationRole) {
  await world.as('system').db.insert(members).values({ organisationId, personId: person.personId, role, joinedAt: world.state.now })
}

/** Sends an application of somebody with an account and a résumé. */
export async function applyAs(person: Person, postingId: string, answers: Record<string, string> = {}) {
  const resume = await person.api.resumes.start({
    name: 'My résumé',
    resume: {
      basics: { name: person.ctx.actor.name, label: 'Pastry chef' },
      work: [{ name: 'Foxglove Foods', position: 'Baker' }],
      skills: [{ name: 'Lamination' }],
    },
  })
  return person.api.hiring.sendApplication({
    postingId,
    name: person.ctx.actor.name,
    email: 'ignored@example.com',
    answers,
    resumeId: resume.id,
    batchId: newBatch(),
  })
}

/** Sends an application of somebody without an account, with a file. `statusToken` stands in the link that their mails bring. */
export async function applyWithFile(world: World, postingId: string, name: string) {
  const [{ receiveSentFile }, { writeDocx }] = await Promise.all([
    import('../server/hiring/sent-resume'),
    import('../server/resumes/write-docx'),
  ])
  const bytes = await writeDocx({ basics: { name, label: 'Baker' }, skills: [{ name: 'Sourdough' }] })
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], 'resume.docx'))
  const sent = await receiveSentFile(
    world.as('visitor'),
    new Request('https://numerojobs.example/apply/files', { method: 'POST', body: form }),
  )
  const email = `${name.toLowerCase()}@people.example`
  const application = { postingId, name, email, answers: {}, fileToken: sent.fileToken, batchId: newBatch() }
  const { applicationId, statusToken } = await world.api('visitor').hiring.sendApplication(application)
  await world.settle()
  return { applicationId, statusToken: statusToken ?? '', email }
}

export const newBatch = () => `bat_${randomUUID().replaceAll('-', '')}`
