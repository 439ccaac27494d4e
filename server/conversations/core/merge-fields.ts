import { MERGE_FIELDS, MergeField } from '../../../contract/conversations'

/** What stands for a field; `null` where there is nothing to say. */
export type FieldValues = Record<MergeField, string | null>

/** What stands between the braces is trimmed in code: white space beside a name that may be white space itself costs the cube of a text's length. */
const FIELD = /\{\{([^{}]*)\}\}/g

/** What is wrong with a text's fields, as one sentence; `null` when each of them is one of ours. */
export function problemOfFields(text: string): string | null {
  for (const [, written = ''] of text.matchAll(FIELD)) {
    const name = written.trim()
    if (!MergeField.safeParse(name).success) return `There is no field “${name.slice(0, 40)}”. There are: ${MERGE_FIELDS.join(', ')}.`
  }
  if (/\{\{|\}\}/.test(text.replace(FIELD, ''))) return 'Two braces stand for a field, and these hold none. Take them out.'
  return null
}

/**
 * A text with its fields filled once. What has no value stays a field and is named in `missing`, so that nobody takes it for finished; those
 * that are `kept` stay too, to be filled later, and are not missing. Braces in a value do not become fields: a value is data.
 */
export function fillFields(text: string, values: FieldValues, kept: readonly MergeField[] = []): { text: string; missing: MergeField[] } {
  const missing = new Set<MergeField>()
  const filled = text.replace(FIELD, (whole, written: string) => {
    const field = MergeField.safeParse(written.trim()).data
    if (field === undefined) return whole
    if (kept.includes(field)) return fieldOf(field)
    const value = values[field]?.replace(/[{}]/g, '').replace(/\s+/g, ' ').trim() || null
    if (value === null) missing.add(field)
    return value ?? fieldOf(field)
  })
  return { text: filled, missing: MERGE_FIELDS.filter((field) => missing.has(field)) }
}

/** A field as it stands in a text. */
export const fieldOf = (field: MergeField) => `{{${field}}}`

/** Whether anything that stands for a field is left in a text. */
export const hasFields = (text: string) => text.includes('{{') || text.includes('}}')
