import { SaveApplication } from '../../contract/applications'
import { AddInterview } from '../../contract/interviews'
import { addContact } from '../applications/contacts'
import { closeApplication, moveApplication } from '../applications/move-application'
import { addNote } from '../applications/notes'
import { addReminder, setReminderDone } from '../applications/reminders'
import { saveApplication } from '../applications/save-application'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { describeError } from '../core/describe-error'
import { AppError, tooMany } from '../core/errors'
import { addDemoPerson, countDemos } from '../identity/demo-person'
import { addInterview } from '../interviews/interviews'
import { withEvents } from '../live/outbox'
import { notify } from '../notifications/notify'
import { startReading } from '../resumes/start-reading'
import { DEMO_APPLICATIONS, DEMO_NAME, DEMO_RESUME, type DemoApplication } from './demo-world'
import { withinTransaction } from './within-transaction'

export const DEMO_HOURS = 24
const DAY_MS = 86_400_000
/** Live demos at once: nobody fills the database with them. */
const DEMOS_MAX = 2_000

/**
 * Makes a world of their own for somebody without an account: a person for a day with applications in every stage, their history, interviews,
 * notes, reminders, news and a résumé, all made up by us and made by the areas' own functions, as if it had happened day by day.
 * It is one transaction: a visitor never sees half a world.
 *
 * @returns the token by which `SignInDoor.start` begins the session
 * @throws too_many  `demo.too-many`: too often from one place, or too many at once
 */
export async function startDemo(ctx: Ctx, { timeZone }: { timeZone: string }): Promise<{ token: string; personId: string; until: string }> {
  if (!(await ctx.allow('signIn', `demo:${ctx.actor.key}`))) throw tooMany('demo.too-many', 60)
  if ((await countDemos(ctx)) >= DEMOS_MAX)
    throw new AppError('too_many', 'demo.too-many', {
      message: 'Many people are trying it right now. Come back in an hour, or make an account.',
      retryAfterS: 3_600,
    })
  const until = new Date(ctx.now().getTime() + DEMO_HOURS * 3_600_000)
  const later: Promise<unknown>[] = []
  const { actor, token } = await ctx.transact(async (tx) => {
    const person = await addDemoPerson(ctx, tx, { name: DEMO_NAME, timeZone, until })
    await fillWorld(withinTransaction(ctx, tx, person.actor, later), timeZone)
    await Promise.all(later)
    return person
  })
  await addResume({ ...ctx, actor })
  return { token, personId: actor.personId, until: until.toISOString() }
}

async function fillWorld(ctx: PersonCtx, timeZone: string): Promise<void> {
  const demos = [...DEMO_APPLICATIONS].sort((a, b) => b.savedDaysAgo - a.savedDaysAgo)
  for (const demo of demos) await addDemoApplication(ctx, demo, timeZone)
}

async function addDemoApplication(ctx: PersonCtx, demo: DemoApplication, timeZone: string): Promise<void> {
  const { title, companyName, places, source, priority = null, tags = [], text = null } = demo
  const form = SaveApplication.parse({ from: 'form', title, companyName, places, source, priority, tags, text })
  const { card } = await saveApplication(daysAgo(ctx, demo.savedDaysAgo), form)
  const applicationId = card.id
  for (const step of demo.path ?? [])
    await moveApplication(daysAgo(ctx, step.daysAgo), { applicationId, to: { group: step.to, stageId: null } })
  if (demo.closed) {
    const { kind, reason } = demo.closed
    await closeApplication(daysAgo(ctx, demo.closed.daysAgo), { applicationId, outcome: { kind, reason } })
  }
  for (const note of demo.notes ?? []) await addNote(daysAgo(ctx, note.daysAgo), { applicationId, markdown: note.markdown })
  for (const contact of demo.contacts ?? []) await addContact(ctx, { applicationId, phone: null, url: null, ...contact })
  for (const reminder of demo.reminders ?? []) {
    const planned = daysAgo(ctx, Math.max(0, -reminder.inDays) + 1)
    const dueAt = dayAt(ctx, reminder.inDays, 9)
    const { id } = await addReminder(planned, { applicationId, text: reminder.text, dueAt, isAllDay: true })
    if (reminder.isDone) await setReminderDone(daysAgo(ctx, -reminder.inDays), { reminderId: id, isDone: true })
  }
  for (const { inDays, hour, minutes, kind, people, notes, link = null, place = null } of demo.interviews ?? []) {
    const startsAt = dayAt(ctx, inDays, hour)
    const endsAt = new Date(Date.parse(startsAt) + minutes * 60_000).toISOString()
    await addInterview(
      daysAgo(ctx, Math.max(0, -inDays) + 2),
      AddInterview.parse({ applicationId, kind, people, link, place, notes, startsAt, endsAt, timeZone }),
    )
  }
  if (demo.path?.at(-1)?.to === 'offer' && !demo.closed)
    await tellOfOffer(daysAgo(ctx, demo.path.at(-1)?.daysAgo ?? 0), applicationId, demo)
}

async function tellOfOffer(ctx: PersonCtx, applicationId: string, { title, companyName }: DemoApplication): Promise<void> {
  await withEvents(ctx, (tx, emit) =>
    notify(ctx, tx, emit, {
      personId: ctx.actor.personId,
      key: `demo:${applicationId}`,
      data: { event: 'application.moved', applicationId, jobTitle: title, companyName, stage: 'Offer' },
    }),
  )
}

/** The same ports, so many days ago. */
function daysAgo(ctx: PersonCtx, days: number): PersonCtx {
  const at = new Date(ctx.now().getTime() - days * DAY_MS)
  return { ...ctx, now: () => at }
}

/** A full hour of a day to come (or past), in UTC: near enough for a made-up world. */
function dayAt(ctx: Ctx, inDays: number, hour: number): string {
  const at = new Date(ctx.now().getTime() + inDays * DAY_MS)
  at.setUTCHours(hour, 0, 0, 0)
  return at.toISOString()
}

/** A world without its résumé is a world all the same. */
async function addResume(ctx: PersonCtx): Promise<void> {
  try {
    const { writeDocx } = await import('../resumes/write-docx')
    await startReading(ctx, { name: 'Robin Reed.docx', bytes: writeDocx(DEMO_RESUME) })
  } catch (error) {
    ctx.log.warn('demo.without-resume', { error: describeError(error) })
  }
}
