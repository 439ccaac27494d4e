import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'

/** The person takes their résumé back from the employer, or lets them see it again. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const applicationId = params.id ?? ''
  const isShared = (await request.formData()).get('isShared') === 'yes'
  await serverApi(context).hiring.setResumeAccess({ applicationId, isShared })
  return redirect(`/applications/${applicationId}`, 303)
}
