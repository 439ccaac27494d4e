import { foldTitle, type TitleFeatures, titleFeatures } from '../../server/titles/title-features'
import { ESCO_OCCUPATION, type TitleModel, weighFeatures } from '../../server/titles/title-model'
import { hashOf } from '../../server/vectors/hash-of'
import { packTableFile } from '../../server/vectors/table-file'
import type { LabelledTitle } from './labelled-titles'
import type { Occupation } from './occupations'

/** Features that one title alone has cannot find another. */
const TITLES_MIN = 2

/** Nothing is drawn by chance: the same titles in the same order give the same model. */
export function fitTitles(rows: LabelledTitle[], esco: Occupation[]): Omit<TitleModel, 'version'> {
  const occupations = addMissing(rows, esco)
  const at = new Map(occupations.map(({ escoUri }, index) => [escoUri, index]))
  const titles = [
    ...rows.map(({ text, esco_uri }) => ({ features: titleFeatures(text), occupation: at.get(esco_uri) ?? 0 })),
    ...occupations.flatMap(({ names }, occupation) => names.map((text) => ({ features: titleFeatures(text), occupation }))),
  ]
  if (titles.length > 0xffff) throw new Error('Titles are numbered in 16 bits.')
  const seenIn = new Map<number, number>()
  for (const { features } of titles) {
    for (const block of [features.words, features.letters])
      for (const bucket of block.keys()) seenIn.set(bucket, (seenIn.get(bucket) ?? 0) + 1)
  }
  const kept = [...seenIn].filter(([, count]) => count >= TITLES_MIN).toSorted(([a], [b]) => a - b)
  const rowOf = new Map(kept.map(([bucket], row) => [bucket, row]))
  const rarity = Float32Array.from(kept, ([, count]) => 1 + Math.log((1 + titles.length) / (1 + count)))
  return {
    occupations,
    occupationOf: Uint16Array.from(titles, ({ occupation }) => occupation),
    seen: Uint32Array.from(rows, ({ text }) => hashOf(foldTitle(text))),
    rowOf,
    rarity,
    ...indexOf(titles, rowOf, rarity),
  }
}

/** Labels that this copy of ESCO lacks stand behind its own. */
function addMissing(rows: LabelledTitle[], esco: Occupation[]): Occupation[] {
  const known = new Set(esco.map(({ escoUri }) => escoUri))
  const missing = new Map(rows.filter(({ esco_uri }) => !known.has(esco_uri)).map(({ esco_uri, esco_label }) => [esco_uri, esco_label]))
  return [...esco, ...[...missing].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([escoUri, label]) => ({ escoUri, label, names: [label] }))]
}

function indexOf(
  titles: { features: TitleFeatures }[],
  rowOf: Map<number, number>,
  rarity: Float32Array,
): Pick<TitleModel, 'starts' | 'titles' | 'weights' | 'step'> {
  const weighed = titles.map(({ features }) => weighFeatures(features, { rowOf, rarity }))
  const starts = new Uint32Array(rowOf.size + 1)
  for (const own of weighed) for (const [row] of own) starts[row + 1] = (starts[row + 1] ?? 0) + 1
  for (let row = 0; row < rowOf.size; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0)
  const next = starts.slice()
  const of = new Uint16Array(starts[rowOf.size] ?? 0)
  const weights = new Uint8Array(of.length)
  // No weight is above the share of its block.
  const step = Math.SQRT1_2 / 255
  weighed.forEach((own, title) => {
    for (const [row, value] of own) {
      const place = next[row] ?? 0
      next[row] = place + 1
      of[place] = title
      weights[place] = Math.round(value / step)
    }
  })
  return { starts, titles: of, weights, step }
}

/** The file that the product reads. */
export function packTitles(model: TitleModel): Uint8Array<ArrayBuffer> {
  const { version, step } = model
  return packTableFile(
    { version, step },
    {
      occupations: model.occupations.map(({ escoUri, label }) => escoUri.slice(ESCO_OCCUPATION.length) + label).join('\n'),
      occupationOf: model.occupationOf,
      seen: model.seen,
      buckets: Uint32Array.from(model.rowOf.keys()),
      rarity: model.rarity,
      starts: model.starts,
      titles: model.titles,
      weights: model.weights,
    },
  )
}
