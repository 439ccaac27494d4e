import type { Ctx } from '../core/ctx'
import { readAssetOnce } from '../core/read-asset'
import { readWordTable, type WordTable } from './word-table'

/** The table of word vectors, 8 MB, read once in an isolate. */
export function openWords(ctx: Pick<Ctx, 'asset'>): Promise<WordTable> {
  return readAssetOnce(ctx, 'models/words.bin', readWordTable)
}
