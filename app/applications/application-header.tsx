import type { Application, Stage } from '../../contract/applications'
import { defaultReasonOf, STAGE_GROUPS } from '../../contract/stages'
import { outcomesFor, refusalToMove } from '../../server/applications/core/stages'
import { CompanyTile } from '../jobs/company-tile'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { ActForm } from './act-form'
import { outcomeWords } from './change-words'
import { instantWord } from './due-words'
import { EmployerBox } from './employer-box'
import { OutcomeChoice } from './outcome-choice'
import { Fold } from './section'
import { GROUP_LOOK, GROUP_WORDS, OUTCOME_CHOICES } from './words'

/** What it is, where it stands, and the forms that move or close it. */
export function ApplicationHeader({ application, stages, timeZone }: { application: Application; stages: Stage[]; timeZone: string }) {
  const { title, companyName, places, group, outcome, stageSince, stageId } = application
  const stageName = stages.find((stage) => stage.id === stageId)?.name
  const fitting = OUTCOME_CHOICES.filter((kind) => outcomesFor(application).includes(kind))
  const [firstKind = 'withdrawn'] = fitting
  const seen = { fromGroup: group, fromStageId: stageId ?? '' }
  return (
    <header>
      <div className="flex items-start gap-4">
        <CompanyTile name={companyName} className="size-12 rounded-lg text-xl max-sm:hidden" />
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-[-0.025em] sm:text-3xl">{title}</h1>
          <p className="mt-1 text-ink-2">
            <span className="font-medium text-ink">{companyName ?? 'Company not named'}</span>
            {places.length > 0 ? ` · ${places.join(', ')}` : ''}
          </p>
        </div>
      </div>
      <EmployerBox application={application} timeZone={timeZone} />
      <div className="mt-5 rounded-lg border border-line bg-surface p-4">
        <p className="flex flex-wrap items-center gap-x-2 font-semibold">
          <span aria-hidden className={`size-2.5 rounded-full ${GROUP_LOOK[group].dot}`} />
          {GROUP_WORDS[group]}
          {stageName ? ` · ${stageName}` : ''}
          {outcome ? `: ${outcomeWords(outcome)}` : ''}
          <span className="text-sm font-normal text-ink-3">since {instantWord(stageSince, timeZone)}</span>
        </p>
        <ActForm intent="move" values={seen} className="mt-3 flex flex-wrap items-end gap-2">
          {({ isBusy, errorOf }) => (
            <>
              <Field label="Move to" error={errorOf('group')} className="min-w-36">
                {(control) => (
                  <Select {...control} name="group" key={group} defaultValue={group === 'closed' ? undefined : group} className="h-9!">
                    {STAGE_GROUPS.filter((each) => each !== 'closed').map((each) => (
                      <option key={each} value={each} disabled={refusalToMove(application, { group: each, stageId: null }, null) !== null}>
                        {GROUP_WORDS[each]}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <Field label="When (now if left empty)" error={errorOf('happenedAt')}>
                {(control) => <Input {...control} type="datetime-local" name="happenedAt" className="h-9!" />}
              </Field>
              <Button type="submit" tone="primary" isBusy={isBusy} className="min-h-9!">
                Move
              </Button>
            </>
          )}
        </ActForm>
        <Fold title={group === 'closed' ? 'It ended otherwise' : 'It has ended'}>
          <ActForm intent="move" about="closed" values={{ ...seen, group: 'closed' }} className="max-w-md">
            {({ isBusy, errorOf }) => (
              <>
                <OutcomeChoice
                  kinds={fitting}
                  startKind={outcome?.kind ?? firstKind}
                  startReason={outcome?.reason ?? defaultReasonOf(firstKind)}
                  error={errorOf('reason')}
                />
                <Button type="submit" isBusy={isBusy} className="mt-3">
                  Close application
                </Button>
              </>
            )}
          </ActForm>
        </Fold>
      </div>
    </header>
  )
}
