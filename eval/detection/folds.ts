/** Repeatable pseudo-random numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * A fold from 0 to `count - 1` for each text. Near-copies share a fold: two texts are near when a third of the smaller one's
 * five-word runs (of a fixed sample) stand in the other, and nearness carries on (a~b, b~c puts a with c).
 */
export function assignFolds(texts: string[], count: number, seed: number): number[] {
  const group = groupNearCopies(texts)
  const roots = [...new Set(group)]
  const random = randomFrom(seed)
  for (let i = roots.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [roots[i] ?? 0, roots[j] ?? 0]
    roots[i] = b
    roots[j] = a
  }
  const sizes = new Map<number, number>()
  for (const root of group) sizes.set(root, (sizes.get(root) ?? 0) + 1)
  const loads = new Array<number>(count).fill(0)
  const foldOf = new Map<number, number>()
  // Large groups first, then in shuffled order, each to the fold that has least.
  roots.sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0))
  for (const root of roots) {
    const fold = loads.indexOf(Math.min(...loads))
    foldOf.set(root, fold)
    loads[fold] = (loads[fold] ?? 0) + (sizes.get(root) ?? 0)
  }
  return group.map((root) => foldOf.get(root) ?? 0)
}

function groupNearCopies(texts: string[]): number[] {
  const parents = texts.map((_, index) => index)
  const find = (index: number): number => {
    let at = index
    while (parents[at] !== at) at = parents[at] ?? at
    return at
  }
  const runs = texts.map(sampledRuns)
  const holders = new Map<string, number[]>()
  runs.forEach((set, index) => {
    for (const run of set) holders.set(run, [...(holders.get(run) ?? []), index])
  })
  runs.forEach((set, index) => {
    const shared = new Map<number, number>()
    for (const run of set) {
      const posts = holders.get(run) ?? []
      // A run that dozens of posts have is a phrase, not a copy.
      if (posts.length > 60) continue
      for (const other of posts) if (other > index) shared.set(other, (shared.get(other) ?? 0) + 1)
    }
    for (const [other, number] of shared) {
      if (number >= 3 && number >= Math.min(set.size, runs[other]?.size ?? 0) / 3) parents[find(other)] = find(index)
    }
  })
  return parents.map((_, index) => find(index))
}

function sampledRuns(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\d']+/gu) ?? []
  const runs = new Set<string>()
  for (let i = 0; i + 5 <= Math.min(words.length, 400); i++) runs.add(words.slice(i, i + 5).join(' '))
  return runs
}
