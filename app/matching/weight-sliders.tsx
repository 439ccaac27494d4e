import { Form } from '@remix-run/react'
import { type MatchWeights, WEIGHED, type Weighed } from '../../contract/matching'
import { Button } from '../ui/button'
import { PART_WORDS } from './words'

/** How much each part counts. With scripts the list follows each move; without, the form is sent. */
export function WeightSliders({
  weights,
  hasNumerology,
  state,
  onChange,
  onRetry,
}: {
  weights: MatchWeights
  hasNumerology: boolean
  state: 'saved' | 'saving' | 'failed'
  onChange: (part: Weighed, value: number) => void
  onRetry: () => void
}) {
  const shown = WEIGHED.filter((part) => part !== 'numerology' || hasNumerology)
  return (
    <Form method="post" className="space-y-3.5">
      <input type="hidden" name="intent" value="weights" />
      {shown.map((part) => (
        <div key={part}>
          <label htmlFor={`weight-${part}`} className="flex items-baseline justify-between gap-2 text-sm font-medium">
            {PART_WORDS[part].name}
            <output htmlFor={`weight-${part}`} className="text-xs font-normal text-ink-3 tabular-nums">
              {weights[part]}
            </output>
          </label>
          <input
            id={`weight-${part}`}
            type="range"
            name={part}
            min={0}
            max={100}
            step={5}
            value={weights[part]}
            aria-describedby={`weight-${part}-hint`}
            onChange={(event) => onChange(part, Number(event.target.value))}
            className="w-full accent-accent"
          />
          <p id={`weight-${part}-hint`} className="text-xs text-ink-3">
            {PART_WORDS[part].hint}
          </p>
        </div>
      ))}
      {hasNumerology ? null : <input type="hidden" name="numerology" value="0" />}
      <noscript>
        <Button type="submit" size="sm" tone="primary">
          Order by these
        </Button>
      </noscript>
      <p role="status" className="min-h-8 text-xs text-ink-3">
        {state === 'saved' ? 'Saved. The list keeps this order.' : state === 'saving' ? 'Saving …' : 'Not saved.'}
        {state === 'failed' ? (
          <Button size="sm" tone="quiet" onClick={onRetry}>
            Try again
          </Button>
        ) : null}
      </p>
    </Form>
  )
}
