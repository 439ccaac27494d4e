/** Numbers that look random and are the same for the same seed (mulberry32), so that a run that failed can be run again. */
export interface Random {
  /** 0 up to, but not including, 1. */
  ratio(): number
  /** A whole number from 0 up to, but not including, `count`. */
  below(count: number): number
  pick<T>(items: readonly [T, ...T[]]): T
}

export function newRandom(seed: number): Random {
  let state = seed >>> 0
  const ratio = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(ratio() * count)
  return { ratio, below, pick: (items) => items[below(items.length)] ?? items[0] }
}

/** The same items in another order, none further than `reach` places from where it was. */
export function jostle<T>(random: Random, items: T[], reach: number): T[] {
  return items
    .map((item, index) => ({ item, place: index + random.ratio() * reach }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
