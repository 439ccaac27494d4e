import type { MasterRule, Step, Term } from './numbers'

const MASTERS = { none: [], '11-22': [11, 22], '11-22-33': [11, 22, 33] } as const satisfies Record<MasterRule, readonly number[]>

/** Adds terms, then the digits of the total, and so on, until a single digit or a master number of this rule stands there. */
export function addUp(of: string, terms: Term[], masters: MasterRule): Step[] {
  const steps: Step[] = []
  let addends = terms
  for (;;) {
    const total = addends.reduce((sum, term) => sum + term.value, 0)
    const isMaster = (MASTERS[masters] as readonly number[]).includes(total)
    steps.push({ of, terms: addends, total, isMaster })
    if (total <= 9 || isMaster) return steps
    addends = digitsOf(String(total))
  }
}

/** As `addUp`, for one number: `29` begins as `2 + 9`, while `7`, or a master number, is there already. */
export function addUpNumber(of: string, value: number, masters: MasterRule): Step[] {
  const isThere = value <= 9 || (MASTERS[masters] as readonly number[]).includes(value)
  return addUp(of, isThere ? [{ value, from: String(value) }] : digitsOf(String(value)), masters)
}

/** The figures of a text of figures, each as a term. */
export function digitsOf(figures: string): Term[] {
  return Array.from(figures, (digit) => ({ value: Number(digit), from: digit }))
}

/** The last total of some steps. */
export function totalOf(steps: Step[]): number {
  return steps.at(-1)?.total ?? 0
}
