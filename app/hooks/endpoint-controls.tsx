import { Form } from '@remix-run/react'
import type { HookEndpoint } from '../../contract/hooks'
import { CodeBlock } from '../developers/code-block'
import { Button, buttonClass } from '../ui/button'
import { Card } from '../ui/card'
import { closeDialog, Dialog, DialogLink } from '../ui/dialog'
import { Field, Input } from '../ui/field'
import type { HookFormAnswer } from './hook-answer'
import { answerWords } from './words'

type EndpointControlsProps = { endpoint: HookEndpoint; answer: HookFormAnswer | undefined; sinceDefault: string; busyWith: string | null }

/** What can be done with an endpoint beside changing it. */
export function EndpointControls({ endpoint, answer, sinceDefault, busyWith }: EndpointControlsProps) {
  const isOn = endpoint.state === 'on'
  return (
    <Card className="divide-y divide-line self-start px-5">
      <section aria-labelledby="test-title" className="py-5">
        <h2 id="test-title" className="text-lg font-semibold">
          Try it out
        </h2>
        <p className="mt-1 text-sm text-ink-2">
          Posts a signed event of the type <code className="font-mono text-xs">endpoint.tested</code> at once.
        </p>
        <Form method="post" className="mt-3" preventScrollReset>
          <Button type="submit" name="intent" value="test" isBusy={busyWith === 'test'}>
            Send a test event
          </Button>
        </Form>
        {answer?.tested ? (
          <div role="status" className="mt-3 text-sm" data-tested="">
            <p className="font-medium">It {answerWords(answer.tested).replace(/^(?=no)/, 'gave ')}</p>
            {answer.tested.answer ? (
              <div className="mt-1">
                <CodeBlock title="Body of the answer" kind="http" code={answer.tested.answer} />
              </div>
            ) : null}
          </div>
        ) : null}
      </section>
      {isOn ? (
        <section aria-labelledby="since-title" className="py-5">
          <h2 id="since-title" className="text-lg font-semibold">
            Send again since
          </h2>
          <p className="mt-1 text-sm text-ink-2">What it has not got since then, also what happened while it was off.</p>
          <Form method="post" className="mt-3 space-y-3" preventScrollReset>
            <Field label="Day and time, in UTC" error={answer?.errors.since}>
              {(control) => <Input {...control} type="datetime-local" name="since" required defaultValue={sinceDefault} />}
            </Field>
            <Button type="submit" name="intent" value="replay-since" isBusy={busyWith === 'replay-since'}>
              Send again
            </Button>
          </Form>
        </section>
      ) : null}
      <section aria-labelledby="secret-title" className="py-5">
        <h2 id="secret-title" className="text-lg font-semibold">
          Secret
        </h2>
        <p className="mt-1 text-sm text-ink-2">
          {endpoint.oldSecretUntil
            ? `The secret before this one signs too until ${endpoint.oldSecretUntil.slice(0, 16).replace('T', ' ')} UTC.`
            : 'A new one takes its place; both sign for a day, so that nothing is refused meanwhile.'}
        </p>
        <Form method="post" className="mt-3">
          <Button type="submit" name="intent" value="rotate">
            Make a new secret
          </Button>
        </Form>
      </section>
      <section aria-label="Switch off or remove" className="flex flex-wrap gap-3 py-5">
        <Form method="post">
          <Button type="submit" name="intent" value={isOn ? 'off' : 'on'} tone={isOn ? 'plain' : 'primary'}>
            {isOn ? 'Switch it off' : 'Switch it on'}
          </Button>
        </Form>
        <DialogLink dialogId="remove-endpoint" className={buttonClass({ tone: 'quiet' })}>
          Remove…
        </DialogLink>
        <Dialog id="remove-endpoint" title="Remove this endpoint?">
          <Form method="post" onSubmit={() => closeDialog('remove-endpoint')}>
            <p className="text-base text-ink-2">
              What is on its way to it is not sent any more, and its log goes too. This cannot be taken back.
            </p>
            <div className="mt-5 flex justify-end">
              <Button type="submit" name="intent" value="remove" tone="danger">
                Remove
              </Button>
            </div>
          </Form>
        </Dialog>
      </section>
    </Card>
  )
}
