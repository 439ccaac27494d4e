import { Form } from '@remix-run/react'
import { ORGANISATION_WEIGHT_PERCENT_MAX, type OrganisationNumerology } from '../../contract/numerology'
import { ORGANISATION_NOTICE } from '../../server/numerology/core/texts'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Checkbox, Field, Input } from '../ui/field'

/** The notice, and below it what only an owner may do; everybody else sees what is set. */
export function OrganisationSwitch({ setting, mayManage }: { setting: OrganisationNumerology; mayManage: boolean }) {
  return (
    <Card className="p-4 sm:p-5">
      <p className="font-semibold">
        {setting.isOn ? `It is on, and weighs ${setting.weightPercent} %.` : 'It is off. No list is touched by it.'}
      </p>
      <h2 className="mt-5 text-lg font-semibold">{ORGANISATION_NOTICE.title}</h2>
      <div className="mt-2 max-w-[46rem] space-y-3 text-ink-2">
        {ORGANISATION_NOTICE.paragraphs.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </div>
      <p className="mt-3 text-xs text-ink-3">
        Version {ORGANISATION_NOTICE.version} of this notice.
        {setting.noticeVersion === null ? '' : ` Version ${setting.noticeVersion} was accepted when it was last switched on.`}
      </p>
      {mayManage ? (
        <Form method="post" key={setting.version} className="mt-5 space-y-4 border-t border-line pt-5">
          <Field label="Weight in percent" hint={`0 to ${ORGANISATION_WEIGHT_PERCENT_MAX}. At 0 it is on and does nothing.`}>
            {(control) => (
              <Input
                {...control}
                type="number"
                name="weightPercent"
                min={0}
                max={ORGANISATION_WEIGHT_PERCENT_MAX}
                step={1}
                required
                defaultValue={setting.weightPercent || 5}
                className="max-w-28"
              />
            )}
          </Field>
          {setting.isOn ? null : (
            <Checkbox name="hasRead" required>
              I have read the notice
            </Checkbox>
          )}
          <input type="hidden" name="noticeVersion" value={ORGANISATION_NOTICE.version} />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" name="intent" value="on">
              {setting.isOn ? 'Save the weight' : 'Switch it on'}
            </Button>
            {setting.isOn ? (
              <Button type="submit" name="intent" value="off" formNoValidate>
                Switch it off
              </Button>
            ) : null}
          </div>
        </Form>
      ) : (
        <p className="mt-5 border-t border-line pt-5 text-sm text-ink-3">Only an owner of the organisation can change this.</p>
      )}
    </Card>
  )
}
