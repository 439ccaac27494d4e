import { inject, test } from 'vitest'
import { availabilities, interviewFeedback, interviewInvitations, interviewPanels, interviewSeats, members, organisations, shortlistEntries, shortlists, shortlistScorecards } from '../../db/schema'
import { newId } from '../../server/core/ids'
import { addApplications } from '../add-hiring'
import { signIn } from '../sign-in'
import { systemCtx } from '../system-ctx'
import { openBrowser } from './browser'

const system = inject('system')
test('shots', async () => {
  const { origin } = system
  const browser = await openBrowser()
  const { cookies, personId } = await signIn(system, 'Rita Shots')
  const ctx = systemCtx(system)
  const { db } = ctx
  const organisationId = newId('organisation')
  const now = new Date()
  await db.insert(organisations).values({ id: organisationId, name: 'Kestrel Bakery', slug: organisationId, createdAt: now })
  await db.insert(members).values({ organisationId, personId, role: 'owner', joinedAt: now })
  await db.insert(availabilities).values({ personId, timeZone: 'Europe/Berlin', weekly: Array.from({ length: 7 }, () => [{ from: 540, to: 720 }]), updatedAt: now })
  const { postingId, applicationIds } = await addApplications(db, organisationId, 2)
  const invite = async (is: object, token: string) => {
    const id = newId('interviewInvitation')
    await db.insert(interviewInvitations).values({
      id, organisationId, postingId, applicationId: applicationIds[0] ?? '', kind: 'video', lengthMinutes: 60, bufferMinutes: 15,
      windowFrom: now, windowUntil: new Date(now.getTime() + 5 * 86_400_000), noticeHours: 12, changeHours: 0, mode: 'all', timeZone: 'Europe/Berlin',
      link: 'https://meet.example/abc', createdAt: now, updatedAt: now, interviewId: newId('interview'),
      tokenHash: await ctx.hash(`scheduling.invitation:${token}`), sealedToken: await ctx.seal(token, `interview_invitations.sealed_token:${id}`), ...is,
    })
    await db.insert(interviewPanels).values({ invitationId: id, personId })
    return id
  }
  const [a, b] = ['a'.repeat(40), 'b'.repeat(40)]
  await invite({}, a)
  const startsAt = new Date(now.getTime() - 3_600_000)
  const past = await invite({ startsAt, endsAt: now, isUnchecked: true }, b)
  await db.insert(interviewSeats).values({ invitationId: past, personId, startsAt, heldUntil: now })
  void interviewFeedback; void shortlistScorecards
  const shortlistId = newId('shortlist')
  await db.insert(shortlists).values({ id: shortlistId, organisationId, postingId, name: 'Final round', createdAt: now, competencies: ['Craft', 'Calm'], panel: [personId] })
  await db.insert(shortlistEntries).values({ id: newId('shortlistEntry'), shortlistId, applicationId: applicationIds[0] ?? '', rank: 'a0', addedAt: now })
  const pages = {
    interview: `/interview/${a}?zone=Asia/Tokyo`, invite: `/hiring/${postingId}/${applicationIds[0]}/interviews`, room: `/interviewing/${past}`,
    kits: `/hiring/${postingId}/kits`, hours: '/settings/availability', scores: `/organisations/${organisationId}/shortlists/${shortlistId}/scores`,
  }
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [375, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme })
      await context.addCookies(cookies)
      const page = await context.newPage()
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(origin + path)
        await page.waitForLoadState('load')
        await page.screenshot({ path: `/tmp/w/shots/slots-${name}-${width}-${scheme}.png`, fullPage: true })
      }
      await context.close()
    }
  await browser.close()
}, 240_000)
