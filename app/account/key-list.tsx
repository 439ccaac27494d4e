import { Form } from '@remix-run/react'
import type { ApiKey } from '../../contract/identity'
import { Badge } from '../ui/badge'
import { Button, buttonClass } from '../ui/button'
import { closeDialog, Dialog, DialogLink } from '../ui/dialog'
import { KeyIcon } from '../ui/icons'
import { EmptyState } from '../ui/states'
import { formatDay, TimeAgo } from '../ui/time-ago'
import { FormNotice } from './form-notice'
import type { KeyAnswer } from './key-answer'
import { SCOPE_WORDS } from './scope-words'

/** The keys that there are; ended ones are shown for a month. */
export function KeyList({ keys, now, answer }: { keys: ApiKey[]; now: string; answer: KeyAnswer | undefined }) {
  return (
    <section aria-label="Your keys">
      <FormNotice answer={answer} />
      {keys.length === 0 ? (
        <EmptyState icon={KeyIcon} title="No keys yet">
          <p>A key is for a program. People sign in.</p>
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line">
          {keys.map((key) => (
            <KeyLine key={key.id} apiKey={key} isLive={key.revokedAt === null && key.expiresAt > now} />
          ))}
        </ul>
      )}
    </section>
  )
}

function KeyLine({ apiKey, isLive }: { apiKey: ApiKey; isLive: boolean }) {
  const revokeId = `revoke-${apiKey.id}`
  return (
    <li className="flex flex-wrap items-start gap-3 px-4 py-3 text-sm" data-api-key={apiKey.id}>
      <div className="mr-auto min-w-0 basis-56">
        <p className="font-medium break-words">
          {apiKey.name} {isLive ? null : <Badge>{apiKey.revokedAt ? 'Revoked' : 'Over'}</Badge>}
        </p>
        <p className="mt-0.5 font-mono text-xs text-ink-3">{apiKey.prefix}…</p>
        <p className="mt-1 text-ink-2">{apiKey.scopes.map((scope) => SCOPE_WORDS[scope]).join(' · ')}</p>
        <p className="mt-1 text-xs text-ink-3">
          {apiKey.lastUsedAt ? (
            <>
              Last used <TimeAgo at={apiKey.lastUsedAt} />
            </>
          ) : (
            'Never used'
          )}
          {isLive ? ` · ends on ${formatDay(apiKey.expiresAt)}` : ''}
        </p>
      </div>
      {isLive ? (
        <div className="flex flex-wrap gap-2">
          <Form method="post">
            <input type="hidden" name="id" value={apiKey.id} />
            <Button type="submit" name="intent" value="rotate" size="sm" aria-label={`Rotate ${apiKey.name}`}>
              Rotate
            </Button>
          </Form>
          <DialogLink dialogId={revokeId} className={buttonClass({ size: 'sm' })} aria-label={`Revoke ${apiKey.name}`}>
            Revoke…
          </DialogLink>
          <Dialog id={revokeId} title={`Revoke ${apiKey.name}?`}>
            <Form method="post" onSubmit={() => closeDialog(revokeId)}>
              <input type="hidden" name="id" value={apiKey.id} />
              <p className="text-base text-ink-2">
                Programs that use it are refused at once. This cannot be taken back; a new key can be made at any time.
              </p>
              <div className="mt-5 flex justify-end">
                <Button type="submit" name="intent" value="revoke" tone="danger">
                  Revoke
                </Button>
              </div>
            </Form>
          </Dialog>
        </div>
      ) : null}
    </li>
  )
}
