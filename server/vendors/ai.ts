import { z } from 'zod'
import type { AiModels } from '../core/ctx'
import { upstreamFailed } from '../core/errors'

/** The part of Cloudflare's AI binding that we use. */
export interface AiBinding {
  run(model: string, input: { text: string[]; pooling: 'cls' }): Promise<unknown>
}

const MODEL = '@cf/baai/bge-small-en-v1.5'
/** The most texts that the model takes at once. Source: developers.cloudflare.com/workers-ai/models/bge-small-en-v1.5. */
const TEXTS_MAX = 100
const Answer = z.object({ data: z.array(z.array(z.number()).min(1)) })

/** Workers AI; `null` where the account has no such binding. */
export function aiModels(binding: AiBinding | undefined): AiModels | null {
  if (!binding) return null
  return {
    embeddingModel: `${MODEL}:cls`,
    async embed(texts) {
      const directions: number[][] = []
      for (let at = 0; at < texts.length; at += TEXTS_MAX) {
        const batch = texts.slice(at, at + TEXTS_MAX)
        const said = await binding.run(MODEL, { text: batch, pooling: 'cls' }).catch((cause: unknown) => {
          throw upstreamFailed('workers-ai', { cause, retryable: true })
        })
        const answer = Answer.safeParse(said)
        if (!answer.success || answer.data.data.length !== batch.length)
          throw upstreamFailed('workers-ai', { cause: answer.error, retryable: false })
        directions.push(...answer.data.data)
      }
      return directions
    },
  }
}
