import { useEffect, useState } from 'react'
import { OUTCOMES, type OutcomeKind, type OutcomeReason, reasonsOf } from '../../contract/stages'
import { Checkbox, Field, Select } from '../ui/field'
import { OUTCOME_HINTS, OUTCOME_WORDS, REASON_WORDS } from './words'

type OutcomeChoiceProps = {
  /** What fits where the application stands. */
  kinds: OutcomeKind[]
  startKind: OutcomeKind
  startReason: OutcomeReason
  error?: string | undefined
}

/** How it ended and why, as the fields `outcome` and `reason` of a form. Without scripts all reasons are offered, by outcome; the server tells a wrong pair. */
export function OutcomeChoice({ kinds, startKind, startReason, error }: OutcomeChoiceProps) {
  const [kind, setKind] = useState(startKind)
  const [isReady, setIsReady] = useState(false)
  useEffect(() => setIsReady(true), [])
  const offered = isReady ? [kind] : OUTCOMES.filter((each) => kinds.includes(each))
  return (
    <>
      <fieldset className="mt-4">
        <legend className="sr-only">Outcome</legend>
        <div className="-mx-1.5">
          {kinds.map((each) => (
            <Checkbox
              key={each}
              type="radio"
              name="outcome"
              value={each}
              required
              defaultChecked={each === startKind}
              onChange={() => setKind(each)}
              aside={<span className="max-sm:hidden">{OUTCOME_HINTS[each]}</span>}
            >
              {OUTCOME_WORDS[each]}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <Field label="Why" className="mt-3" error={error}>
        {(control) => (
          <Select key={isReady ? kind : ''} {...control} name="reason" defaultValue={startReason}>
            {offered.map((each) => (
              <optgroup key={each} label={OUTCOME_WORDS[each]}>
                {reasonsOf(each).map((reason) => (
                  <option key={reason} value={reason}>
                    {REASON_WORDS[reason]}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        )}
      </Field>
    </>
  )
}
