import { embedText, type WordTable } from '../../server/vectors/word-table'
import type { AiBinding } from '../../server/vendors/ai'

/** Cloudflare's AI binding as the Worker sees it: it takes at most 100 texts, and answers shape and data. Its directions are those of our table, turned round. */
export function fakeWorkersAi(table: WordTable, is: { away?: boolean; says?: unknown } = {}): AiBinding & { calls: number[] } {
  const calls: number[] = []
  return {
    calls,
    async run(model, { text, pooling }) {
      if (is.away) throw new Error('3040: Capacity temporarily exceeded')
      if (model !== '@cf/baai/bge-small-en-v1.5') throw new Error(`5007: No such model ${model}`)
      if (text.length > 100) throw new Error('5006: Error: oneOf at "/text" not met: array has too many items')
      calls.push(text.length)
      const data = text.map((each) => [...embedText(table, each).values].reverse().map((value) => value / 127))
      return is.says ?? { shape: [text.length, table.dimensions], data, pooling }
    },
  }
}
