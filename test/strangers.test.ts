import { expect, test } from 'vitest'
import { appRouter, createCaller } from '../server/entry/app-router'
import { failure, newWorld } from './world'

/**
 * Who may call what. Every procedure of the router stands here, with an input that reaches past its schema; a new one that is missing fails the test.
 * `anybody`: both roles are served or told `not_found` alike. `operators`: a visitor is told to sign in, before anything is looked up.
 */
const NOBODY_HAS = 'ffffffffffffffffffffffffffffffff'
const DRAFT = {
  title: 'Baker',
  company: null,
  places: [],
  remote: null,
  remoteRegions: [],
  salary: null,
  employmentType: null,
  seniority: null,
  skills: [],
  applyUrl: null,
  contact: null,
}
const TABLE: Record<string, { for: 'anybody' | 'operators'; input?: unknown }> = {
  'companies.get': { for: 'anybody', input: { slug: 'nobody' } },
  'jobs.search': { for: 'anybody', input: {} },
  'jobs.facets': { for: 'anybody', input: {} },
  'jobs.get': { for: 'anybody', input: { id: `job_${NOBODY_HAS}` } },
  'jobs.similar': { for: 'anybody', input: { id: `job_${NOBODY_HAS}` } },
  'jobs.report': { for: 'anybody', input: { jobId: `job_${NOBODY_HAS}`, reason: 'scam' } },
  'jobs.landing': { for: 'anybody' },
  'leads.example': { for: 'anybody' },
  'leads.preview': { for: 'anybody', input: { text: 'A post that is long enough to be read.' } },
  'leads.confirmPasted': { for: 'anybody', input: { text: 'A post that is long enough to be read.', draft: DRAFT } },
  'leads.list': { for: 'operators', input: {} },
  'leads.decide': { for: 'operators', input: { decision: 'reject', leadId: `led_${NOBODY_HAS}`, version: 1, label: 'chatter' } },
  'leads.stats': { for: 'operators' },
  'live.ticket': { for: 'anybody', input: { room: 'feed/jobs' } },
  'live.since': { for: 'anybody', input: { room: 'feed/jobs', since: 0 } },
  'live.last': { for: 'anybody', input: { room: 'feed/jobs' } },
  'privacy.deletionStatus': { for: 'anybody', input: { code: 'del_nobody' } },
  'session.me': { for: 'anybody' },
  'sources.listPages': { for: 'operators' },
  'sources.connectPage': { for: 'operators', input: { externalId: '1000000000', name: 'A Page' } },
  'sources.disconnectPage': { for: 'operators', input: { pageId: `pag_${NOBODY_HAS}` } },
  'tasks.list': { for: 'operators', input: {} },
  'tasks.replay': { for: 'operators', input: { taskId: `tsk_${NOBODY_HAS}` } },
  'tasks.replayDead': { for: 'operators' },
}
const procedures = Object.keys(appRouter._def.procedures).sort()

test('every procedure is in the table of who may call it', () => {
  expect(procedures).toEqual(Object.keys(TABLE).sort())
})

test('each procedure serves whom it is for, and tells everybody else the same thing', async () => {
  await using world = await newWorld()
  const answers: Record<string, Record<string, string>> = {}
  for (const name of procedures) {
    answers[name] = {}
    for (const role of ['visitor', 'operator'] as const) answers[name][role] = await answerTo(world.as(role), name)
  }
  for (const [name, answer] of Object.entries(answers)) {
    if (TABLE[name]?.for === 'operators') {
      expect.soft(answer.visitor, `${name} to a visitor`).toBe('unauthenticated operator.sign-in-needed')
      expect.soft(answer.operator, `${name} to an operator`).not.toContain('unauthenticated')
    } else expect.soft(answer.visitor, `${name} to a visitor`).toBe(answer.operator)
  }
})

test('a visitor cannot listen to the operators, by ticket or by catching up', async () => {
  await using world = await newWorld()
  const api = world.api('visitor')
  const refusal = { code: 'unauthenticated', reason: 'operator.sign-in-needed' }
  expect(await failure(api.live.ticket({ room: 'operators/all' }))).toMatchObject(refusal)
  expect(await failure(api.live.since({ room: 'operators/all', since: 0 }))).toMatchObject(refusal)
  expect(await failure(api.live.last({ room: 'operators/all' }))).toMatchObject(refusal)
  await expect(world.api('operator').live.ticket({ room: 'operators/all' })).resolves.toMatchObject({ party: 'operators' })
})

async function answerTo(ctx: Parameters<typeof createCaller>[0], name: string): Promise<string> {
  const caller: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = createCaller(ctx) as never
  const [area = '', procedure = ''] = name.split('.')
  const call = caller[area]?.[procedure]
  if (!call) throw new Error(`There is no procedure ${name}.`)
  try {
    await call(TABLE[name]?.input)
    return 'served'
  } catch (error) {
    const { code, reason } = await failure(Promise.reject(error))
    return `${code} ${reason}`
  }
}
