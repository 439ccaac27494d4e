import type { Ctx } from '../core/ctx'
import { openWords } from './open-words'
import { toVector, type Vector } from './vector'
import { embedText } from './word-table'

/** Turns texts into directions of which near ones mean alike. */
export interface Embedder {
  /** Name and version; stored beside each vector. */
  model: string
  /**
   * One vector for each text, in order.
   * @throws upstream_failed  a vendor's model is away; the table never is
   */
  embed(texts: string[]): Promise<Vector[]>
}

/** The vendor's model where one is bound, else our own table of words. */
export async function openEmbedder(ctx: Pick<Ctx, 'asset' | 'ai'>): Promise<Embedder> {
  const { ai } = ctx
  if (ai) {
    const model = ai.embeddingModel
    return { model, embed: async (texts) => (await ai.embed(texts)).map((direction) => toVector(model, direction)) }
  }
  const table = await openWords(ctx)
  return { model: table.model, embed: async (texts) => texts.map((text) => embedText(table, text)) }
}
