import { hashOf } from '../vectors/hash-of'
import type { WordTable } from '../vectors/word-table'
import type { LinkMemory, SkillNames } from './link-model'
import type { LinkWord } from './link-words'

/** Skills that a sentence may speak of, and `LINK_FEATURES` numbers about each, row after row. */
export interface Candidates {
  labels: number[]
  features: Float64Array
  /** The name of each skill that the sentence comes nearest to. */
  names: number[]
  likeness: Likeness
}

/** How like the words of the names are to the words of a sentence, and to which of them. */
export interface Likeness {
  values: Float32Array
  /** Index into the sentence's words; -1 for none. */
  from: Int16Array
}

export const LINK_FEATURES = 17
const NEAREST = 60
const NEAREST_BY_WORDS = 20
const K1 = 1.2
const B = 0.75

/**
 * Numbers by which skills of a sentence are told from others: how well their names are covered by words of the sentence, exactly and in
 * meaning, how well phrases of training are, and how often training gave them.
 *
 * @param own phrases and labels of this very sentence when training saw it: they must not speak for it
 * @param near kept between sentences of one text, so that no word is compared twice
 */
export function linkCandidates(
  words: LinkWord[],
  names: SkillNames,
  memory: LinkMemory,
  table: WordTable,
  near: Map<string, Float32Array> = new Map(),
  own?: { phrases: Set<number>; labels: Set<number> },
): Candidates {
  const likeness = likenessOf(words, names, table, near)
  const cover = coverNames(names, likeness.values)
  const exact = countWords(words, names)
  const phrases = coverPhrases(words, memory, names.labels.length, own?.phrases)
  const given = (label: number) => (memory.given[label] ?? 0) - (own?.labels.has(label) ? 1 : 0)
  const chosen = new Set([...largest(cover.soft, NEAREST), ...largest(exact, NEAREST_BY_WORDS), ...largest(cover.sharp, NEAREST_BY_WORDS)])
  for (let label = 0; label < names.labels.length; label++) if (given(label) > 0) chosen.add(label)
  const labels = [...chosen].sort((a, b) => a - b)
  const [topSoft, topSharp, topExact] = [topOf(cover.soft), topOf(cover.sharp), topOf(exact)]
  const placeOf = new Map(largest(cover.soft, NEAREST).map((label, place) => [label, place]))
  const features = new Float64Array(labels.length * LINK_FEATURES)
  labels.forEach((label, row) => {
    const soft = cover.soft[label] ?? 0
    const sharp = cover.sharp[label] ?? 0
    const phrase = phrases[label] ?? 0
    const often = Math.log1p(given(label))
    const nameLength = (names.nameStarts[(cover.name[label] ?? 0) + 1] ?? 0) - (names.nameStarts[cover.name[label] ?? 0] ?? 0)
    features.set(
      [
        exact[label] ?? 0,
        (exact[label] ?? 0) / (topExact + 1e-9),
        cover.loose[label] ?? 0,
        soft,
        sharp,
        soft - topSoft,
        sharp - topSharp,
        sharp * sharp,
        phrase,
        phrase * phrase,
        often,
        often > 0 ? 1 : 0,
        phrase * often,
        soft * often,
        nameLength,
        Math.log1p(placeOf.get(label) ?? NEAREST),
        Math.log1p(words.length),
      ],
      row * LINK_FEATURES,
    )
  })
  return { labels, features, names: labels.map((label) => cover.name[label] ?? 0), likeness }
}

/** Each word of the names with the most like word of the sentence: 1 for the same stem, else the cosine of their directions. */
function likenessOf(words: LinkWord[], names: SkillNames, table: WordTable, near: Map<string, Float32Array>): Likeness {
  const values = new Float32Array(names.rarity.length)
  const from = new Int16Array(names.rarity.length).fill(-1)
  words.forEach(({ key, stem }, at) => {
    const cosines = near.get(key) ?? cosinesOf(key, names, table)
    near.set(key, cosines)
    for (let i = 0; i < cosines.length; i++) {
      if ((cosines[i] ?? 0) <= (values[i] ?? 0)) continue
      values[i] = cosines[i] ?? 0
      from[i] = at
    }
    const same = names.vocabulary.get(stem)
    if (same === undefined) return
    values[same] = 1
    from[same] = at
  })
  return { values, from }
}

/** Empty for a word without a direction. */
function cosinesOf(word: string, names: SkillNames, table: WordTable): Float32Array {
  const row = table.rowOf.get(word)
  if (row === undefined) return new Float32Array(0)
  const { dimensions, vectors, vectorLengths } = names
  const own = table.words.subarray(row * dimensions, (row + 1) * dimensions)
  const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0)) || 1
  const cosines = new Float32Array(vectorLengths.length)
  for (let i = 0; i < cosines.length; i++) {
    const from = i * dimensions
    let dot = 0
    for (let k = 0; k < dimensions; k++) dot += (own[k] ?? 0) * (vectors[from + k] ?? 0)
    cosines[i] = Math.max(0, dot / (length * (vectorLengths[i] || 1)))
  }
  return cosines
}

interface Cover {
  loose: Float32Array
  soft: Float32Array
  sharp: Float32Array
  /** Of each skill the name that is covered best. */
  name: Uint16Array
}

/** How much of each skill's best name the sentence covers, rare words counting most. A power above 1 lets only near words count. */
function coverNames({ labelOfName, nameStarts, wordsOfNames, rarity, labels }: SkillNames, likeness: Float32Array): Cover {
  const cover: Cover = {
    loose: new Float32Array(labels.length),
    soft: new Float32Array(labels.length),
    sharp: new Float32Array(labels.length),
    name: new Uint16Array(labels.length),
  }
  const [softly, sharply] = [likeness.map((like) => like * like), likeness.map((like) => like ** 5)]
  for (let name = 0; name < labelOfName.length; name++) {
    let all = 0
    let loose = 0
    let soft = 0
    let sharp = 0
    const to = nameStarts[name + 1] ?? 0
    for (let at = nameStarts[name] ?? 0; at < to; at++) {
      const word = wordsOfNames[at] ?? 0
      const weight = rarity[word] ?? 0
      all += weight
      loose += weight * (likeness[word] ?? 0)
      soft += weight * (softly[word] ?? 0)
      sharp += weight * (sharply[word] ?? 0)
    }
    const label = labelOfName[name] ?? 0
    cover.loose[label] = Math.max(cover.loose[label] ?? 0, loose / (all + 1))
    cover.sharp[label] = Math.max(cover.sharp[label] ?? 0, sharp / (all + 4))
    const covered = soft / (all + 4)
    if (covered <= (cover.soft[label] ?? 0)) continue
    cover.soft[label] = covered
    cover.name[label] = name
  }
  return cover
}

/** BM25 of the sentence over all names, the best of each skill. */
function countWords(words: LinkWord[], { vocabulary, labelOfName, nameStarts, wordsOfNames, rarity, labels }: SkillNames): Float32Array {
  const asked = new Uint8Array(rarity.length)
  for (const { stem } of words) {
    const word = vocabulary.get(stem)
    if (word !== undefined) asked[word] = 1
  }
  const scores = new Float32Array(labels.length)
  const meanLength = wordsOfNames.length / Math.max(labelOfName.length, 1)
  for (let name = 0; name < labelOfName.length; name++) {
    const from = nameStarts[name] ?? 0
    const to = nameStarts[name + 1] ?? 0
    const worth = (K1 + 1) / (1 + K1 * (1 - B + (B * (to - from)) / meanLength))
    let score = 0
    for (let at = from; at < to; at++) {
      const word = wordsOfNames[at] ?? 0
      if (asked[word] === 1) score += (rarity[word] ?? 0) * worth
    }
    const label = labelOfName[name] ?? 0
    scores[label] = Math.max(scores[label] ?? 0, score)
  }
  return scores
}

/** How much of the best phrase that training gave each skill stands in the sentence, 0 to 1. */
function coverPhrases(words: LinkWord[], memory: LinkMemory, labels: number, own: Set<number> | undefined): Float32Array {
  const present = new Set(phraseFeatures(words))
  const cover = new Float32Array(labels)
  for (let phrase = 0; phrase < memory.phraseLabels.length; phrase++) {
    if (own?.has(phrase)) continue
    let share = 0
    const to = memory.phraseStarts[phrase + 1] ?? 0
    for (let at = memory.phraseStarts[phrase] ?? 0; at < to; at++)
      if (present.has(memory.phraseFeatures[at] ?? 0)) share += memory.phraseShares[at] ?? 0
    const label = memory.phraseLabels[phrase] ?? 0
    if (share > (cover[label] ?? 0)) cover[label] = share
  }
  return cover
}

/** Hashes of the stems of a phrase and of each two that follow each other. */
export function phraseFeatures(words: LinkWord[]): number[] {
  return [...new Set(words.flatMap(({ stem }, at) => [hashOf(stem), ...(at > 0 ? [hashOf(`${words[at - 1]?.stem} ${stem}`)] : [])]))]
}

/** The places of the largest values, largest first, zeros left out. */
function largest(values: Float32Array, count: number): number[] {
  const bar = values.toSorted().at(-count) ?? 0
  const places: number[] = []
  for (let at = 0; at < values.length; at++) if ((values[at] ?? 0) > 0 && (values[at] ?? 0) >= bar) places.push(at)
  return places.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b).slice(0, count)
}

function topOf(values: Float32Array): number {
  let top = 0
  for (const value of values) top = Math.max(top, value)
  return top
}
