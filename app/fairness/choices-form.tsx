import { Form, useNavigation } from '@remix-run/react'
import { SELF_DIMENSIONS, SELF_GROUPS, type SelfIdentification } from '../../contract/fairness'
import type { FormAnswer } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/field'
import { DIMENSION_WORDS, groupWords } from './words'

/** What an applicant may decide and say beside the application: review by people alone, and answers that only ever are counted. */
export function ChoicesForm({ held, answer }: { held: SelfIdentification; answer: FormAnswer | undefined }) {
  const { organisationName, answers, refusesAi } = held
  const busy = useNavigation().formData?.get('intent')
  const hasSaid = SELF_DIMENSIONS.some((dimension) => answers[dimension] !== null)
  return (
    <div className="space-y-10">
      <FormNotice answer={answer} />
      <section aria-labelledby="review-part">
        <h2 id="review-part" className="text-lg font-semibold">
          Who looks at it
        </h2>
        <p className="mt-1.5 max-w-[60ch] text-ink-2">
          {refusesAi
            ? `People alone look at this application. No score is worked out for you here, and you stand in the list like everybody else.`
            : `${organisationName} may let software compare applications with the job. Nobody is rejected by a score. You may ask that people alone look at yours; it never counts against you.`}
        </p>
        <Form method="post" className="mt-3">
          <input type="hidden" name="intent" value={refusesAi ? 'allow-ai' : 'refuse-ai'} />
          <Button type="submit" isBusy={busy === 'allow-ai' || busy === 'refuse-ai'}>
            {refusesAi ? 'Let software take part again' : 'Let people alone look at it'}
          </Button>
        </Form>
      </section>
      <section aria-labelledby="self-part">
        <h2 id="self-part" className="text-lg font-semibold">
          Help to measure fairness
        </h2>
        <p className="mt-1.5 max-w-[60ch] text-ink-2">
          Nobody has to answer. What you say is sealed, kept apart from your application, and only ever counted: {organisationName} sees
          rates of groups of at least ten people, never your answers, nor whether you gave any. You can change or remove them at any time.
        </p>
        <Form method="post" className="mt-4 space-y-6" key={JSON.stringify(answers)}>
          {SELF_DIMENSIONS.map((dimension) => (
            <fieldset key={dimension}>
              <legend className="mb-1 font-medium">{DIMENSION_WORDS[dimension]}</legend>
              {SELF_GROUPS[dimension].map((group) => (
                <Checkbox key={group} type="radio" name={dimension} value={group} defaultChecked={answers[dimension] === group}>
                  {groupWords(group)}
                </Checkbox>
              ))}
              <Checkbox type="radio" name={dimension} value="">
                I prefer not to say
              </Checkbox>
            </fieldset>
          ))}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" name="intent" value="say" tone="primary" isBusy={busy === 'say'}>
              Save these answers
            </Button>
            {hasSaid ? (
              <Button type="submit" name="intent" value="forget" tone="quiet" isBusy={busy === 'forget'}>
                Remove all answers
              </Button>
            ) : null}
          </div>
        </Form>
      </section>
    </div>
  )
}
