import type { PostPreview } from '../../contract/leads'
import type { Ctx } from '../core/ctx'
import { readText } from './detect-lead'
import { openDetector } from './open-detector'

/** A post of our own writing, on which the first page shows how we read. */
const EXAMPLE_TEXT = `Kestrel Bakery is growing again! 🥐
We are hiring a Pastry Chef for our kitchen in Lyon, France, full-time, 2.300–2.600 € per month. No night shifts, two weekends off a month.
You know laminated dough and enjoy teaching it. Some HACCP experience helps.
Apply: https://kestrel-bakery.example/jobs`

/** The example and what today's weights read in it. Nothing is stored. */
export async function readExample(ctx: Ctx): Promise<PostPreview & { text: string }> {
  return { text: EXAMPLE_TEXT, ...readText(await openDetector(ctx), EXAMPLE_TEXT) }
}
