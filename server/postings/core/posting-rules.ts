import type { PostingFields, PostingFinding } from '../../../contract/postings'

/**
 * What the law of the place of work, and good sense, say to an advert; those that block stand first.
 * The same words are checked while somebody types and when the advert is published.
 */
export function checkPosting(fields: PostingFields, now: Date): PostingFinding[] {
  return missingParts(fields, now).sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))
}

const PART_MIN = { title: 3, description: 40 } as const

/** What nobody can apply to a job without knowing. */
function missingParts({ title, description, places, remote, validThrough }: PostingFields, now: Date): PostingFinding[] {
  const found: PostingFinding[] = []
  const block = (field: keyof PostingFields, message: string) =>
    found.push({ rule: 'needed', field, level: 'block', message, law: null, span: null })
  if (title.length < PART_MIN.title) block('title', 'Give it a title.')
  if (description.trim().length < PART_MIN.description) block('description', 'Say what the work is, in a few sentences.')
  if (places.length === 0 && remote !== 'remote') block('places', 'Name the place of work, or say that it is remote.')
  if (validThrough !== null && new Date(validThrough) <= now) block('validThrough', 'This day is over. Choose a later one, or none.')
  return found
}
