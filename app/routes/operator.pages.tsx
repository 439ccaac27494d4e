import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { serverApi } from '../api/server'
import { ConnectPageForm } from '../operators/connect-page-form'
import { OperatorHeading } from '../operators/operator-page'
import { PageTable } from '../operators/page-table'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/states'

type PageAnswer = { isDone: boolean; message: string; errors: Record<string, string>; values: Record<string, string> }

export async function loader({ context }: LoaderFunctionArgs) {
  return { pages: await serverApi(context).sources.listPages() }
}

/** Connects a Page, or stops accepting its posts. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const values = { externalId: String(form.get('externalId') ?? ''), name: String(form.get('name') ?? '') }
  const { sources } = serverApi(context)
  try {
    if (form.get('intent') === 'disconnect') {
      const page = await sources.disconnectPage({ pageId: String(form.get('pageId') ?? '') })
      return data<PageAnswer>({
        isDone: true,
        message: `${page.name} is disconnected. What it posted before stays.`,
        errors: {},
        values: {},
      })
    }
    const page = await sources.connectPage(values)
    return data<PageAnswer>({ isDone: true, message: `${page.name} is connected. Its next post is read.`, errors: {}, values: {} })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<PageAnswer>({ isDone: false, message: problemSentence(problem), errors: problem.fields ?? {}, values }, problem.status)
  }
}

export const meta: MetaFunction = () => [
  { title: 'Facebook Pages · Operators · Numerojobs' },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function OperatorPages() {
  const { pages } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const navigation = useNavigation()
  const sent = navigation.formMethod === 'POST' ? navigation.formData : undefined
  return (
    <>
      <OperatorHeading title="Facebook Pages" />
      <p className="mb-5 max-w-[44rem] text-ink-2">
        Posts are accepted only from Pages whose admin connected them. Everything else that Facebook sends is answered and not kept.
      </p>
      {answer ? (
        <p
          role={answer.isDone ? 'status' : 'alert'}
          className={`mb-4 rounded-md px-3 py-2 text-sm ${answer.isDone ? 'bg-good-soft text-good' : 'bg-bad-soft text-bad'}`}
        >
          {answer.message}
        </p>
      ) : null}
      <div className="items-start gap-6 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem]">
        {pages.length > 0 ? (
          <PageTable pages={pages} busyId={sent?.get('pageId') ?? null} />
        ) : (
          <Card>
            <EmptyState title="No Page is connected yet">
              <p>Connect the first one, and point the webhook of your Facebook app at this server.</p>
            </EmptyState>
          </Card>
        )}
        <ConnectPageForm
          key={answer?.isDone ? pages.length : 'typed'}
          values={answer?.values ?? {}}
          errors={answer?.errors ?? {}}
          isBusy={sent?.get('intent') === 'connect'}
        />
      </div>
    </>
  )
}
