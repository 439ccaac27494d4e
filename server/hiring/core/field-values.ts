import {
  type CandidateField,
  FIELD_TEXT_MAX,
  type FieldFilter,
  type FieldFilters,
  type FieldValue,
  type FieldValues,
} from '../../../contract/candidate-fields'

type Kind = Pick<CandidateField, 'kind' | 'options'>
/** Numbers beyond are no longer told apart by JavaScript. */
const NUMBER_MAX = Number.MAX_SAFE_INTEGER
const YES = ['yes', 'true', 'y', '1', 'x', 'on', 'ja', 'oui']
const NO = ['no', 'false', 'n', '0', 'off', 'nein', 'non']

/** What was given for a field, as it is kept, or what is wrong with it. Texts of forms and files are read as what the field holds; an empty one is none. */
export function readFieldValue(field: Kind, given: FieldValue | null): { value: FieldValue | null } | { problem: string } {
  const text = typeof given === 'string' ? given.trim() : given
  if (text === null || text === '') return { value: null }
  switch (field.kind) {
    case 'text':
      if (typeof text !== 'string') return { problem: 'Give a text.' }
      return text.length > FIELD_TEXT_MAX ? { problem: `This is longer than ${FIELD_TEXT_MAX} characters.` } : { value: text }
    case 'number': {
      const number = typeof text === 'number' ? text : typeof text === 'string' ? readNumber(text) : Number.NaN
      return Number.isFinite(number) && Math.abs(number) <= NUMBER_MAX ? { value: number } : { problem: `${quoted(text)} is no number.` }
    }
    case 'date':
      return typeof text === 'string' && isDay(text) ? { value: text } : { problem: `${quoted(text)} is no day. Write it like 2026-11-21.` }
    case 'choice': {
      const option = field.options.find((each) => typeof text === 'string' && each.toLowerCase() === text.toLowerCase())
      return option === undefined ? { problem: `${quoted(text)} is none of: ${field.options.join(', ')}.` } : { value: option }
    }
    case 'yes-no': {
      if (typeof text === 'boolean') return { value: text }
      const word = String(text).toLowerCase()
      if (YES.includes(word)) return { value: true }
      return NO.includes(word) ? { value: false } : { problem: `${quoted(text)} is neither yes nor no.` }
    }
    default:
      return field.kind satisfies never
  }
}

/** `1,234.5`, `1234.5` and `12,5`: a comma before three digits parts thousands, any other is a decimal sign. */
function readNumber(text: string): number {
  const plain = /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.')
  return /^[-+]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
}

function isDay(text: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(text)) return false
  const at = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const quoted = (given: FieldValue) => `“${String(given).slice(0, 40)}”`

/** A value in words, as pages and files show it; `''` when there is none. */
export function fieldWords(value: FieldValue | null | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return String(value)
}

/** The part of a filter that says anything about a field of this kind; `null` when none does. */
export function readFieldFilter({ kind }: Pick<CandidateField, 'kind'>, { is, from, to }: FieldFilter): FieldFilter | null {
  const bound = (given: string | undefined) =>
    given !== undefined && 'value' in readFieldValue({ kind, options: [] }, given) ? given : undefined
  switch (kind) {
    case 'text':
    case 'choice':
      return is === undefined ? null : { is }
    case 'yes-no':
      return is === 'yes' || is === 'no' ? { is } : null
    case 'number':
    case 'date': {
      const [low, high] = [bound(from), bound(to)]
      if (low === undefined && high === undefined) return null
      return { ...(low === undefined ? {} : { from: low }), ...(high === undefined ? {} : { to: high }) }
    }
    default:
      return kind satisfies never
  }
}

/** Whether values fit every filter. A field that is unknown or put away filters nothing; one that is not filled in fits no filter of its own. */
export function fitsFieldFilters(fields: readonly CandidateField[], filters: FieldFilters | undefined, values: FieldValues): boolean {
  return Object.entries(filters ?? {}).every(([key, given]) => {
    const field = fields.find((each) => each.key === key && !each.isArchived)
    const filter = field ? readFieldFilter(field, given) : null
    if (!field || !filter) return true
    const value = values[key]
    if (value === undefined) return false
    switch (field.kind) {
      case 'text':
        return String(value)
          .toLowerCase()
          .includes((filter.is ?? '').toLowerCase())
      case 'choice':
        return value === filter.is
      case 'yes-no':
        return value === (filter.is === 'yes')
      case 'number':
        return Number(value) >= boundOf(filter.from, -Infinity) && Number(value) <= boundOf(filter.to, Infinity)
      case 'date':
        return String(value) >= (filter.from ?? '') && String(value) <= (filter.to ?? '9999')
      default:
        return field.kind satisfies never
    }
  })
}

/** A bound of numbers that `readFieldFilter` let through. */
export const boundOf = (given: string | undefined, otherwise: number) => (given === undefined ? otherwise : readNumber(given.trim()))

/** Values of one field in order, those that are not filled in last. */
export function compareFieldValues(one: FieldValue | undefined, other: FieldValue | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  if (typeof one === 'string' && typeof other === 'string') return one.localeCompare(other, 'en')
  return Number(one) - Number(other)
}

/** A key for a field of this name that none of those has. */
export function fieldKeyOf(name: string, taken: readonly string[]): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 34)
  const base = letters || 'field'
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? base : `${base}_${count}`
    if (!taken.includes(key)) return key
  }
}
