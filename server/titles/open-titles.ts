import type { Ctx } from '../core/ctx'
import { readAssetOnce } from '../core/read-asset'
import { openWords } from '../vectors/open-words'
import { readTableFile } from '../vectors/table-file'
import type { WordTable } from '../vectors/word-table'

/** What is needed to understand titles of jobs; the same for everyone. */
export interface Titles {
  words: WordTable
  model: TitleModel
}

export interface TitleModel {
  version: string
  occupations: { escoUri: string; label: string }[]
  /** The occupation of each known name. */
  occupationOfName: Uint16Array
  /** A direction for each known name, row after row, in signed bytes. */
  names: Int8Array
}

const ESCO_OCCUPATION = 'http://data.europa.eu/esco/occupation/'

/** Reads both tables once in an isolate. */
export async function openTitles(ctx: Pick<Ctx, 'asset'>): Promise<Titles> {
  const [words, model] = await Promise.all([openWords(ctx), readAssetOnce(ctx, 'models/titles.bin', readTitleModel)])
  return { words, model }
}

function readTitleModel(file: ArrayBuffer): TitleModel {
  const table = readTableFile(file, (meta) => meta as { version: string })
  return {
    version: table.meta.version,
    occupations: table
      .text('occupations')
      .split('\n')
      .map((line) => ({ escoUri: ESCO_OCCUPATION + line.slice(0, UUID_LETTERS), label: line.slice(UUID_LETTERS) })),
    occupationOfName: table.shorts('occupationOfName'),
    names: table.bytes('names'),
  }
}

const UUID_LETTERS = 36
