import type { PostPreview } from '../../contract/leads'
import { readText } from './detect-lead'

/** A post of our own writing, on which the first page shows how we read. */
const EXAMPLE_TEXT = `Kestrel Bakery is growing again! 🥐
We are hiring a Pastry Chef for our kitchen in Lyon, France, full-time, 2.300–2.600 € per month. No night shifts, two weekends off a month.
You know laminated dough and enjoy teaching it. Some HACCP experience helps.
Apply: https://kestrel-bakery.example/jobs`

/** The example and what today's weights read in it. Nothing is stored. */
export function readExample(): PostPreview & { text: string } {
  return { text: EXAMPLE_TEXT, ...readText(EXAMPLE_TEXT) }
}
