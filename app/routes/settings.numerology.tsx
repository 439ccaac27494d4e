import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NumerologyMethod } from '../../contract/numerology'
import { REFLECTION_NOTE } from '../../server/numerology/core/numbers'
import { readingOfPerson } from '../../server/numerology/core/reading'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { SettingsHeading, SettingsSection } from '../account/settings-frame'
import { serverApi } from '../api/server'
import { ReadingCards } from '../numerology/reading-cards'
import { ChoicesForm, ShareForm, ShareList } from '../numerology/settings-forms'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { TextLink } from '../ui/text-link'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const asked = new URL(request.url).searchParams.get('organisation')
  const [settings, { shares, asked: organisation }] = await Promise.all([
    api.numerology.settings(),
    api.numerology.shares({ asked: asked || null }),
  ])
  // Read only where it is shown: for who has not opted in, nothing is opened.
  const born = settings.forJobs ? await api.birthData.get() : null
  return { settings, shares, organisation, born, wasAsked: asked !== null }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = serverApi(context)
  try {
    switch (textOf(form, 'intent')) {
      case 'choose': {
        const method = NumerologyMethod.safeParse({
          lifePath: textOf(form, 'lifePath'),
          masters: textOf(form, 'masters'),
          name: textOf(form, 'name'),
          y: textOf(form, 'y'),
        })
        if (!method.success) return data<FormAnswer>(refused({}, { field: null, words: 'Choose one of the methods on the list.' }), 400)
        await api.numerology.setSettings({ forJobs: form.has('forJobs'), forHiring: form.has('forHiring'), method: method.data })
        return data<FormAnswer>(done('Saved.'))
      }
      case 'share':
        await api.numerology.share({ organisationSlug: textOf(form, 'organisationSlug'), textVersion: Number(textOf(form, 'textVersion')) })
        return data<FormAnswer>(done('Shared. You take it back below in one click.'))
      case 'stop':
        await api.numerology.stopSharing({ organisationId: textOf(form, 'organisationId') })
        return data<FormAnswer>(done('No longer shared.'))
      default:
        return data<FormAnswer>(refused({}, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<FormAnswer>(refused({}, { field: null, words: problemSentence(problem) }), problem.status)
  }
}

export default function NumerologySettingsPage() {
  const { settings, shares, organisation, born, wasAsked } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const hasData = born !== null && (born.birthDate !== null || born.birthName !== null)
  return (
    <>
      <SettingsHeading title="Numerology">
        {REFLECTION_NOTE} Everything here is off until you switch it on. The <TextLink to="/numerology">calculators</TextLink> need none of
        it and send nothing.
      </SettingsHeading>
      <FormNotice answer={answer} />
      <SettingsSection
        id="choices"
        title="What it may do"
        lead="Your own ordering of jobs is the only one that it can have a part in, with a weight that is 0 until you set it."
      >
        <ChoicesForm settings={settings} />
      </SettingsSection>
      <SettingsSection
        id="shares"
        title="Shared with organisations"
        lead="A reading between you and somebody who hires exists only if both of you opted in and you share it."
      >
        {organisation && !shares.some(({ organisationName, sharedAt }) => sharedAt !== null && organisationName === organisation.name) ? (
          <ShareForm asked={organisation} />
        ) : null}
        {wasAsked && !organisation ? <p className="mb-4 text-sm text-warn">The link names an organisation that does not exist.</p> : null}
        <ShareList shares={shares} />
      </SettingsSection>
      {settings.forJobs ? (
        <section aria-labelledby="reading" className="border-t border-line py-7">
          <h2 id="reading" className="mb-4 text-lg font-semibold">
            Your reading
          </h2>
          {hasData ? (
            <ReadingCards
              reading={readingOfPerson({ birthDate: born.birthDate, birthName: born.birthName }, settings.method)}
              birthDate={born.birthDate ?? ''}
              birthName={born.birthName ?? ''}
            />
          ) : (
            <p className="text-ink-2">
              There is nothing to read it from. You can give your birth date, your birth name, or both under{' '}
              <TextLink to="/settings/privacy#birth-data-title">Privacy</TextLink>, and take them away there again. They are sealed, and no
              reading is kept.
            </p>
          )}
        </section>
      ) : null}
    </>
  )
}
