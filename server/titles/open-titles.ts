import type { Ctx } from '../core/ctx'
import { readAssetOnce } from '../core/read-asset'
import { openWords } from '../vectors/open-words'
import type { WordTable } from '../vectors/word-table'
import { readTitleModel, type TitleModel } from './title-model'

/** What is needed to understand titles of jobs; the same for everyone. */
export interface Titles {
  words: WordTable
  model: TitleModel
}

/** Reads both tables, some 16 MB, once in an isolate. */
export async function openTitles(ctx: Pick<Ctx, 'asset'>): Promise<Titles> {
  const [words, model] = await Promise.all([openWords(ctx), readAssetOnce(ctx, 'models/titles.bin', readTitleModel)])
  return { words, model }
}
