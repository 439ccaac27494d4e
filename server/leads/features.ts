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
}

export const BLOCK_NAMES = ['words', 'title', 'chars', 'shape'] as const
export type BlockName = (typeof BLOCK_NAMES)[number]

/** How much each block counts before training weighs its features. */
export const BLOCK_SCALES: Record<BlockName, number> = { words: 1, title: 0.6, chars: 0.8, shape: 0.7 }

const TOKEN =
  /(https?:\/\/\S+|www\.\S+)|([\w.+-]+@[\w-]+\.[\w.-]+)|([$€£]\s?\d[\d,.]*\s?[kK]?)|(\+?\d[\d().-]*[\s().-]\d[\d\s().-]{4,}\d)|(\d[\d,.]*)|([\p{L}][\p{L}\p{M}'’]*)|(\n+)|([|?!•*●])/gu

/** Reads the features of a text. Pure; the same text gives the same features in Node and in a Worker. */
export function readFeatures(text: string): PostFeatures {
  const tokens = readTokens(text)
  const words = new BucketSet()
  const wordSpans: number[] = []
  const title = new BucketSet()
  const chars = new BucketSet()
  const shape = new BucketSet()

  let previous = SENTENCE_START
  let previousStart = 0
  for (const token of tokens) {
    if (token.hash !== LINE_BREAK && words.add(mix(SALT.word, token.hash))) wordSpans.push(token.start, token.end)
    if (words.add(mix(mix(SALT.pair, previous), token.hash))) wordSpans.push(previousStart, token.end)
    if (token.line === 0 && token.hash !== LINE_BREAK) {
      title.add(mix(SALT.titleWord, token.hash))
      title.add(mix(mix(SALT.titlePair, previous), token.hash))
    }
    previous = token.hash
    previousStart = token.start
    if (token.isWord) addCharGrams(chars, text, token)
  }
  addShape(shape, text, tokens)
  return {
    text,
    blocks: [
      { name: 'words', buckets: words.toArray() },
      { name: 'title', buckets: title.toArray() },
      { name: 'chars', buckets: chars.toArray() },
      { name: 'shape', buckets: shape.toArray() },
    ],
    wordSpans: Int32Array.from(wordSpans),
  }
}

interface Token {
  hash: number
  start: number
  end: number
  line: number
  isWord: boolean
}

const SALT = { word: 0x1b56c4e9, pair: 0x7f4a7c15, titleWord: 0x2545f491, titlePair: 0x632be59b, char: 0x9e3779b1, shape: 0x165667b1 }
const LINE_BREAK = hashText('\n')
const SENTENCE_START = hashText('^')
const KINDS = ['<link>', '<mail>', '<money>', '<phone>'].map(hashText)

function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  let line = 0
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index
    const raw = match[0]
    const end = start + raw.length
    const kind = KINDS[[match[1], match[2], match[3], match[4]].findIndex((group) => group !== undefined)]
    if (kind !== undefined) tokens.push({ hash: kind, start, end, line, isWord: false })
    else if (match[7] !== undefined) {
      // Blank lines before the first word are no title.
      if (tokens.length > 0) {
        tokens.push({ hash: LINE_BREAK, start, end, line, isWord: false })
        line += 1
      }
    } else if (match[5] !== undefined)
      tokens.push({ hash: hashText(`<${raw.replace(/\D/g, '').length} digits>`), start, end, line, isWord: false })
    else tokens.push({ hash: hashText(raw.toLowerCase().replaceAll('’', "'")), start, end, line, isWord: match[6] !== undefined })
  }
  return tokens
}

function addCharGrams(chars: BucketSet, text: string, token: Token): void {
  const word = ` ${text.slice(token.start, token.end).toLowerCase()} `
  for (let size = 3; size <= 5; size++) {
    for (let at = 0; at + size <= word.length; at++) {
      let hash = SALT.char + size
      for (let i = at; i < at + size; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
      chars.add(mix(SALT.char, hash))
    }
  }
}

const FIRST_SINGULAR = new Set(['i', "i'm", 'im', "i've", "i'd", "i'll", 'my', 'me', 'mine'].map(hashText))
const FIRST_PLURAL = new Set(['we', "we're", "we've", "we'll", 'our', 'us', 'ours'].map(hashText))
const SECOND = new Set(['you', 'your', "you're", "you'll", "you've"].map(hashText))
const QUESTION = hashText('?')
const PIPE = hashText('|')

function addShape(shape: BucketSet, text: string, tokens: Token[]): void {
  const add = (name: string, value: number) => shape.add(mix(mix(SALT.shape, hashText(name)), value))
  const words = tokens.filter((token) => token.isWord)
  const share = (set: Set<number>) => words.filter((token) => set.has(token.hash)).length / Math.max(words.length, 1)
  const step = (ratio: number) => Math.min(6, Math.ceil(ratio * 60))
  const count = (hash: number) => Math.min(4, tokens.filter((token) => token.hash === hash).length)
  const [link, mail, money, phone] = KINDS.map(count)
  add('length', Math.floor(Math.log2(words.length + 1)))
  add('title length', Math.floor(Math.log2(words.filter((token) => token.line === 0).length + 1)))
  add('i', step(share(FIRST_SINGULAR)))
  add('we', step(share(FIRST_PLURAL)))
  add('you', step(share(SECOND)))
  add('i more than we', Math.sign(share(FIRST_SINGULAR) - share(FIRST_PLURAL)))
  add('i more than you', Math.sign(share(FIRST_SINGULAR) - share(SECOND)))
  add('questions', count(QUESTION))
  add('pipes', count(PIPE))
  add('links', link ?? 0)
  add('mails', mail ?? 0)
  add('money', money ?? 0)
  add('phones', phone ?? 0)
  add('lines', Math.floor(Math.log2((tokens.at(-1)?.line ?? 0) + 1)))
  add('capitals', Math.min(8, Math.floor((20 * (text.match(/[A-Z]/g)?.length ?? 0)) / Math.max(text.length, 1))))
}

export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ b, 0x85ebca6b) ^ (a << 5)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

class BucketSet {
  private readonly found: number[] = []
  private readonly seen = new Set<number>()

  add(hash: number): boolean {
    const bucket = hash & (BUCKETS - 1)
    if (this.seen.has(bucket)) return false
    this.seen.add(bucket)
    this.found.push(bucket)
    return true
  }

  toArray(): Int32Array {
    return Int32Array.from(this.found)
  }
}
