import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { done, type FormAnswer, refused } from '../account/form-answer'
import { ProfileForm } from '../account/profile-form'
import { readProfileForm } from '../account/read-profile-form'
import { SettingsHeading } from '../account/settings-frame'
import { listTimeZones } from '../account/time-zones.server'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'

export async function loader({ context }: LoaderFunctionArgs) {
  return { me: await serverApi(context).people.me(), zones: listTimeZones() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const read = readProfileForm(await request.formData())
  if (!read.isRead) return data<FormAnswer>({ values: read.values, errors: read.errors, error: null, done: null }, 400)
  try {
    await serverApi(context).people.update(read.change)
    await context.signIn.renew()
    return data(done('Saved.'))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data(refused(read.values, { field: null, words: problemSentence(problem) }), problem.status)
  }
}

export default function ProfilePage() {
  const { me, zones } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <>
      <SettingsHeading title="Profile">Who you are here. Only what you switch on below is shown to others.</SettingsHeading>
      <ProfileForm me={me} zones={zones} answer={answer} />
    </>
  )
}
