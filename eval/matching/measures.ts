import { contentWords } from '../../server/matching/core/fold-words'

/**
 * How well an order puts high grades first, 0 to 1, counted to the tenth place (Järvelin and Kekäläinen 2002, gain 2^grade − 1).
 * Of equal scores the mean place counts. `null` when nothing has a grade above 0.
 */
export function ndcgAt10(items: readonly { score: number; grade: number }[]): number | null {
  const ideal = gainOf([...items].sort((a, b) => b.grade - a.grade).map(({ grade }) => 2 ** grade - 1))
  if (ideal === 0) return null
  const byScore = Map.groupBy(
    [...items].sort((a, b) => b.score - a.score),
    ({ score }) => score,
  )
  // Who ties is spread over their places, so that the order of the file helps nobody.
  const gains = [...byScore.values()].flatMap((equal) => {
    const mean = equal.reduce((sum, { grade }) => sum + 2 ** grade - 1, 0) / equal.length
    return equal.map(() => mean)
  })
  return gainOf(gains) / ideal
}

const gainOf = (gains: readonly number[]) => gains.slice(0, 10).reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0)

/** BM25 (k1 1.2, b 0.75) of texts, each scored against a query of the same kind, over the same stems that the match has. */
export function bm25(texts: readonly string[]): (query: string) => number[] {
  const bags = texts.map((text) => countStems(text))
  const lengths = bags.map((bag) => [...bag.values()].reduce((sum, count) => sum + count, 0))
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / texts.length
  const found = new Map<string, number>()
  for (const bag of bags) for (const stem of bag.keys()) found.set(stem, (found.get(stem) ?? 0) + 1)
  return (query) => {
    const asked = [...countStems(query).keys()]
    return bags.map((bag, number) =>
      asked.reduce((sum, stem) => {
        const count = bag.get(stem) ?? 0
        const idf = Math.log(1 + (texts.length - (found.get(stem) ?? 0) + 0.5) / ((found.get(stem) ?? 0) + 0.5))
        return sum + (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * (lengths[number] ?? 0)) / meanLength))
      }, 0),
    )
  }
}

function countStems(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { stem } of contentWords(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  return counts
}

export const meanOf = (values: readonly (number | null)[]) => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length
}
