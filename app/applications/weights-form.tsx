import type { TodayWeights } from '../../contract/applications'
import { Button } from '../ui/button'
import { ActForm } from './act-form'

const WEIGHTS: { name: keyof TodayWeights; words: string; hint: string }[] = [
  { name: 'due', words: 'Due date', hint: 'What is late or soon comes first' },
  { name: 'priority', words: 'Priority', hint: 'What you marked as important' },
  { name: 'stage', words: 'Stage', hint: 'The nearer to an offer, the higher' },
  { name: 'freshness', words: 'Freshness', hint: 'What changed lately' },
]

/** How much each thing counts in the order of the list. All at zero: by date alone. */
export function WeightsForm({ weights }: { weights: TodayWeights }) {
  return (
    <ActForm intent="weights" className="space-y-4">
      {({ isBusy }) => (
        <>
          {WEIGHTS.map(({ name, words, hint }) => (
            <div key={name}>
              <label htmlFor={`weight-${name}`} className="flex items-baseline justify-between text-sm font-medium">
                {words}
                <span className="text-xs font-normal text-ink-3">{hint}</span>
              </label>
              <input
                id={`weight-${name}`}
                type="range"
                name={name}
                min={0}
                max={100}
                step={5}
                key={weights[name]}
                defaultValue={weights[name]}
                className="w-full accent-accent"
              />
            </div>
          ))}
          <Button type="submit" size="sm" tone="primary" isBusy={isBusy}>
            Order by these
          </Button>
        </>
      )}
    </ActForm>
  )
}
