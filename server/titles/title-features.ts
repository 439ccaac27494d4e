import { hashOf } from '../vectors/hash-of'

/** A title as hashed features in two blocks: its words and pairs, and its runs of three and four letters within words. */
export interface TitleFeatures {
  words: Map<number, number>
  letters: Map<number, number>
}

/** How often each feature stands in a title. Case, accents and signs are folded; a feature is a hash of 32 bits, nothing can be read back from it. */
export function titleFeatures(title: string): TitleFeatures {
  const words = foldTitle(title).split(' ')
  const features: TitleFeatures = { words: new Map(), letters: new Map() }
  words.forEach((word, at) => {
    count(features.words, `w ${word}`)
    const next = words[at + 1]
    if (next !== undefined) count(features.words, `p ${word} ${next}`)
    const whole = ` ${word} `
    for (let length = LETTERS_MIN; length <= LETTERS_MAX; length++)
      for (let from = 0; from + length <= whole.length; from++) count(features.letters, whole.slice(from, from + length))
  })
  return features
}

/** Lower case, without accents, words parted by single spaces. */
export function foldTitle(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim()
}

const LETTERS_MIN = 3
const LETTERS_MAX = 4

function count(features: Map<number, number>, name: string): void {
  const hash = hashOf(name)
  features.set(hash, (features.get(hash) ?? 0) + 1)
}
