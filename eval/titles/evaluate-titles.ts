import { foldTitle } from '../../server/titles/title-features'
import { readTitleModel, scoreOccupations, type TitleModel } from '../../server/titles/title-model'
import { hashOf } from '../../server/vectors/hash-of'
import { splitWords } from '../../server/vectors/split-words'
import { cosineOfBytes } from '../../server/vectors/vector'
import { embedText, readWordTable } from '../../server/vectors/word-table'
import { bm25 } from '../bm25'
import { readBuffer } from '../read-buffer'
import { type LabelledTitle, readLabelledTitles } from './labelled-titles'

const FOLDS = 5
const MODELS = new URL('../../public/models/', import.meta.url)

interface Ranking {
  mrr: number
  r5: number
  r10: number
}

export interface TitleFigures extends Ranking {
  n: number
  /** Among how many labels each title's own was ranked: those that training or the file has. */
  labels: number
  /** How many of the titles training saw, case and signs apart. */
  seen: number
  /** When training saw most of them, each title is judged without the fifth of the training titles that it belongs to. `null` when all vote. */
  folds: number | null
  bm25: Ranking
  cosine: Ranking
  modelVersion: string
}

/** Ranks the labels for each title of a file: by the model, by BM25 over the labels, and by the cosine of word vectors. */
export function evaluateTitles(path: string): TitleFigures {
  return measureTitles(readLabelledTitles(path), readTitleModel(readBuffer(new URL('titles.bin', MODELS))))
}

export function measureTitles(rows: LabelledTitle[], model: TitleModel): TitleFigures {
  const known = new Set(model.seen)
  const seen = rows.filter(({ text }) => known.has(hashOf(foldTitle(text)))).length
  const folds = seen * 2 > rows.length ? FOLDS : null
  const indexOf = new Map(model.occupations.map(({ escoUri }, at) => [escoUri, at]))
  const voted = [...model.occupationOf.subarray(0, model.seen.length)]
  const labels = [...new Set([...voted, ...rows.flatMap(({ esco_uri }) => indexOf.get(esco_uri) ?? [])])].toSorted((a, b) => a - b)
  // A label that our copy of ESCO lacks is never found, and counts as missed.
  const own = rows.map(({ esco_uri }) => labels.indexOf(indexOf.get(esco_uri) ?? -1))
  const names = labels.map((at) => model.occupations[at]?.label ?? '')
  return {
    n: rows.length,
    labels: labels.length,
    ...rank(rows, own, (title) => {
      const fold = hashOf(foldTitle(title)) % FOLDS
      const scores = scoreOccupations(model, title, folds === null ? undefined : (hash) => hash % FOLDS === fold)
      return labels.map((at) => scores?.[at] ?? 0)
    }),
    seen,
    folds,
    bm25: rank(rows, own, bm25Scores(names)),
    cosine: rank(rows, own, cosineScores(names)),
    modelVersion: model.version,
  }
}

function bm25Scores(names: string[]): (title: string) => ArrayLike<number> {
  const score = bm25(names.map(splitWords))
  return (title) => score(splitWords(title))
}

function cosineScores(names: string[]): (title: string) => ArrayLike<number> {
  const words = readWordTable(readBuffer(new URL('words.bin', MODELS)))
  const vectors = names.map((name) => embedText(words, name).values)
  return (title) => {
    const { values } = embedText(words, title)
    return vectors.map((vector) => cosineOfBytes(values, vector))
  }
}

/** Of labels with equal scores the own one counts as last. */
function rank(rows: LabelledTitle[], own: number[], score: (title: string) => ArrayLike<number>): Ranking {
  const total = { mrr: 0, r5: 0, r10: 0 }
  rows.forEach(({ text }, row) => {
    const scores = score(text)
    const mark = scores[own[row] ?? -1]
    if (mark === undefined) return
    let place = 0
    for (let at = 0; at < scores.length; at++) if ((scores[at] ?? 0) >= mark) place += 1
    total.mrr += 1 / place
    total.r5 += place <= 5 ? 1 : 0
    total.r10 += place <= 10 ? 1 : 0
  })
  const share = (sum: number) => Math.round((sum / Math.max(rows.length, 1)) * 10_000) / 10_000
  return { mrr: share(total.mrr), r5: share(total.r5), r10: share(total.r10) }
}
