import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SetBirthData } from '../../contract/birth-data'
import { digitsOf } from '../account/code-field'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { SettingsHeading, SettingsSection } from '../account/settings-frame'
import { stepProblem } from '../account/step-words'
import { serverApi } from '../api/server'
import { takeStep } from '../api/sign-in.server'
import { BirthDataForm } from '../privacy/birth-data-form'
import { DeleteSection } from '../privacy/delete-section'
import { ExportSection } from '../privacy/export-section'
import { HoldsTable } from '../privacy/holds-table'
import { SupportVisits } from '../privacy/support-visits'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { TextLink } from '../ui/text-link'

export async function loader({ context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const [me, overview, download, birthData, { data: visits }, { last }] = await Promise.all([
    api.people.me(),
    api.privacy.overview(),
    api.privacy.exportState(),
    api.birthData.get(),
    api.support.visits(),
    api.live.last({ room: 'person/me' }),
  ])
  return { me, overview, download, birthData, visits, last }
}

export type PrivacyAnswer = FormAnswer & { intent: string }

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = textOf(form, 'intent')
  const values = { address: textOf(form, 'address'), birthDate: textOf(form, 'birthDate'), birthName: textOf(form, 'birthName') }
  const answer = (said: FormAnswer, status = 200) => data<PrivacyAnswer>({ ...said, intent }, status)
  const api = serverApi(context)
  try {
    switch (intent) {
      case 'export':
        await api.privacy.startExport()
        return answer(done('Your download is being made. You also get a mail when it is there.'))
      case 'keep':
        await api.privacy.takeBackDeletion()
        return answer(done('Your account stays, with everything in it.'))
      case 'delete':
        await api.privacy.askDeletion({ when: 'after-grace' })
        return answer(done('Noted. You can take it back until the end of the grace period, on any page.'))
      case 'erase-now': {
        const { confirmationCode } = await api.privacy.askDeletion({ when: 'now', address: values.address })
        await context.signIn.signOut()
        throw redirect(`/privacy/deletion/${confirmationCode}`)
      }
      case 'send-code': {
        const me = await api.people.me()
        const step = await takeStep(context, '/email-otp/send-verification-otp', { email: me.email, type: 'sign-in' })
        return step.isDone
          ? answer(done('A code is on its way to your address.'))
          : answer(refused(values, { field: null, words: stepProblem(step.code).words }), 400)
      }
      case 'prove': {
        const me = await api.people.me()
        const step = await takeStep(context, '/sign-in/email-otp', { email: me.email, otp: digitsOf(textOf(form, 'code')) })
        if (!step.isDone) return answer(refused(values, { field: 'code', words: stepProblem(step.code).words }), 400)
        throw redirect(step.needsSecondStep ? '/sign-in/second-step?to=/settings/privacy' : '/settings/privacy')
      }
      case 'birth-data': {
        const read = SetBirthData.safeParse({ birthDate: values.birthDate || null, birthName: values.birthName || null })
        if (!read.success) {
          const [issue] = read.error.issues
          return answer(
            refused(values, { field: String(issue?.path[0] ?? 'birthDate'), words: issue?.message ?? 'This cannot be used.' }),
            400,
          )
        }
        await api.birthData.set(read.data)
        return answer(done('Saved, sealed, for you alone.'))
      }
      case 'forget-birth-data':
        await api.birthData.remove()
        return answer(done('Forgotten. Nothing else has changed.'))
      default:
        throw new Response(null, { status: 400 })
    }
  } catch (thrown) {
    if (thrown instanceof Response && (thrown.status < 400 || !thrown.headers.get('content-type')?.includes('problem'))) throw thrown
    const problem = await readProblem(thrown)
    const field = problem.fields?.address ? 'address' : null
    return answer(refused(values, { field, words: (field && problem.fields?.address) || problemSentence(problem) }), problem.status)
  }
}

export default function PrivacySettingsPage() {
  const { me, overview, download, birthData, visits, last } = useLoaderData<typeof loader>()
  const answer: PrivacyAnswer | undefined = useActionData<typeof action>()
  const answerTo = (...intents: string[]) => (answer && intents.includes(answer.intent) ? answer : undefined)
  const isDemo = me.demoUntil !== null
  return (
    <>
      <SettingsHeading title="Privacy">
        What we keep of you, how you take it with you, and how it goes. What we keep of everybody stands under{' '}
        <TextLink to="/privacy">Privacy</TextLink>.
      </SettingsHeading>
      <FormNotice answer={answerTo('keep')} />
      <SettingsSection
        id="agreed"
        title="What you agreed to"
        lead="Mail and text messages leave only with your consent, which you take back in one click."
      >
        <p className="text-ink-2">
          Every word you agreed to, with its day, stands under <TextLink to="/settings/notifications">Notifications</TextLink>. Résumés that
          you made public by a link show how often they were seen, and are taken back where they are kept.
        </p>
      </SettingsSection>
      <SettingsSection
        id="download"
        title="Download everything"
        lead="One ZIP with all your data as JSON, your files as you uploaded them, and a page to read it. Once a day."
      >
        <ExportSection me={me} state={download} last={last} answer={answerTo('export')} />
      </SettingsSection>
      <SettingsSection
        id="birth-data"
        title="Birth date and birth name"
        lead="Only for numerology, and only if you want it. Sealed, in a place of its own, read by nobody but you; nothing else here depends on it."
      >
        <BirthDataForm held={birthData} answer={answerTo('birth-data', 'forget-birth-data')} />
      </SettingsSection>
      <SettingsSection
        id="support"
        title="When support looked"
        lead="An operator may look at what you see, for half an hour at most, to answer a question of yours. They change nothing; birth data, readings, résumés and messages stay closed to them."
      >
        <SupportVisits visits={visits} />
      </SettingsSection>
      <SettingsSection id="holds" title="What we keep" lead="How many things there are of you in each place, counted now.">
        <HoldsTable holds={overview.holds} />
      </SettingsSection>
      <SettingsSection id="delete" title="Delete the account" lead="Everything above is erased, and a page proves it.">
        <DeleteSection me={me} overview={overview} isDemo={isDemo} answer={answerTo('delete', 'erase-now', 'send-code', 'prove')} />
      </SettingsSection>
    </>
  )
}
