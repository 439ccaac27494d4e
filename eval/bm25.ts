/** The yardstick of every ranking here: BM25 over texts of words (k1 1.2, b 0.75). Returns a score for each text, 0 for those without a word of the query. */
export function bm25(texts: string[][]): (query: string[]) => Float64Array {
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / Math.max(texts.length, 1)
  const postings = new Map<string, { at: number; times: number }[]>()
  texts.forEach((text, at) => {
    const times = new Map<string, number>()
    for (const word of text) times.set(word, (times.get(word) ?? 0) + 1)
    for (const [word, count] of times) {
      const list = postings.get(word) ?? []
      list.push({ at, times: count })
      postings.set(word, list)
    }
  })
  return (query) => {
    const scores = new Float64Array(texts.length)
    for (const word of new Set(query)) {
      const list = postings.get(word) ?? []
      const rarity = Math.log(1 + (texts.length - list.length + 0.5) / (list.length + 0.5))
      for (const { at, times } of list) {
        const length = K1 * (1 - B + (B * (texts[at]?.length ?? 0)) / mean)
        scores[at] = (scores[at] ?? 0) + (rarity * times * (K1 + 1)) / (times + length)
      }
    }
    return scores
  }
}

const K1 = 1.2
const B = 0.75
