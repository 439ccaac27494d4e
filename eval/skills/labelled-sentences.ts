import { z } from 'zod'
import { hashOf } from '../../server/vectors/hash-of'
import { readRows } from '../read-rows'

const LabelledSentence = z.object({
  text: z.string(),
  subset: z.string().default('all'),
  esco_labels: z.array(z.string().transform((label) => label.trim())),
  annotations: z
    .array(z.object({ span: z.string().optional(), sub_span: z.string().optional(), label: z.string().optional() }))
    .default([]),
})
export type LabelledSentence = z.infer<typeof LabelledSentence>

/** Sentences of adverts with the skills of ESCO that people saw in them, one JSON object a line. */
export function readLabelledSentences(path: string): LabelledSentence[] {
  return readRows(path, LabelledSentence)
}

export const sentenceHash = ({ text }: LabelledSentence) =>
  hashOf(
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )

/**
 * A part from 0 to `count - 1` for each sentence: each subset is cut into stretches of its file order, because neighbours
 * come from one advert. Sentences that differ in case or signs only share the part of the first.
 */
export function assignParts(rows: LabelledSentence[], count: number): number[] {
  const sizes = new Map<string, number>()
  for (const { subset } of rows) sizes.set(subset, (sizes.get(subset) ?? 0) + 1)
  const at = new Map<string, number>()
  const partOf = new Map<number, number>()
  return rows.map((row) => {
    const place = at.get(row.subset) ?? 0
    at.set(row.subset, place + 1)
    const hash = sentenceHash(row)
    const part = partOf.get(hash) ?? Math.floor((place * count) / (sizes.get(row.subset) ?? 1))
    partOf.set(hash, part)
    return part
  })
}
