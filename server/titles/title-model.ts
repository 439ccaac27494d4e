import { readTableFile } from '../vectors/table-file'
import { type TitleFeatures, titleFeatures } from './title-features'

/**
 * What training left of the titles that it saw and of the names in ESCO, as an index from features to titles. Words and letter runs
 * each weigh one half of a likeness; within each the rare ones weigh most (TF-IDF, cosine).
 */
export interface TitleModel {
  version: string
  /** In the order of ESCO's own list. */
  occupations: { escoUri: string; label: string }[]
  /** The occupation of each title: first of those that training saw, then of the names in ESCO. */
  occupationOf: Uint16Array
  /** A hash of each title that training saw, case and signs folded: by it a measurement knows what it must not look at. */
  seen: Uint32Array
  rowOf: Map<number, number>
  rarity: Float32Array
  /** Where the titles of each feature begin; one more at the end. */
  starts: Uint32Array
  titles: Uint16Array
  weights: Uint8Array
  /** Worth of one step of a weight. */
  step: number
}

/** Opens `models/titles.bin`. */
export function readTitleModel(file: ArrayBuffer): TitleModel {
  const table = readTableFile(file, (meta) => meta as { version: string; step: number })
  const buckets = table.numbers('buckets')
  const rowOf = new Map<number, number>()
  buckets.forEach((bucket, row) => void rowOf.set(bucket, row))
  return {
    ...table.meta,
    occupations: table
      .text('occupations')
      .split('\n')
      .map((line) => ({ escoUri: ESCO_OCCUPATION + line.slice(0, UUID_LETTERS), label: line.slice(UUID_LETTERS) })),
    occupationOf: table.shorts('occupationOf'),
    seen: table.numbers('seen'),
    rowOf,
    rarity: table.floats('rarity'),
    starts: table.numbers('starts'),
    titles: table.shorts('titles'),
    weights: table.part('weights'),
  }
}

export const ESCO_OCCUPATION = 'http://data.europa.eu/esco/occupation/'
const UUID_LETTERS = 36

/**
 * How sure each occupation is for a title, in their order; all together at most 1. `null` when no feature of the title is known.
 *
 * @param isHidden titles of training that must not vote: a measurement over the titles of training hides a part of them
 */
export function scoreOccupations(model: TitleModel, title: string, isHidden?: (seenHash: number) => boolean): Float32Array | null {
  const likeness = likenessOf(model, title)
  if (!likeness) return null
  if (isHidden) for (const [at, hash] of model.seen.entries()) if (isHidden(hash)) likeness[at] = 0
  const scores = new Float32Array(model.occupations.length)
  addNeighbours(model, likeness, scores)
  addNames(model, likeness, scores)
  let total = DOUBT
  for (const score of scores) total += score
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) / total
  return scores
}

/** The nearest titles vote, each with this power of its likeness. */
const NEIGHBOURS = 200
const NEIGHBOUR_POWER = 3
/** What the best name in ESCO adds, at the same power, beside votes that add up to 1. */
const NAME_SHARE = 0.1
/** Keeps titles that are like nothing from looking sure. */
const DOUBT = 0.05

function addNeighbours({ occupationOf, seen }: TitleModel, likeness: Float32Array, scores: Float32Array): void {
  const bar = nthLargest(likeness.subarray(0, seen.length), NEIGHBOURS)
  let total = 0
  for (let at = 0; at < seen.length; at++) if ((likeness[at] ?? 0) >= bar) total += (likeness[at] ?? 0) ** NEIGHBOUR_POWER
  if (total === 0) return
  for (let at = 0; at < seen.length; at++) {
    const own = likeness[at] ?? 0
    if (own < bar) continue
    const occupation = occupationOf[at] ?? 0
    scores[occupation] = (scores[occupation] ?? 0) + own ** NEIGHBOUR_POWER / total
  }
}

function addNames({ occupationOf, seen, occupations }: TitleModel, likeness: Float32Array, scores: Float32Array): void {
  const best = new Float32Array(occupations.length)
  for (let at = seen.length; at < occupationOf.length; at++) {
    const occupation = occupationOf[at] ?? 0
    if ((likeness[at] ?? 0) > (best[occupation] ?? 0)) best[occupation] = likeness[at] ?? 0
  }
  for (let i = 0; i < best.length; i++) scores[i] = (scores[i] ?? 0) + NAME_SHARE * (best[i] ?? 0) ** NEIGHBOUR_POWER
}

/** The likeness of a title to each that the model holds, 0 to 1. */
function likenessOf(model: TitleModel, title: string): Float32Array | null {
  const own = weighFeatures(titleFeatures(title), model)
  if (own.length === 0) return null
  const likeness = new Float32Array(model.occupationOf.length)
  for (const [row, value] of own) {
    const gain = value * model.step
    const to = model.starts[row + 1] ?? 0
    for (let at = model.starts[row] ?? 0; at < to; at++) {
      const other = model.titles[at] ?? 0
      likeness[other] = (likeness[other] ?? 0) + gain * (model.weights[at] ?? 0)
    }
  }
  return likeness
}

/** Known features with their weights; each block has the length 1 and counts half in a likeness, which both sides share. */
export function weighFeatures(
  { words, letters }: TitleFeatures,
  { rowOf, rarity }: Pick<TitleModel, 'rowOf' | 'rarity'>,
): [number, number][] {
  return [words, letters].flatMap((block) => {
    const known = [...block].flatMap(([bucket, times]): [number, number][] => {
      const row = rowOf.get(bucket)
      return row === undefined ? [] : [[row, (1 + Math.log(times)) * (rarity[row] ?? 0)]]
    })
    const length = Math.sqrt(known.reduce((sum, [, value]) => sum + value * value, 0)) || 1
    return known.map(([row, value]): [number, number] => [row, (value * Math.SQRT1_2) / length])
  })
}

/** The value that `count` values reach; above 0 always. */
function nthLargest(values: Float32Array, count: number): number {
  const bins = new Uint32Array(BINS + 1)
  for (const value of values)
    if (value > 0) bins[Math.min(BINS, Math.floor(value * BINS))] = (bins[Math.min(BINS, Math.floor(value * BINS))] ?? 0) + 1
  let reached = 0
  for (let bin = BINS; bin > 0; bin--) {
    reached += bins[bin] ?? 0
    if (reached >= count) return bin / BINS
  }
  return Number.MIN_VALUE
}

const BINS = 1_000
