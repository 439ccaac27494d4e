import { LINK_FEATURES, linkCandidates, phraseFeatures } from '../../server/skills/link-features'
import type { LinkMemory, LinkModel, LinkWeights, SkillNames } from '../../server/skills/link-model'
import { linkWords } from '../../server/skills/link-words'
import { packTableFile } from '../../server/vectors/table-file'
import type { WordTable } from '../../server/vectors/word-table'
import { fitLogistic } from '../detection/logistic'
import { type LabelledSentence, sentenceHash } from './labelled-sentences'

const PENALTY = 1
const ITERATIONS = 60

/** Remembers phrases and counts, then fits how to weigh the features. Nothing is drawn by chance. */
export function fitLinks(
  rows: LabelledSentence[],
  names: SkillNames,
  table: WordTable,
  near: Map<string, Float32Array>,
): Pick<LinkModel, 'memory' | 'judge' | 'seen'> {
  const labelOf = new Map(names.labels.map((label, at) => [label, at]))
  const { memory, phrasesOf } = remember(rows, labelOf)
  const values: number[] = []
  const answers: number[] = []
  rows.forEach((row, at) => {
    const labels = new Set(row.esco_labels.flatMap((label) => labelOf.get(label) ?? []))
    if (labels.size === 0) return
    const own = { phrases: new Set(phrasesOf[at]), labels }
    const candidates = linkCandidates(linkWords(row.text), names, memory, table, near, own)
    candidates.labels.forEach((label) => void answers.push(labels.has(label) ? 1 : 0))
    for (const value of candidates.features) values.push(value)
  })
  return { memory, judge: fitJudge(values, answers), seen: Uint32Array.from(rows, sentenceHash) }
}

function remember(rows: LabelledSentence[], labelOf: Map<string, number>): { memory: LinkMemory; phrasesOf: number[][] } {
  const phrases = rows.flatMap((row, at) =>
    row.annotations.flatMap(({ span, sub_span, label }) => {
      const skill = labelOf.get(label?.trim() ?? '')
      const features = phraseFeatures(linkWords(sub_span ?? span ?? ''))
      return skill === undefined || features.length === 0 ? [] : [{ at, skill, features }]
    }),
  )
  const seenIn = new Map<number, number>()
  for (const { features } of phrases) for (const feature of features) seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1)
  const rarity = (feature: number) => (1 + Math.log((1 + phrases.length) / (1 + (seenIn.get(feature) ?? 0)))) ** 2
  const phraseStarts = new Uint32Array(phrases.length + 1)
  phrases.forEach(({ features }, at) => {
    phraseStarts[at + 1] = (phraseStarts[at] ?? 0) + features.length
  })
  const given = new Uint16Array(labelOf.size)
  for (const { esco_labels } of rows)
    for (const label of new Set(esco_labels.flatMap((each) => labelOf.get(each) ?? []))) given[label] = (given[label] ?? 0) + 1
  const phrasesOf: number[][] = rows.map(() => [])
  phrases.forEach(({ at }, phrase) => void phrasesOf[at]?.push(phrase))
  return {
    memory: {
      phraseLabels: Uint16Array.from(phrases, ({ skill }) => skill),
      phraseStarts,
      phraseFeatures: Uint32Array.from(phrases.flatMap(({ features }) => features)),
      phraseShares: Float32Array.from(
        phrases.flatMap(({ features }) => {
          const all = features.reduce((sum, feature) => sum + rarity(feature), 0)
          return features.map((feature) => rarity(feature) / all)
        }),
      ),
      given,
    },
    phrasesOf,
  }
}

/** Logistic regression over features brought to mean 0 and spread 1; the weights returned are for the features as they are. */
function fitJudge(values: number[], answers: number[]): LinkWeights {
  const means = new Float64Array(LINK_FEATURES)
  const spreads = new Float64Array(LINK_FEATURES)
  const n = answers.length
  for (let i = 0; i < values.length; i++) means[i % LINK_FEATURES] = (means[i % LINK_FEATURES] ?? 0) + (values[i] ?? 0) / n
  for (let i = 0; i < values.length; i++)
    spreads[i % LINK_FEATURES] = (spreads[i % LINK_FEATURES] ?? 0) + ((values[i] ?? 0) - (means[i % LINK_FEATURES] ?? 0)) ** 2 / n
  const spread = (k: number) => Math.sqrt(spreads[k] ?? 0) || 1
  const rows = {
    starts: Int32Array.from({ length: n + 1 }, (_, row) => row * LINK_FEATURES),
    columns: Int32Array.from(values, (_, i) => i % LINK_FEATURES),
    values: Float64Array.from(values, (value, i) => (value - (means[i % LINK_FEATURES] ?? 0)) / spread(i % LINK_FEATURES)),
    width: LINK_FEATURES,
  }
  const fitted = fitLogistic(rows, Int32Array.from(answers), { classes: 2, penalty: PENALTY, iterations: ITERATIONS })
  const weights = Array.from(
    { length: LINK_FEATURES },
    (_, k) => ((fitted.weights[2 * k + 1] ?? 0) - (fitted.weights[2 * k] ?? 0)) / spread(k),
  )
  const offset = weights.reduce((sum, weight, k) => sum + weight * (means[k] ?? 0), 0)
  return { bias: (fitted.bias[1] ?? 0) - (fitted.bias[0] ?? 0) - offset, weights }
}

/** The file that the product reads. */
export function packLinks(model: LinkModel): Uint8Array<ArrayBuffer> {
  const { version, names, memory, judge, seen } = model
  return packTableFile(
    { version, dimensions: names.dimensions, judge },
    {
      labels: names.labels.join('\n'),
      labelOfName: names.labelOfName,
      nameStarts: names.nameStarts,
      wordsOfNames: names.wordsOfNames,
      vocabulary: [...names.vocabulary.keys()].join('\n'),
      rarity: names.rarity,
      vectors: names.vectors,
      ...memory,
      seen,
    },
  )
}
