import { Form, useRevalidator } from '@remix-run/react'
import { type FormEvent, useEffect, useState } from 'react'
import type { WaysIn } from '../../contract/identity'
import { Button, buttonClass } from '../ui/button'
import { closeDialog, Dialog, DialogLink } from '../ui/dialog'
import { Field, Input } from '../ui/field'
import { TimeAgo } from '../ui/time-ago'
import { FormNotice } from './form-notice'
import type { SecurityAnswer } from './security-answer'
import { SettingsSection } from './settings-frame'

type Passkey = WaysIn['passkeys'][number]

/** Keys that a device keeps: finger, face or PIN instead of anything to remember. */
export function PasskeySection({ passkeys, answer }: { passkeys: Passkey[]; answer: SecurityAnswer | undefined }) {
  return (
    <SettingsSection
      id="passkeys"
      title="Passkeys"
      lead="Finger, face or the PIN of your device instead of anything to remember. The safest way in."
    >
      <FormNotice answer={answer} />
      {passkeys.length > 0 ? (
        <ul className="mb-5 divide-y divide-line rounded-lg border border-line">
          {passkeys.map((passkey) => (
            <PasskeyLine key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      ) : (
        <p className="mb-4 text-sm text-ink-2">None yet.</p>
      )}
      <AddPasskey />
      <p className="text-sm text-ink-2 scripting:hidden">Adding a passkey needs scripts in this browser.</p>
    </SettingsSection>
  )
}

function PasskeyLine({ passkey }: { passkey: Passkey }) {
  const [renameId, removeId] = [`rename-${passkey.id}`, `remove-${passkey.id}`]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5">
      <div className="mr-auto min-w-0 text-sm">
        <p className="font-medium break-words">{passkey.name}</p>
        <p className="text-xs text-ink-3">
          Added <TimeAgo at={passkey.createdAt} />
        </p>
      </div>
      <DialogLink dialogId={renameId} className={buttonClass({ size: 'sm', tone: 'quiet' })} aria-label={`Rename ${passkey.name}`}>
        Rename…
      </DialogLink>
      <DialogLink dialogId={removeId} className={buttonClass({ size: 'sm' })} aria-label={`Remove ${passkey.name}`}>
        Remove…
      </DialogLink>
      <Dialog id={renameId} title="Rename the passkey">
        <Form method="post" className="space-y-4" onSubmit={() => closeDialog(renameId)}>
          <input type="hidden" name="passkeyId" value={passkey.id} />
          <Field label="Name">
            {(control) => <Input {...control} name="name" required maxLength={80} defaultValue={passkey.name} autoComplete="off" />}
          </Field>
          <div className="flex justify-end">
            <Button type="submit" name="intent" value="rename-passkey" tone="primary">
              Rename
            </Button>
          </div>
        </Form>
      </Dialog>
      <Dialog id={removeId} title={`Remove ${passkey.name}?`}>
        <Form method="post" onSubmit={() => closeDialog(removeId)}>
          <input type="hidden" name="passkeyId" value={passkey.id} />
          <p className="text-ink-2">It no longer opens your account. Your other ways in stay.</p>
          <div className="mt-5 flex justify-end">
            <Button type="submit" name="intent" value="remove-passkey" tone="danger">
              Remove
            </Button>
          </div>
        </Form>
      </Dialog>
    </li>
  )
}

function AddPasskey() {
  const { revalidate } = useRevalidator()
  const [isAble, setIsAble] = useState<boolean | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [outcome, setOutcome] = useState<{ error: string | null; done: string | null }>({ error: null, done: null })
  useEffect(() => {
    void import('./passkeys').then(({ canUsePasskeys }) => setIsAble(canUsePasskeys()))
  }, [])

  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const name = String(new FormData(form).get('passkeyName') ?? '').trim() || 'Passkey'
    setIsBusy(true)
    const { addPasskey } = await import('./passkeys')
    const added = await addPasskey(name)
    setIsBusy(false)
    setOutcome(
      added.isDone ? { error: null, done: 'Added. It opens your account from the next sign-in on.' } : { error: added.words, done: null },
    )
    if (!added.isDone) return
    form.reset()
    revalidate()
  }

  if (isAble === null) return null
  if (!isAble) return <p className="text-sm text-ink-2">This browser cannot keep passkeys yet.</p>
  return (
    <form onSubmit={(event) => void add(event)} className="max-w-[24rem]">
      <FormNotice answer={outcome} />
      <Field label="Name of the new passkey" hint="So that you know it again: the device it is on.">
        {(control) => <Input {...control} name="passkeyName" maxLength={80} placeholder="My phone" autoComplete="off" />}
      </Field>
      <Button type="submit" className="mt-3" isBusy={isBusy}>
        Add a passkey
      </Button>
    </form>
  )
}
