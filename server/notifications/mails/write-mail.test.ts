import { expect, test } from 'vitest'
import type { MailContent, MailTemplate } from './mail-templates'
import { parseMailContent } from './mail-templates'
import { writeMail } from './write-mail'
import { writeText } from './write-text'

const EVIL = '<script>alert(1)</script>"\'&'
const AT = '2026-11-21T10:00:00.000Z'
const LINK = 'https://jobs.example/go?a=1&b=2'
const APPLICATION = `app_${'1'.repeat(32)}`
const moved = (jobTitle = 'Baker', companyName: string | null = 'Bread & Sons') =>
  ({ event: 'application.moved', applicationId: APPLICATION, jobTitle, companyName, stage: 'Interview' }) as const
const FRAME = { origin: 'https://jobs.example', ending: null }
const ENDING = {
  unsubscribeUrl: 'https://jobs.example/unsubscribe/x.y',
  settingsUrl: 'https://jobs.example/settings/notifications',
  kind: 'updates',
}

/** Every template, filled with what people typed at its worst. */
const ALL: { [T in MailTemplate]: Extract<MailContent, { template: T }>['data'] } = {
  'verify-address': { code: '123456', link: LINK, minutes: 15 },
  'already-registered': { link: LINK },
  'employer-message': {
    organisationName: EVIL,
    title: EVIL,
    subject: `${EVIL}\r\nBcc: x@example.com`,
    text: `${EVIL}\n\nOne line\nand the next.`,
    link: LINK,
    replyTo: 'reply+1@jobs.example',
    calledOff: { startsAt: AT, timeZone: 'Europe/Berlin' },
  },
  'sign-in-code': { code: '123456', link: LINK, minutes: 10 },
  'reset-password': { code: '123456', link: LINK, minutes: 30 },
  'password-changed': { at: AT, timeZone: 'Europe/Berlin', link: LINK },
  'new-sign-in': { device: EVIL, country: EVIL, at: AT, timeZone: 'Europe/Berlin', link: LINK },
  invitation: { organisationName: EVIL, inviterName: `${EVIL}\r\nBcc: x@example.com`, role: 'hiring_manager', link: LINK, expiresAt: AT },
  'application-reminder': {
    item: {
      data: { event: 'application.reminder', applicationId: APPLICATION, jobTitle: EVIL, companyName: EVIL, note: EVIL, dueAt: AT },
      at: AT,
    },
    timeZone: 'Europe/Berlin',
  },
  'interview-news': {
    organisationName: 'Kestrel Bakery',
    title: 'Pastry Chef',
    what: 'agreed',
    startsAt: '2026-12-01T15:00:00.000Z',
    timeZone: 'Europe/Berlin',
    link: 'https://numerojobs.example/interview/0123456789',
  },
  'interview-reminder': {
    item: {
      data: {
        event: 'interview.reminder',
        interviewId: `int_${'1'.repeat(32)}`,
        applicationId: APPLICATION,
        jobTitle: EVIL,
        companyName: EVIL,
        startsAt: AT,
        timeZone: 'America/New_York',
      },
      at: AT,
    },
    timeZone: 'Europe/Berlin',
  },
  update: { item: { data: moved(EVIL, EVIL), at: AT }, timeZone: 'UTC' },
  'job-digest': {
    items: [
      {
        data: {
          event: 'job.found',
          jobId: `job_${'1'.repeat(32)}`,
          jobTitle: 'Baker',
          companyName: 'Bread & Sons',
          reason: { kind: 'search', searchId: `sse_${'1'.repeat(32)}`, name: 'Baker, Lyon' },
          more: 1,
        },
        at: '2026-11-21T10:00:00.000Z',
      },
    ],
    more: 0,
    period: 'daily',
    timeZone: 'UTC',
  },
  digest: {
    items: [
      { data: moved(EVIL), at: AT },
      { data: moved(), at: AT },
    ],
    more: 3,
    period: 'weekly',
    timeZone: 'UTC',
  },
  'application-received': {
    organisationName: EVIL,
    title: EVIL,
    replyDueAt: AT,
    timeZone: 'Europe/Berlin',
    link: LINK,
  },
  'pool-ask': { organisationName: EVIL, link: LINK, expiresAt: AT },
  'appeal-answered': { title: EVIL, outcome: 'upheld', answer: EVIL, link: LINK },
  'pool-joined': { organisationName: EVIL, link: LINK, until: AT },
  'application-status': {
    organisationName: EVIL,
    title: EVIL,
    label: EVIL,
    isClosed: false,
    link: LINK,
    calledOff: null,
  },
  'deletion-scheduled': { at: AT, timeZone: 'UTC', link: LINK },
  'deletion-done': { link: null },
  'export-ready': { link: LINK, expiresAt: AT, timeZone: 'UTC' },
  'provider-gone': { provider: EVIL, link: LINK },
  'payment-failed': { organisationName: EVIL, link: LINK },
  'employer-code': { organisationName: EVIL, inviterName: EVIL, code: '123456', minutes: 30 },
  'career-host-missing': {
    organisationName: EVIL,
    host: 'jobs.example.com',
    until: AT,
    timeZone: 'Europe/Berlin',
    record: '_numerojobs.example.com',
    link: LINK,
  },
  'webhook-off': { organisationName: EVIL, host: 'hooks.example.com', isGone: false, link: LINK },
}
// Each pair is of one template, which the type of ALL holds together.
const contents = Object.entries(ALL).map(([template, data]) => ({ template, data })) as MailContent[]

test('whatever people typed is text in every mail, and no subject breaks its line', async () => {
  for (const content of contents) {
    const { subject, html, text } = await writeMail(content, { ...FRAME, ending: ENDING })
    expect.soft(html, content.template).not.toContain('<script')
    expect.soft(html, content.template).toContain('color-scheme')
    expect.soft(subject, content.template).not.toMatch(/[\r\n]/)
    expect.soft(subject.length, content.template).toBeGreaterThan(8)
    expect.soft(text, content.template).not.toMatch(/&amp;|&lt;|<\/?(p|a|td|table|h1)\b/)
    expect.soft(text.length, content.template).toBeGreaterThan(60)
  }
})

test('the plain text says what the HTML says: the code, the address to open, and how to end it', async () => {
  const code = await writeMail({ template: 'verify-address', data: ALL['verify-address'] }, FRAME)
  expect(code.subject).toBe('123456 is your Numerojobs code')
  for (const body of [code.html, code.text]) {
    expect(body).toContain('123456')
    expect(body).toContain('15 minutes')
  }
  expect(code.text).toContain(LINK)
  const digest = await writeMail({ template: 'digest', data: ALL.digest }, { ...FRAME, ending: ENDING })
  expect(digest.subject).toBe('5 updates of your week on Numerojobs')
  expect(digest.text).toContain('Baker at Bread & Sons: Interview')
  expect(digest.text).toContain(`https://jobs.example/applications/${APPLICATION}`)
  expect(digest.text).toContain('And 3 more')
  for (const body of [digest.html, digest.text]) expect(body).toContain(ENDING.unsubscribeUrl)
})

test('an interview is written in the zone of its reader and in the zone it was agreed in', async () => {
  const { html, text } = await writeMail({ template: 'interview-reminder', data: ALL['interview-reminder'] }, { ...FRAME, ending: ENDING })
  for (const body of [html, text.replace(/\s+/g, ' ')]) {
    expect(body).toMatch(/11:00 \(Europe\/Berlin\)/)
    expect(body).toMatch(/05:00 \(America\/New_York\)/)
  }
})

test('a text message is short, says whose it is and how to end it', () => {
  const data = {
    item: { data: moved('A very long title of a job that somebody typed without thinking of telephones'.repeat(3)), at: AT },
    timeZone: 'UTC',
  }
  const text = writeText({ template: 'text-update', data }, FRAME.origin)
  expect(text).toMatch(/^Numerojobs: /)
  expect(text).toMatch(/ STOP to end$/)
  expect(text.length).toBeLessThan(200)
  expect(writeText({ template: 'phone-code', data: { code: '123456', minutes: 10 } }, FRAME.origin)).toContain('123456')
})

test('what is kept with a message is read back as it was, and nothing else is read', () => {
  for (const content of contents) expect.soft(parseMailContent(JSON.parse(JSON.stringify(content))), content.template).toEqual(content)
  expect(() => parseMailContent({ template: 'sign-in-code', data: { code: 1 } })).toThrow()
  expect(() => parseMailContent({ template: 'unknown', data: {} })).toThrow()
})
