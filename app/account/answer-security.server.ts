import type { AppLoadContext } from '@remix-run/cloudflare'
import { takeStep } from '../api/sign-in.server'
import { digitsOf } from './code-field'
import { drawQr } from './draw-qr.server'
import { done, type FormAnswer, refused, secretOf, textOf } from './form-answer'
import type { SecondStepSetup, SecurityAnswer, SecuritySection } from './security-answer'
import { stepProblem } from './step-words'

/** Does what a form of the security page asks of better-auth; what our own procedures do is the route's. `null`: not one of these. */
export async function answerSecurity(context: AppLoadContext, form: FormData): Promise<SecurityAnswer | null> {
  const password = secretOf(form, 'password')
  switch (textOf(form, 'intent')) {
    case 'change-password': {
      const newPassword = secretOf(form, 'newPassword')
      if (newPassword.length < 10) return answer('password', refused({}, stepProblem('PASSWORD_TOO_SHORT')))
      const step = await takeStep(context, '/change-password', { currentPassword: password, newPassword })
      return answer('password', step.isDone ? done('Your new password counts from now on.') : refused({}, stepProblem(step.code)))
    }
    case 'begin-second-step': {
      const step = await takeStep(context, '/two-factor/enable', password ? { password } : {})
      if (!step.isDone) return answer('second-step', refused({}, stepProblem(step.code)))
      const { totpURI, backupCodes } = step.body
      return answer('second-step', NOTHING, { setup: setupOf(String(totpURI), Array.isArray(backupCodes) ? backupCodes.map(String) : []) })
    }
    case 'prove-second-step': {
      const step = await takeStep(context, '/two-factor/verify-totp', { code: digitsOf(textOf(form, 'code')) })
      const backupCodes = textOf(form, 'backupCodes').split(' ')
      if (step.isDone) return answer('second-step', done('The second step is on. It is asked for at every sign-in but by a passkey.'))
      return answer('second-step', refused({}, stepProblem(step.code)), { setup: setupOf(textOf(form, 'uri'), backupCodes) })
    }
    case 'end-second-step': {
      const step = await takeStep(context, '/two-factor/disable', password ? { password } : {})
      return answer('second-step', step.isDone ? done('The second step is off.') : refused({}, stepProblem(step.code)))
    }
    case 'new-backup-codes': {
      const step = await takeStep(context, '/two-factor/generate-backup-codes', password ? { password } : {})
      if (!step.isDone) return answer('second-step', refused({}, stepProblem(step.code)))
      const { backupCodes } = step.body
      return answer('second-step', done('These are your backup codes from now on; the old ones no longer count.'), {
        backupCodes: Array.isArray(backupCodes) ? backupCodes.map(String) : [],
      })
    }
    case 'rename-passkey': {
      const name = textOf(form, 'name').slice(0, 80)
      if (!name) return answer('passkeys', refused({}, { field: null, words: 'Give the passkey a name.' }))
      const step = await takeStep(context, '/passkey/update-passkey', { id: textOf(form, 'passkeyId'), name })
      return answer('passkeys', step.isDone ? done('Renamed.') : refused({}, GONE))
    }
    case 'remove-passkey': {
      const step = await takeStep(context, '/passkey/delete-passkey', { id: textOf(form, 'passkeyId') })
      return answer(
        'passkeys',
        step.isDone ? done('Removed. Delete it on your device, too: it opens nothing any more.') : refused({}, GONE),
      )
    }
    default:
      return null
  }
}

const NOTHING: FormAnswer = { values: {}, errors: {}, error: null, done: null }
const GONE = { field: null, words: 'This passkey is not here any more.' }

export const answer = (
  section: SecuritySection,
  form: FormAnswer,
  more: Partial<Pick<SecurityAnswer, 'setup' | 'backupCodes'>> = {},
): SecurityAnswer => ({ section, setup: null, backupCodes: null, ...form, ...more })

/** Drawn anew after a wrong code: only the first answer of the server names the secret. */
function setupOf(uri: string, backupCodes: string[]): SecondStepSetup | null {
  const address = URL.parse(uri)
  if (address?.protocol !== 'otpauth:') return null
  const secret = address.searchParams.get('secret') ?? ''
  return { uri, secret: secret.match(/.{1,4}/g)?.join(' ') ?? '', backupCodes, qr: drawQr(uri) }
}
