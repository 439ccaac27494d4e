import type { ImportField, ImportPreview } from '../../contract/applications'

export const FIELD_WORDS: Record<ImportField, string> = {
  title: 'Title',
  companyName: 'Company',
  place: 'Place',
  url: 'Address',
  stage: 'Stage',
  outcome: 'Outcome',
  savedAt: 'Saved on',
  appliedAt: 'Applied on',
  salary: 'Pay',
  priority: 'Priority',
  tags: 'Tags',
  source: 'Found on',
  note: 'Note',
  text: 'Description',
}

export const FORMAT_WORDS: Record<ImportPreview['format'], string> = {
  huntr: 'These are the columns of Huntr.',
  teal: 'These are the columns of Teal.',
  numerojobs: 'This is an export of Numerojobs.',
  other: 'Columns were matched by their names.',
}

/** “1 row”, “2 rows”. */
export const counted = (count: number, one: string, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`
