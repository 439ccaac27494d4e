import type { Step } from '../../server/numerology/core/numbers'

/** The steps of one thing that is reduced: `Year: 19, 10, 1`. */
export interface StepGroup {
  of: string
  steps: Step[]
}

/** Steps that follow each other and are of the same thing, together. */
export function groupSteps(steps: Step[]): StepGroup[] {
  const groups: StepGroup[] = []
  for (const step of steps) {
    const last = groups.at(-1)
    const before = last?.steps.at(-1)
    // Two names may be written alike: what does not begin with the digits of the line before is another one.
    const goesOn = last?.of === step.of && before !== undefined && step.terms.map(({ from }) => from).join('') === String(before.total)
    if (last && goesOn) last.steps.push(step)
    else groups.push({ of: step.of, steps: [step] })
  }
  return groups
}
