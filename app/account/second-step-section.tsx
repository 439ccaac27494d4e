import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { CodeField } from './code-field'
import { CopyButton } from './copy-button'
import { FormNotice } from './form-notice'
import type { SecondStepSetup, SecurityAnswer } from './security-answer'
import { SettingsSection } from './settings-frame'

type SecondStepSectionProps = { isOn: boolean; hasPassword: boolean; answer: SecurityAnswer | undefined }

/** A code of an app besides the first way in. */
export function SecondStepSection({ isOn, hasPassword, answer }: SecondStepSectionProps) {
  return (
    <SettingsSection
      id="second-step"
      title="Second step"
      lead={
        <>
          A code of an authenticator app, asked for after password, mail code or provider.{' '}
          <Badge tone={isOn ? 'good' : 'neutral'}>{isOn ? 'On' : 'Off'}</Badge>
        </>
      }
    >
      <FormNotice answer={answer} />
      {answer?.setup ? (
        <Setup setup={answer.setup} codeError={answer.errors.code} />
      ) : isOn ? (
        <>
          {answer?.backupCodes ? <BackupCodes codes={answer.backupCodes} /> : null}
          <div className="space-y-6">
            <Ask intent="new-backup-codes" send="Make new backup codes" hasPassword={hasPassword} answer={answer}>
              Each backup code lets you in once without the app. New ones end the old ones.
            </Ask>
            <Ask intent="end-second-step" send="Switch the second step off" hasPassword={hasPassword} answer={answer}>
              Then your first way in is enough.
            </Ask>
          </div>
        </>
      ) : (
        <Ask intent="begin-second-step" send="Set up a second step" hasPassword={hasPassword} answer={answer}>
          You need an app that makes codes, such as the one your phone or password manager brings.
        </Ask>
      )}
    </SettingsSection>
  )
}

type AskProps = { intent: string; send: string; hasPassword: boolean; answer: SecurityAnswer | undefined; children: ReactNode }

/** Something weighty: who has a password shows that they know it. */
function Ask({ intent, send, hasPassword, answer, children }: AskProps) {
  const isBusy = useNavigation().formData?.get('intent') === intent
  return (
    <Form method="post" className="max-w-[24rem]">
      <p className="text-sm text-ink-2">{children}</p>
      {hasPassword ? (
        <Field label="Password, to show that it is you" className="mt-3" error={answer?.errors.password}>
          {(control) => <Input {...control} name="password" type="password" required maxLength={128} autoComplete="current-password" />}
        </Field>
      ) : null}
      <Button type="submit" name="intent" value={intent} className="mt-3" isBusy={isBusy}>
        {send}
      </Button>
    </Form>
  )
}

function Setup({ setup, codeError }: { setup: SecondStepSetup; codeError: string | undefined }) {
  const isBusy = useNavigation().formData?.get('intent') === 'prove-second-step'
  return (
    <ol className="space-y-6">
      <li>
        <h3 className="font-semibold">1. Show this to your app</h3>
        <div className="mt-3 flex flex-wrap items-start gap-5">
          {/* Black on white in both themes: cameras need it. */}
          <svg
            viewBox={`0 0 ${setup.qr.size} ${setup.qr.size}`}
            role="img"
            aria-label="QR code with the secret below"
            shapeRendering="crispEdges"
            className="size-44 shrink-0 rounded-md border border-line"
          >
            <rect width="100%" height="100%" fill="#fff" />
            <path d={setup.qr.path} fill="#000" />
          </svg>
          <div className="min-w-0 flex-1 basis-56 text-sm">
            <p className="text-ink-2">Or type this secret into it:</p>
            <p className="mt-1.5 rounded-md bg-surface-2 px-3 py-2 font-mono break-words" data-secret="">
              {setup.secret}
            </p>
            <CopyButton text={setup.secret.replaceAll(' ', '')} label="Copy the secret" />
          </div>
        </div>
      </li>
      <li>
        <h3 className="mb-2 font-semibold">2. Keep the backup codes</h3>
        <BackupCodes codes={setup.backupCodes} />
      </li>
      <li>
        <h3 className="font-semibold">3. Type what the app shows</h3>
        <Form method="post" className="mt-3 max-w-[24rem] space-y-3">
          <input type="hidden" name="uri" value={setup.uri} />
          <input type="hidden" name="backupCodes" value={setup.backupCodes.join(' ')} />
          <CodeField label="Code of the app" error={codeError} />
          <Button type="submit" name="intent" value="prove-second-step" tone="primary" isBusy={isBusy}>
            Switch the second step on
          </Button>
        </Form>
      </li>
    </ol>
  )
}

function BackupCodes({ codes }: { codes: string[] }) {
  return (
    <div className="mb-5 text-sm">
      <p className="text-ink-2">
        They are shown this once. Print them or put them where your passwords are: each lets you in without the app, once.
      </p>
      <ul
        className="mt-2 grid max-w-[24rem] grid-cols-2 gap-x-6 gap-y-1 rounded-md bg-surface-2 px-3 py-2 font-mono"
        aria-label="Backup codes"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} label="Copy the backup codes" />
    </div>
  )
}
