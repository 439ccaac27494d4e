import { linkCandidates } from '../../server/skills/link-features'
import { type LinkModel, readLinkModel } from '../../server/skills/link-model'
import { judgeCandidates } from '../../server/skills/link-skills'
import { linkWords } from '../../server/skills/link-words'
import { splitWords } from '../../server/vectors/split-words'
import { cosineOfBytes } from '../../server/vectors/vector'
import { embedText, readWordTable, type WordTable } from '../../server/vectors/word-table'
import { bm25 } from '../bm25'
import { readBuffer } from '../read-buffer'
import { fitLinks } from './fit-links'
import { assignParts, type LabelledSentence, readLabelledSentences, sentenceHash } from './labelled-sentences'

const FOLDS = 5
const TOP = 5
const MODELS = new URL('../../public/models/', import.meta.url)

export interface SkillFigures {
  /** Sentences with at least one label. Those without cannot be ranked and are left out. */
  n: number
  withoutLabels: number
  /** Mean over sentences of: right ones among the first five, divided by five or by the number of labels if that is less. */
  rp5: number
  baselineRp5: number
  cosineRp5: number
  bySubset: Record<string, { n: number; rp5: number; baselineRp5: number }>
  /** How many of the sentences training saw. When it is most, five models are trained anew, each for what it has not seen. */
  seen: number
  folds: number | null
  modelVersion: string
}

/** Links the sentences of a file to ESCO's skills: by the model, by BM25 over the labels, and by the cosine of word vectors. */
export function evaluateSkills(path: string): SkillFigures {
  const table = readWordTable(readBuffer(new URL('words.bin', MODELS)))
  return measureSkills(readLabelledSentences(path), readLinkModel(readBuffer(new URL('skill-links.bin', MODELS))), table)
}

export function measureSkills(all: LabelledSentence[], model: LinkModel, table: WordTable): SkillFigures {
  const known = new Set(model.seen)
  const seen = all.filter((row) => known.has(sentenceHash(row))).length
  const folds = seen * 2 > all.length ? FOLDS : null
  const labelled = all.filter(({ esco_labels }) => esco_labels.length > 0)
  const near = new Map<string, Float32Array>()
  const judged =
    folds === null
      ? labelled.map((row) => rank(row, model, table, near))
      : rankInParts(all, model, table, near, folds).flatMap((top, at) => (all[at]?.esco_labels.length ? [top] : []))
  const { labels } = model.names
  const count = bm25(labels.map(splitWords))
  const vectors = labels.map((label) => embedText(table, label).values)
  const counted = labelled.map(({ text }) => topOf(count(splitWords(text)), labels))
  const compared = labelled.map(({ text }) => {
    const { values } = embedText(table, text)
    return topOf(
      Float64Array.from(vectors, (vector) => cosineOfBytes(values, vector)),
      labels,
    )
  })
  const subsets = [...new Set(labelled.map(({ subset }) => subset))].toSorted()
  const within = (tops: string[][], subset: string) =>
    meanOf(labelled.flatMap((row, at) => (row.subset === subset ? [precision(row, tops[at] ?? [])] : [])))
  const mean = (tops: string[][]) => meanOf(labelled.map((row, at) => precision(row, tops[at] ?? [])))
  return {
    n: labelled.length,
    withoutLabels: all.length - labelled.length,
    rp5: mean(judged),
    baselineRp5: mean(counted),
    cosineRp5: mean(compared),
    bySubset: Object.fromEntries(
      subsets.map((subset) => [
        subset,
        { n: labelled.filter((row) => row.subset === subset).length, rp5: within(judged, subset), baselineRp5: within(counted, subset) },
      ]),
    ),
    seen,
    folds,
    modelVersion: model.version,
  }
}

function rankInParts(
  rows: LabelledSentence[],
  model: LinkModel,
  table: WordTable,
  near: Map<string, Float32Array>,
  folds: number,
): string[][] {
  const parts = assignParts(rows, folds)
  const tops: string[][] = rows.map(() => [])
  for (let part = 0; part < folds; part++) {
    const fitted = fitLinks(
      rows.filter((_, at) => parts[at] !== part),
      model.names,
      table,
      near,
    )
    rows.forEach((row, at) => {
      if (parts[at] === part) tops[at] = rank(row, { ...model, ...fitted }, table, near)
    })
    process.stderr.write(`skills: part ${part + 1} of ${folds}\n`)
  }
  return tops
}

function rank(
  { text }: LabelledSentence,
  { names, memory, judge }: LinkModel,
  table: WordTable,
  near: Map<string, Float32Array>,
): string[] {
  const candidates = linkCandidates(linkWords(text), names, memory, table, near)
  const scores = judgeCandidates(judge, candidates)
  return topOf(
    scores,
    candidates.labels.map((label) => names.labels[label] ?? ''),
  )
}

function topOf(scores: Float64Array, labels: string[]): string[] {
  const bar = scores.toSorted().at(-TOP) ?? 0
  return [...scores.keys()]
    .filter((at) => (scores[at] ?? 0) >= bar)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, TOP)
    .map((at) => labels[at] ?? '')
}

function precision({ esco_labels }: LabelledSentence, top: string[]): number {
  const wanted = new Set(esco_labels)
  return top.filter((label) => wanted.has(label)).length / Math.min(TOP, wanted.size)
}

const meanOf = (values: number[]) =>
  Math.round((values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)) * 10_000) / 10_000
