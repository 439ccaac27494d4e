import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answer, answerSecurity } from '../account/answer-security.server'
import { done, refused, textOf } from '../account/form-answer'
import { PasskeySection } from '../account/passkey-section'
import { PasswordSection } from '../account/password-section'
import { ProviderSection } from '../account/provider-section'
import { readAnew } from '../account/read-anew'
import { SecondStepSection } from '../account/second-step-section'
import type { SecurityAnswer, SecuritySection } from '../account/security-answer'
import { SessionSection } from '../account/session-section'
import { SettingsHeading } from '../account/settings-frame'
import { providerProblem } from '../account/step-words'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'

export const shouldRevalidate = readAnew

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const [me, ways, sessions] = await Promise.all([api.people.me(), api.session.waysIn(), api.session.list()])
  const query = new URL(request.url).searchParams
  const problem = providerProblem(query.get('problem'))
  const isPasswordNew = query.get('changed') === 'password'
  return { me, ways, sessions, problem, isPasswordNew, offered: context.signIn.providers }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  // The gate: what stands below asks better-auth, which would answer in its own words.
  await api.people.me()
  const form = await request.formData()
  const asked = await answerSecurity(context, form)
  if (asked) {
    // Whoever knew the old password is signed out with it.
    if (asked.section === 'password' && asked.done && form.get('others') === 'on') await api.session.revokeOthers()
    return data<SecurityAnswer>(asked, asked.done || asked.setup ? 200 : 400)
  }
  const section: SecuritySection = textOf(form, 'intent') === 'unlink' ? 'providers' : 'sessions'
  try {
    switch (textOf(form, 'intent')) {
      case 'unlink':
        await api.session.unlinkProvider({ accountId: textOf(form, 'accountId') })
        return data(answer(section, done('Unlinked. You still get in by a code.')))
      case 'revoke':
        await api.session.revoke({ sessionId: textOf(form, 'sessionId') })
        return data(answer(section, done('Signed out there. What it has open says so at once and shows nothing new.')))
      case 'revoke-others': {
        const { ended } = await api.session.revokeOthers()
        return data(answer(section, done(ended === 1 ? 'One other device was signed out.' : `${ended} other devices were signed out.`)))
      }
      default:
        return data(answer(section, refused({}, { field: null, words: 'This page does not know that button. Load it again.' })), 400)
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data(answer(section, refused({}, { field: null, words: problemSentence(problem) })), problem.status)
  }
}

/** After a password was set by a code of the mail, which leads here. */
const NEW_PASSWORD: SecurityAnswer = {
  section: 'password',
  setup: null,
  backupCodes: null,
  ...done('Your new password counts from now on. Every other device was signed out.'),
}

export default function SecurityPage() {
  const { me, ways, sessions, problem, isPasswordNew, offered } = useLoaderData<typeof loader>()
  const given: SecurityAnswer | undefined = useActionData<typeof action>()
  const answerOf = (section: SecuritySection) => (given?.section === section ? given : undefined)
  return (
    <>
      <SettingsHeading title="Security">
        How you get in, and where you are in. A code by mail always works, so nobody locks themselves out.
      </SettingsHeading>
      <PasswordSection
        hasPassword={ways.hasPassword}
        email={me.email}
        answer={answerOf('password') ?? (isPasswordNew ? NEW_PASSWORD : undefined)}
      />
      <SecondStepSection isOn={ways.hasSecondStep} hasPassword={ways.hasPassword} answer={answerOf('second-step')} />
      <PasskeySection passkeys={ways.passkeys} answer={answerOf('passkeys')} />
      <ProviderSection linked={ways.providers} offered={offered} problem={problem} answer={answerOf('providers')} />
      <SessionSection sessions={sessions} answer={answerOf('sessions')} />
    </>
  )
}
