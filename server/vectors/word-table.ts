import { hashOf } from './hash-of'
import { splitWords } from './split-words'
import { readTableFile } from './table-file'
import { toVector, type Vector } from './vector'

/** A vector for each of some sixty thousand English words, and one for each of some thousand pieces from which unknown words are put together. */
export interface WordTable {
  model: string
  dimensions: number
  rowOf: Map<string, number>
  /** Directions in signed bytes, row after row. */
  words: Int8Array
  /** What one step of a row's bytes is worth: the weight of the word in a text is in it. Common words weigh little. */
  wordGains: Float32Array
  pieces: Int8Array
  pieceGains: Float32Array
}

interface WordTableMeta {
  version: string
  dimensions: number
}

/** Opens `models/words.bin`. */
export function readWordTable(file: ArrayBuffer): WordTable {
  const table = readTableFile(file, (meta) => meta as WordTableMeta)
  return {
    model: table.meta.version,
    dimensions: table.meta.dimensions,
    rowOf: new Map(
      table
        .text('vocabulary')
        .split('\n')
        .map((word, row) => [word, row]),
    ),
    words: table.bytes('words'),
    wordGains: table.floats('wordGains'),
    pieces: table.bytes('pieces'),
    pieceGains: table.floats('pieceGains'),
  }
}

/** The direction of a text: the weighted sum of its words, whatever their order. */
export function embedText(table: WordTable, text: string): Vector {
  const sum = new Float32Array(table.dimensions)
  for (const word of splitWords(text)) addWord(table, word, sum)
  return toVector(table.model, sum)
}

/** Adds what a word means to `sum`, times its weight. A word that no table knows is guessed from its pieces, at a lower weight. */
export function addWord(table: WordTable, word: string, sum: Float32Array): void {
  const row = table.rowOf.get(word)
  if (row !== undefined) {
    addRow(table.words, row, table.wordGains[row] ?? 0, sum)
    return
  }
  const pieces = piecesOf(word, table.pieceGains.length)
  for (const piece of pieces) addRow(table.pieces, piece, ((table.pieceGains[piece] ?? 0) * UNKNOWN_WEIGHT) / pieces.length, sum)
}

/** A guess from pieces is worth less than a word that is known. */
const UNKNOWN_WEIGHT = 0.5
const PIECE_LETTERS_MIN = 3
const PIECE_LETTERS_MAX = 5

/** Runs of three to five letters of a word and its ends, as numbers below `count`. */
export function piecesOf(word: string, count: number): number[] {
  const whole = `<${word}>`
  const pieces: number[] = []
  for (let length = PIECE_LETTERS_MIN; length <= PIECE_LETTERS_MAX; length++)
    for (let at = 0; at + length <= whole.length; at++) pieces.push(hashOf(whole.slice(at, at + length)) % count)
  return pieces
}

function addRow(rows: Int8Array, row: number, gain: number, sum: Float32Array): void {
  const from = row * sum.length
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (rows[from + i] ?? 0) * gain
}
