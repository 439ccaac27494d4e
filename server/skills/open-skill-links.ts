import type { Ctx } from '../core/ctx'
import { readAssetOnce } from '../core/read-asset'
import { openWords } from '../vectors/open-words'
import type { WordTable } from '../vectors/word-table'
import { type LinkModel, readLinkModel } from './link-model'

/** What `linkSkills` needs, read once in an isolate. */
export async function openSkillLinks(ctx: Pick<Ctx, 'asset'>): Promise<{ words: WordTable; model: LinkModel }> {
  const [words, model] = await Promise.all([openWords(ctx), readAssetOnce(ctx, 'models/skill-links.bin', readLinkModel)])
  return { words, model }
}
