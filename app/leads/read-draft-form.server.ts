import type { z } from 'zod'
import { PayPeriod, type Salary } from '../../contract/jobs'
import { ConfirmPasted, JobDraft } from '../../contract/leads'
import { yearlySalary } from '../../server/jobs/core/normalise-salary'
import type { DraftValues } from './draft-values'

const FIELDS = [
  'title',
  'company',
  'places',
  'remote',
  'remoteRegions',
  'payMin',
  'payMax',
  'currency',
  'period',
  'employmentType',
  'seniority',
  'skills',
  'applyUrl',
  'contact',
] as const

type Read<T> = { values: DraftValues } & ({ confirm: T; fields: null } | { confirm: null; fields: Record<string, string> })

/** What a person confirmed, as typed and as it is understood; or which fields cannot be used, by the name of their control. */
export function readDraftForm(form: FormData): Read<z.infer<typeof ConfirmPasted>> {
  const values: DraftValues = { text: textOf(form, 'text'), url: textOf(form, 'url'), ...draftTyped(form) }
  const { draft, errors } = draftOf(values)
  return answer(values, ConfirmPasted.safeParse({ text: values.text, url: orNull(values.url), draft }), errors)
}

/** The same for the fields of a job alone. */
export function readJobDraft(form: FormData): Read<JobDraft> {
  const values = draftTyped(form)
  const { draft, errors } = draftOf(values)
  return answer(values, JobDraft.safeParse(draft), errors)
}

function draftTyped(form: FormData): DraftValues {
  return Object.fromEntries(FIELDS.map((name) => [name, textOf(form, name)]))
}

function draftOf(values: DraftValues): { draft: unknown; errors: Record<string, string> } {
  const salary = readSalary(values)
  const draft = {
    title: values.title,
    company: orNull(values.company),
    places: listOf(values.places, /\n/),
    remote: orNull(values.remote),
    remoteRegions: listOf(values.remoteRegions, /[\s,;]+/).map((region) => region.toUpperCase()),
    salary: 'error' in salary ? null : salary.value,
    employmentType: orNull(values.employmentType),
    seniority: orNull(values.seniority),
    skills: listOf(values.skills, /[,;\n]/),
    applyUrl: orNull(values.applyUrl),
    contact: orNull(values.contact),
  }
  return { draft, errors: 'error' in salary ? { payMin: salary.error } : {} }
}

function answer<T>(values: DraftValues, read: z.ZodSafeParseResult<T>, errors: Record<string, string>): Read<T> {
  const fields = { ...errors }
  for (const issue of read.error?.issues ?? []) {
    const name = String(issue.path[0] === 'draft' ? issue.path[1] : issue.path[0])
    fields[name] ??= issue.message
  }
  return read.success && Object.keys(fields).length === 0 ? { values, confirm: read.data, fields: null } : { values, confirm: null, fields }
}

/** Whole or decimal units as people type them, `2,900` and `2 900.50` alike. Nothing typed is no pay. */
function readSalary(values: DraftValues): { value: Salary | null } | { error: string } {
  const [min, max] = [amountOf(values.payMin), amountOf(values.payMax)]
  if (Number.isNaN(min) || Number.isNaN(max)) return { error: 'Write pay as a number, such as 2900.' }
  if (min === null && max === null) return { value: null }
  const currency = (values.currency ?? '').toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) return { error: 'Give the currency by its three letters, such as EUR.' }
  const period = PayPeriod.safeParse(values.period)
  if (!period.success) return { error: 'Say for which time the pay is: an hour, a month, a year.' }
  const cents = (amount: number | null) => (amount === null ? null : Math.round(amount * 100))
  return { value: yearlySalary({ minCents: cents(min), maxCents: cents(max), currency, period: period.data, isEstimate: false }) }
}

function amountOf(text: string | undefined): number | null {
  const digits = (text ?? '')
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/[,.](?=\d{3}(?:\D|$))/g, '')
    .replace(',', '.')
  if (digits === '') return null
  const amount = Number(digits)
  return amount >= 0 ? amount : Number.NaN
}

const textOf = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
const orNull = (text: string | undefined) => text?.trim() || null
const listOf = (text: string | undefined, between: RegExp) => [
  ...new Set(
    (text ?? '')
      .split(between)
      .map((each) => each.trim())
      .filter(Boolean),
  ),
]
