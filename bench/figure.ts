/** One measured figure. `name` is stable, so that runs can be compared. */
export interface Figure {
  name: string
  value: number
  unit: 'ms' | 'posts/s' | 'jobs/s' | 'requests/s' | 'pages/s' | 'kB' | 'MB' | '×' | 'points' | 'µs' | ''
  /** What DESIGN §11 asks, where it asks for this. */
  budget?: { atMost: number } | { atLeast: number }
  note?: string
}

export interface Bench {
  name: string
  /** What is measured, in one sentence. */
  about: string
  run(options: BenchOptions): Promise<Figure[]>
}

export interface BenchOptions {
  /** Fewer rounds, for a first look. */
  isQuick: boolean
  /** The served, seeded system; started by the first bench that asks. */
  system(): Promise<import('../test/start-system').System>
  /** A bare Worker that answers `pong`, served by Miniflare in the same way. */
  ping(): Promise<{ origin: string; directOrigin: string }>
  /** A file given on the command line. */
  file: string | undefined
  log(line: string): void
  /** Called when the run is broken off before the bench has ended what it started. */
  onBreak(stop: () => Promise<unknown>): void
}

/** Rounded to three digits that count. */
export function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(3)) : value
}

export function percentile(values: number[], ratio: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * ratio) - 1)] ?? Number.NaN)
}

export const median = (values: number[]) => percentile(values, 0.5)

export function isMet({ value, budget }: Figure): boolean | null {
  if (!budget) return null
  return 'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast
}
