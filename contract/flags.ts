import { z } from 'zod'
import { IsoInstant, OrganisationId } from './wire'

/** Parts of the product that operators can switch off, in whole or for some, without a deploy. Each stops what its words say, and nothing else. */
export const FLAGS = {
  'detected-jobs': {
    about: 'Readings that are sure enough are published at once. Off: they wait for an operator; what is public stays.',
    owner: 'Leads',
    by: 'post',
    whenUnknown: false,
  },
  'outgoing-mail': {
    about: 'Mails leave. Off: they wait, codes to sign in among them, and leave within five minutes of switching it on.',
    owner: 'Notifications',
    by: 'message',
    whenUnknown: true,
  },
  'candidate-scores': {
    about: 'Candidates are found and scored for postings. Off: nobody is, and the page says so.',
    owner: 'Matching',
    by: 'organisation',
    whenUnknown: false,
  },
  'candidate-invitations': {
    about: 'Organisations invite people whom they found. Off: no new invitation leaves; those that are out can be answered.',
    owner: 'Matching',
    by: 'organisation',
    whenUnknown: false,
  },
  numerology: {
    about: 'Numerology counts in lists of people who opted in. Off: it counts nowhere; what they chose is kept, and calculators go on.',
    owner: 'Numerology',
    by: 'person',
    whenUnknown: false,
  },
  'apply-without-account': {
    about: 'People apply without an account. Off: they sign in first.',
    owner: 'Hiring',
    by: 'organisation',
    whenUnknown: true,
  },
} as const satisfies Record<string, FlagWords>
interface FlagWords {
  /** What it lets happen, and what is so while it is off. */
  about: string
  owner: string
  /** Whom a percentage is taken of. */
  by: 'post' | 'message' | 'organisation' | 'person'
  /** What counts while nobody can look it up: the state that does no harm. */
  whenUnknown: boolean
}

export const FLAG_NAMES = [
  'detected-jobs',
  'outgoing-mail',
  'candidate-scores',
  'candidate-invitations',
  'numerology',
  'apply-without-account',
] as const
export const FlagName = z.enum(FLAG_NAMES) satisfies z.ZodType<keyof typeof FLAGS>
export type FlagName = z.infer<typeof FlagName>

/** `some`: for this share of its subjects, the same ones as long as the share stays, and for the organisations that are named. */
export const FlagSetting = z.strictObject({
  mode: z.enum(['on', 'off', 'some']),
  percent: z.int().min(0).max(100),
  organisationIds: z.array(OrganisationId).max(50),
})
export type FlagSetting = z.infer<typeof FlagSetting>
/** What a flag is before anybody touched it. */
export const FLAG_UNTOUCHED: FlagSetting = { mode: 'on', percent: 100, organisationIds: [] }

export const FlagChange = z.object({ setting: FlagSetting, reason: z.string(), changedBy: z.string(), changedAt: IsoInstant })
export type FlagChange = z.infer<typeof FlagChange>
export const FlagState = z.object({
  name: FlagName,
  setting: FlagSetting,
  /** The last changes, newest first. */
  changes: z.array(FlagChange),
})
export type FlagState = z.infer<typeof FlagState>
export const FlagList = z.object({ data: z.array(FlagState) })
export type FlagList = z.infer<typeof FlagList>

export const SetFlag = z.strictObject({
  name: FlagName,
  setting: FlagSetting,
  reason: z.string().trim().min(10, 'Say in a sentence why. It is kept with the change.').max(300),
})
export type SetFlag = z.infer<typeof SetFlag>
