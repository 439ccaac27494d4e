import { readDiscourse } from './discourse'
import { hashText } from './hash-text'

/** Features live in a table of 2^BUCKET_BITS buckets; only those a training post used carry a weight. */
export const BUCKET_BITS = 20
const BUCKETS = 1 << BUCKET_BITS

/**
 * What the classifier sees of a post. Each block is a set of buckets (every bucket once); a block is scaled to length 1, so that a long
 * post does not shout louder than a short one.
 */
export interface PostFeatures {
  text: string
  blocks: { name: BlockName; buckets: Int32Array }[]
  /** Spans of the words behind `blocks[0]`: start and end of feature `i` at `2i` and `2i + 1`, in UTF-16 units. */
  wordSpans: Int32Array
  /** Buckets of the different words that consist of letters. */
  words: Int32Array
  /** See discourse.ts. */
  discourse: Float64Array
}

export const BLOCK_NAMES = ['words', 'title', 'chars', 'shape'] as const
export type BlockName = (typeof BLOCK_NAMES)[number]

/** How much each block counts before training weighs its features. */
export const BLOCK_SCALES: Record<BlockName, number> = { words: 1, title: 0.6, chars: 0.8, shape: 0.7 }

const TOKEN =
  /(https?:\/\/\S+|www\.\S+)|([\w.+-]{1,64}@[\w-]+\.[\w.-]+)|([$€£]\s?\d[\d,.]*\s?[kK]?)|(\+?\d[\d().-]*[\s().-]\d[\d\s().-]{4,}\d)|(\d[\d,.]*)|([\p{L}][\p{L}\p{M}'’]*)|(\n+)|([|?!•*●])/gu

/** Reads the features of a text. Pure; the same text gives the same features in Node and in a Worker. */
export function readFeatures(text: string): PostFeatures {
  const tokens = readTokens(text)
  const { words, wordSpans } = readWords(tokens)
  return {
    text,
    blocks: [
      { name: 'words', buckets: words },
      { name: 'title', buckets: readTitle(tokens) },
      { name: 'chars', buckets: readCharGrams(tokens) },
      { name: 'shape', buckets: readShape(text, tokens) },
    ],
    wordSpans,
    words: readLetterWords(tokens),
    discourse: readDiscourse(text, tokens),
  }
}

/** Every word, and every two that follow each other; line breaks count in pairs only. */
function readWords(tokens: Token[]): { words: Int32Array; wordSpans: Int32Array } {
  const words = new BucketSet()
  const spans: number[] = []
  let previous = TEXT_START
  let previousStart = 0
  for (const { hash, start, end } of tokens) {
    if (hash !== LINE_BREAK && words.add(mix(SALT.word, hash))) spans.push(start, end)
    if (words.add(mix(mix(SALT.pair, previous), hash))) spans.push(previousStart, end)
    previous = hash
    previousStart = start
  }
  return { words: words.toArray(), wordSpans: Int32Array.from(spans) }
}

function readLetterWords(tokens: Token[]): Int32Array {
  const words = new BucketSet()
  for (const { hash, isWord } of tokens) if (isWord) words.add(mix(SALT.word, hash))
  return words.toArray()
}

/** Words and pairs of the first line: on a board it says what the post is. */
function readTitle(tokens: Token[]): Int32Array {
  const title = new BucketSet()
  let previous = TEXT_START
  for (const { hash, line } of tokens) {
    if (line > 0 || hash === LINE_BREAK) break
    title.add(mix(SALT.titleWord, hash))
    title.add(mix(mix(SALT.titlePair, previous), hash))
    previous = hash
  }
  title.add(mix(mix(SALT.titlePair, previous), TITLE_END))
  return title.toArray()
}

/** Runs of four characters within a word and its edges: they see "hiring" in "nowhiring" and forgive a slip of the finger. */
function readCharGrams(tokens: Token[]): Int32Array {
  const chars = new BucketSet()
  for (const { word, isWord } of tokens) {
    if (!isWord || word.length < 2) continue
    let window = SPACE
    for (let at = 0; at <= word.length; at++) {
      const code = at < word.length ? word.charCodeAt(at) & 255 : SPACE
      window = (window << 8) | code
      if (at >= 2) chars.add(mix(SALT.char, window))
    }
  }
  return chars.toArray()
}

interface Token {
  word: string
  hash: number
  start: number
  end: number
  line: number
  isWord: boolean
}

const SALT = { word: 0x1b56c4e9, pair: 0x7f4a7c15, titleWord: 0x2545f491, titlePair: 0x632be59b, char: 0x9e3779b1, shape: 0x165667b1 }
const LINE_BREAK = hashText('\n')
const TEXT_START = hashText('^')
const TITLE_END = hashText('$')
const SPACE = 32
const KINDS = ['<link>', '<mail>', '<money>', '<phone>']

function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  let line = 0
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index
    const raw = match[0]
    const end = start + raw.length
    const kind = [match[1], match[2], match[3], match[4]].findIndex((group) => group !== undefined)
    const isBreak = match[7] !== undefined
    // Blank lines before the first word end no title.
    if (isBreak && tokens.length === 0) continue
    const word =
      kind >= 0 ? (KINDS[kind] ?? '') : isBreak ? '\n' : match[5] !== undefined ? digitsName(raw) : raw.toLowerCase().replaceAll('’', "'")
    tokens.push({ word, hash: hashText(word), start, end, line, isWord: match[6] !== undefined })
    if (isBreak) line += 1
  }
  return tokens
}

/** Numbers count by their length: "25" and "40" are one feature, "2012" another. */
function digitsName(raw: string): string {
  return `<${raw.replace(/\D/g, '').length} digits>`
}

const FIRST_SINGULAR = new Set(['i', "i'm", 'im', "i've", "i'd", "i'll", 'my', 'me', 'mine'].map(hashText))
const FIRST_PLURAL = new Set(['we', "we're", "we've", "we'll", 'our', 'us', 'ours'].map(hashText))
const SECOND = new Set(['you', 'your', "you're", "you'll", "you've"].map(hashText))
const COUNTED = new Map<number, 'question' | 'pipe' | 'link' | 'mail' | 'money' | 'phone'>([
  [hashText('?'), 'question'],
  [hashText('|'), 'pipe'],
  [hashText('<link>'), 'link'],
  [hashText('<mail>'), 'mail'],
  [hashText('<money>'), 'money'],
  [hashText('<phone>'), 'phone'],
])
const SHAPE_HASHES = {
  length: hashText('length'),
  'title length': hashText('title length'),
  i: hashText('i'),
  we: hashText('we'),
  you: hashText('you'),
  'i more than we': hashText('i more than we'),
  'i more than you': hashText('i more than you'),
  questions: hashText('questions'),
  pipes: hashText('pipes'),
  links: hashText('links'),
  mails: hashText('mails'),
  money: hashText('money'),
  phones: hashText('phones'),
  lines: hashText('lines'),
  capitals: hashText('capitals'),
}
type ShapeName = keyof typeof SHAPE_HASHES

function readShape(text: string, tokens: Token[]): Int32Array {
  const shape = new BucketSet()
  const add = (name: ShapeName, value: number) => shape.add(mix(mix(SALT.shape, SHAPE_HASHES[name]), value))
  const seen = { i: 0, we: 0, you: 0, words: 0, title: 0, question: 0, pipe: 0, link: 0, mail: 0, money: 0, phone: 0 }
  for (const { hash, isWord, line } of tokens) {
    if (isWord) {
      seen.words += 1
      if (line === 0) seen.title += 1
      if (FIRST_SINGULAR.has(hash)) seen.i += 1
      else if (FIRST_PLURAL.has(hash)) seen.we += 1
      else if (SECOND.has(hash)) seen.you += 1
    } else {
      const kind = COUNTED.get(hash)
      if (kind !== undefined) seen[kind] += 1
    }
  }
  const share = (count: number) => count / Math.max(seen.words, 1)
  const step = (count: number) => Math.min(6, Math.ceil(share(count) * 60))
  const few = (count: number) => Math.min(4, count)
  add('length', Math.floor(Math.log2(seen.words + 1)))
  add('title length', Math.floor(Math.log2(seen.title + 1)))
  add('i', step(seen.i))
  add('we', step(seen.we))
  add('you', step(seen.you))
  add('i more than we', Math.sign(share(seen.i) - share(seen.we)))
  add('i more than you', Math.sign(share(seen.i) - share(seen.you)))
  add('questions', few(seen.question))
  add('pipes', few(seen.pipe))
  add('links', few(seen.link))
  add('mails', few(seen.mail))
  add('money', few(seen.money))
  add('phones', few(seen.phone))
  add('lines', Math.floor(Math.log2((tokens.at(-1)?.line ?? 0) + 1)))
  add('capitals', Math.min(8, Math.floor((20 * capitalsIn(text)) / Math.max(text.length, 1))))
  return shape.toArray()
}

function capitalsIn(text: string): number {
  let capitals = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 65 && code <= 90) capitals++
  }
  return capitals
}

function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ b, 0x85ebca6b) ^ (a << 5)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** Which set last took a bucket; a new set needs no clearing. Holds nothing of a post once the next one is read. */
const takenBy = new Int32Array(BUCKETS)
let sets = 0

/** Buckets in the order they were first added. Finish one set before the next begins. */
class BucketSet {
  private readonly mark: number
  private readonly found: number[] = []

  constructor() {
    if (sets === 0x7fffffff) {
      takenBy.fill(0)
      sets = 0
    }
    sets += 1
    this.mark = sets
  }

  /** Adds the bucket of a hash; false when it was there. */
  add(hash: number): boolean {
    const bucket = hash & (BUCKETS - 1)
    if (takenBy[bucket] === this.mark) return false
    takenBy[bucket] = this.mark
    this.found.push(bucket)
    return true
  }

  toArray(): Int32Array {
    return Int32Array.from(this.found)
  }
}
