import { readTableFile } from '../vectors/table-file'

/** Names of ESCO's skills, and the words that they are made of. */
export interface SkillNames {
  labels: string[]
  /** Each name's skill; the first name of a skill is its label. Names of one skill stand together. */
  labelOfName: Uint16Array
  /** Where each name's words begin in `wordsOfNames`; one more at the end. */
  nameStarts: Uint32Array
  wordsOfNames: Uint16Array
  /** Stems. */
  vocabulary: Map<string, number>
  /** How rare each is among the names. */
  rarity: Float32Array
  /** The direction of each in signed bytes, row after row; zeros for words without one. */
  vectors: Int8Array
  vectorLengths: Float32Array
  dimensions: number
}

/** What training saw: phrases that were given a skill, and how often each skill was given. */
export interface LinkMemory {
  phraseLabels: Uint16Array
  phraseStarts: Uint32Array
  /** Hashes of the stems of each phrase and of their pairs; with the share that each has in its phrase. */
  phraseFeatures: Uint32Array
  phraseShares: Float32Array
  /** Times that each skill was given to a sentence. */
  given: Uint16Array
}

/** Weights of the features in link-features.ts, in their order. */
export interface LinkWeights {
  bias: number
  weights: number[]
}

export interface LinkModel {
  version: string
  names: SkillNames
  memory: LinkMemory
  judge: LinkWeights
  /** Hashes of the sentences that training saw. */
  seen: Uint32Array
}

/** Opens `models/skill-links.bin`. */
export function readLinkModel(file: ArrayBuffer): LinkModel {
  const table = readTableFile(file, (meta) => meta as { version: string; dimensions: number; judge: LinkWeights })
  const { version, dimensions, judge } = table.meta
  const vectors = table.bytes('vectors')
  const vocabulary = table.text('vocabulary').split('\n')
  return {
    version,
    names: {
      labels: table.text('labels').split('\n'),
      labelOfName: table.shorts('labelOfName'),
      nameStarts: table.numbers('nameStarts'),
      wordsOfNames: table.shorts('wordsOfNames'),
      vocabulary: new Map(vocabulary.map((stem, at) => [stem, at])),
      rarity: table.floats('rarity'),
      vectors,
      vectorLengths: lengthsOf(vectors, dimensions),
      dimensions,
    },
    memory: {
      phraseLabels: table.shorts('phraseLabels'),
      phraseStarts: table.numbers('phraseStarts'),
      phraseFeatures: table.numbers('phraseFeatures'),
      phraseShares: table.floats('phraseShares'),
      given: table.shorts('given'),
    },
    judge,
    seen: table.numbers('seen'),
  }
}

/** The length of each row of directions. */
export function lengthsOf(vectors: Int8Array, dimensions: number): Float32Array {
  const lengths = new Float32Array(vectors.length / dimensions)
  for (let row = 0; row < lengths.length; row++) {
    let sum = 0
    for (let i = 0; i < dimensions; i++) sum += (vectors[row * dimensions + i] ?? 0) ** 2
    lengths[row] = Math.sqrt(sum)
  }
  return lengths
}
