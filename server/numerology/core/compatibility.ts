import { ENGINE_VERSION, type NumberKind, REFLECTION_NOTE } from './numbers'
import type { Reading } from './reading'

/** How two numbers stand to each other, and what that counts: 3, 2, 1 or 0 points of 3. */
export const ACCORDS = ['natural', 'compatible', 'neutral', 'challenging'] as const
export type Accord = (typeof ACCORDS)[number]

/** The numbers that are compared, in this order; each counts the same. */
const COMPARED = ['lifePath', 'expression', 'soulUrge'] as const satisfies NumberKind[]
const POINTS_MAX = 3

/** One comparison: both numbers reduced to a single digit, and what it counts. */
export interface AccordStep {
  kind: (typeof COMPARED)[number]
  ofA: number
  ofB: number
  accord: Accord
  points: number
  pointsMax: number
}

export interface Compatibility {
  /** 0 to 1: `points` divided by `pointsMax`. `null` when no number is defined for both. */
  score: number | null
  points: number
  pointsMax: number
  steps: AccordStep[]
  /** What could not be compared, as sentences. */
  leftOut: string[]
  method: string
  version: typeof ENGINE_VERSION
  note: typeof REFLECTION_NOTE
}

/**
 * Row by row from 1 to 9: how each number stands to 1 … 9. Numbers of one concord (1-5-7, 2-4-8, 3-6-9) are natural to each other; the rest as the
 * chart in docs/numerology.md, "Compatibility", has it. The table is its own mirror image; a test holds that.
 */
const CHART = ['nxcxnxn-c', 'xncnxcxn-', 'ccnxcnxxn', 'xnxnxccnx', 'nxcxnxn-c', 'xcncxnxcn', 'nxxcnxnx-', '-nxn-cxnx', 'c-nxcn-xn']

const ACCORD_OF: Readonly<Record<string, Accord>> = { n: 'natural', c: 'compatible', '-': 'neutral', x: 'challenging' }
const POINTS: Readonly<Record<Accord, number>> = { natural: 3, compatible: 2, neutral: 1, challenging: 0 }

const KIND_WORDS = { lifePath: 'life path', expression: 'expression', soulUrge: 'soul urge' } as const

/**
 * How two readings stand to each other: life path with life path, expression with expression, soul urge with soul urge, each by the chart of concords.
 * The order of the two makes no difference. Numbers that one of them lacks are left out and named; nothing is put in their place.
 */
export function compatibilityOf(a: Reading, b: Reading): Compatibility {
  const steps: AccordStep[] = []
  const leftOut: string[] = []
  for (const kind of COMPARED) {
    const [ofA, ofB] = [a[kind], b[kind]]
    if (ofA.value === null || ofB.value === null) {
      leftOut.push(`The ${KIND_WORDS[kind]} of ${ofA.value === null && ofB.value === null ? 'both' : 'one of the two'} is not defined.`)
      continue
    }
    const accord = accordOf(ofA.root, ofB.root)
    steps.push({ kind, ofA: ofA.root, ofB: ofB.root, accord, points: POINTS[accord], pointsMax: POINTS_MAX })
  }
  const points = steps.reduce((sum, step) => sum + step.points, 0)
  const pointsMax = steps.length * POINTS_MAX
  return {
    score: pointsMax === 0 ? null : points / pointsMax,
    points,
    pointsMax,
    steps,
    leftOut,
    method:
      'Chart of the concords 1-5-7, 2-4-8 and 3-6-9: natural 3, compatible 2, neutral 1, challenging 0 points; master numbers are reduced.',
    version: ENGINE_VERSION,
    note: REFLECTION_NOTE,
  }
}

/** How two single digits stand to each other. */
export function accordOf(a: number, b: number): Accord {
  const accord = ACCORD_OF[CHART[a - 1]?.charAt(b - 1) ?? '']
  if (!accord) throw new Error(`The chart has no place for ${a} and ${b}.`)
  return accord
}
