import { z } from 'zod'
import { OrganisationRole } from '../../../contract/identity'
import { type ConsentPurpose, NotificationData } from '../../../contract/notifications'
import { IsoInstant } from '../../../contract/wire'

const Link = z.url({ protocol: /^https?$/ }).max(2_000)
const Minutes = z.int().positive()
const Zone = z.string().max(60)
const Name = z.string().max(200)
/** The interview that falls away with an ending. Mails that were written before it was told hold none. */
const CalledOff = z.object({ startsAt: IsoInstant, timeZone: Zone }).nullable().default(null)
const Item = z.object({ data: NotificationData, at: IsoInstant })

const Digest = z.object({ items: z.array(Item).min(1).max(50), more: z.int().min(0), period: z.enum(['daily', 'weekly']), timeZone: Zone })

/** What each mail is filled with. */
const MAIL_DATA = {
  'verify-address': z.object({ code: z.string(), link: Link.nullable(), minutes: Minutes }),
  'already-registered': z.object({ link: Link }),
  'sign-in-code': z.object({ code: z.string(), link: Link, minutes: Minutes }),
  'reset-password': z.object({ code: z.string(), link: Link, minutes: Minutes }),
  'password-changed': z.object({ at: IsoInstant, timeZone: Zone, link: Link }),
  'new-sign-in': z.object({ device: Name, country: Name.nullable(), at: IsoInstant, timeZone: Zone, link: Link }),
  invitation: z.object({ organisationName: Name, inviterName: Name, role: OrganisationRole, link: Link, expiresAt: IsoInstant }),
  'application-reminder': z.object({ item: Item, timeZone: Zone }),
  'interview-reminder': z.object({ item: Item, timeZone: Zone }),
  update: z.object({ item: Item, timeZone: Zone }),
  digest: Digest,
  'job-digest': Digest,
  'application-received': z.object({ organisationName: Name, title: Name, replyDueAt: IsoInstant, timeZone: Zone, link: Link }),
  'application-status': z.object({
    organisationName: Name,
    title: Name,
    label: Name,
    isClosed: z.boolean(),
    link: Link,
    calledOff: CalledOff,
  }),
  'employer-message': z.object({
    organisationName: Name,
    title: Name,
    subject: z.string().max(400),
    text: z.string().max(20_000),
    link: Link.nullable(),
    /** Where an answer by mail arrives; `null` where none can. */
    replyTo: z.email().nullable(),
    calledOff: CalledOff,
  }),
  'interview-news': z.object({
    organisationName: Name,
    title: Name,
    what: z.enum(['invited', 'agreed', 'called-off']),
    startsAt: IsoInstant.nullable(),
    timeZone: Zone,
    link: Link,
  }),
  'pool-ask': z.object({ organisationName: Name, link: Link, expiresAt: IsoInstant }),
  'pool-joined': z.object({ organisationName: Name, link: Link, until: IsoInstant }),
  'appeal-answered': z.object({ title: Name, outcome: z.enum(['restored', 'upheld']), answer: z.string().max(1_000), link: Link }),
  'deletion-scheduled': z.object({ at: IsoInstant, timeZone: Zone, link: Link }),
  'deletion-done': z.object({ link: Link.nullable() }),
  'export-ready': z.object({ link: Link, expiresAt: IsoInstant, timeZone: Zone }),
  'provider-gone': z.object({ provider: Name, link: Link }),
  'payment-failed': z.object({ organisationName: Name, link: Link }),
  'employer-code': z.object({ organisationName: Name, inviterName: Name, code: z.string(), minutes: Minutes }),
  'career-host-missing': z.object({
    organisationName: Name,
    host: z.string().max(253),
    /** When the host is given up; `null`: it was. */
    until: IsoInstant.nullable(),
    timeZone: Zone,
    /** Where the record belongs. */
    record: z.string().max(300),
    link: Link,
  }),
  'webhook-off': z.object({ organisationName: Name, host: Name, isGone: z.boolean(), link: Link }),
} as const

export type MailTemplate = keyof typeof MAIL_DATA
export type MailData<T extends MailTemplate = MailTemplate> = z.output<(typeof MAIL_DATA)[T]>

/** What a person must have agreed to; `null` for mails about their own account, which they asked for or must know. */
export const MAIL_PURPOSE: Record<MailTemplate, ConsentPurpose | null> = {
  'verify-address': null,
  'already-registered': null,
  'sign-in-code': null,
  'reset-password': null,
  'password-changed': null,
  'new-sign-in': null,
  invitation: null,
  'application-reminder': 'reminders',
  'interview-reminder': 'reminders',
  update: 'updates',
  digest: 'updates',
  'job-digest': 'jobs',
  'application-received': null,
  'application-status': null,
  'employer-message': null,
  'interview-news': null,
  'pool-ask': null,
  'pool-joined': null,
  'appeal-answered': null,
  'deletion-scheduled': null,
  'deletion-done': null,
  'export-ready': null,
  'provider-gone': null,
  'payment-failed': null,
  'employer-code': null,
  'career-host-missing': null,
  'webhook-off': null,
}

const TEXT_DATA = {
  'phone-code': z.object({ code: z.string(), minutes: Minutes }),
  'text-reminder': z.object({ item: Item, timeZone: Zone }),
  'text-update': z.object({ item: Item, timeZone: Zone }),
} as const

export type TextTemplate = keyof typeof TEXT_DATA
export type TextData<T extends TextTemplate = TextTemplate> = z.output<(typeof TEXT_DATA)[T]>

export const TEXT_PURPOSE: Record<TextTemplate, ConsentPurpose | null> = {
  'phone-code': null,
  'text-reminder': 'reminders',
  'text-update': 'updates',
}

/** One template with what it is filled with. */
export type MailContent = { [T in MailTemplate]: { template: T; data: MailData<T> } }[MailTemplate]
export type TextContent = { [T in TextTemplate]: { template: T; data: TextData<T> } }[TextTemplate]

const contentOf = (shapes: Record<string, z.ZodType>) =>
  Object.entries(shapes).map(([template, data]) => z.object({ template: z.literal(template), data }))

/** Reads back what was kept with a message. */
export function parseMailContent(content: unknown): MailContent {
  // The union is built from MAIL_DATA itself, whose types MailContent names.
  return z.union(contentOf(MAIL_DATA)).parse(content) as MailContent
}
export function parseTextContent(content: unknown): TextContent {
  // As above, of TEXT_DATA.
  return z.union(contentOf(TEXT_DATA)).parse(content) as TextContent
}
