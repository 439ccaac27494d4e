import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { type ClientActionFunctionArgs, Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import clsx from 'clsx'
import { serverApi } from '../api/server'
import { NotificationList } from '../notifications/notification-list'
import { revalidatesWhenSent } from '../offline/revalidates-when-sent'
import { sendOrStay, UNSENT_WORDS } from '../offline/send-or-stay'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button, ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const unreadOnly = searchParams.get('show') === 'unread'
  const cursor = searchParams.get('cursor') ?? undefined
  const { notifications } = serverApi(context)
  const [page, { timeZone }] = await Promise.all([notifications.list({ unreadOnly, cursor }), notifications.preferences()])
  return { page, timeZone, unreadOnly, isFirst: cursor === undefined }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const id = form.get('id')
  const { notifications } = serverApi(context)
  try {
    if (form.get('intent') === 'read' && typeof id === 'string') await notifications.markRead({ ids: [id] })
    else await notifications.markAllRead()
    return data({ error: null })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ error: problemSentence(problem) }, problem.status)
  }
}

/** Without a network what is unread stays so, and the list stays where it is. */
export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  sendOrStay(() => serverAction<typeof action>(), { error: UNSENT_WORDS })

export const shouldRevalidate = revalidatesWhenSent

export const meta: MetaFunction = () => [{ title: 'Notifications · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function NotificationsPage() {
  const { page, timeZone, unreadOnly, isFirst } = useLoaderData<typeof loader>()
  const error = useActionData<typeof action>()?.error
  const isMarkingAll = useNavigation().formData?.get('intent') === 'read-all'
  const address = unreadOnly ? '/notifications?show=unread' : '/notifications'
  return (
    <Page className="max-w-[46rem]! pt-6 sm:pt-10">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Notifications</h1>
        <div className="flex flex-wrap gap-2">
          {page.unread > 0 ? (
            <Form method="post">
              <input type="hidden" name="intent" value="read-all" />
              <Button type="submit" size="sm" isBusy={isMarkingAll}>
                Mark all as read
              </Button>
            </Form>
          ) : null}
          <ButtonLink to="/settings/notifications" size="sm" tone="quiet">
            Settings
          </ButtonLink>
        </div>
      </div>
      {error ? (
        <p role="alert" className="mb-4 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {error}
        </p>
      ) : null}
      <nav aria-label="Which notifications" className="mb-4">
        <ul className="flex gap-1.5">
          <ShownLink to="/notifications" isShown={!unreadOnly}>
            All
          </ShownLink>
          <ShownLink to="/notifications?show=unread" isShown={unreadOnly}>
            Unread <span className="tabular-nums">{page.unread.toLocaleString('en')}</span>
          </ShownLink>
        </ul>
      </nav>
      {page.data.length > 0 ? (
        <>
          <NotificationList notifications={page.data} timeZone={timeZone} />
          <Pagination
            firstTo={isFirst ? null : address}
            nextTo={page.next && `/notifications?${unreadOnly ? 'show=unread&' : ''}cursor=${encodeURIComponent(page.next)}`}
          />
        </>
      ) : (
        <EmptyState title={unreadOnly ? 'Everything is read' : 'Nothing has happened yet'}>
          <p>
            {unreadOnly
              ? 'What is new stands here until you have read it.'
              : 'When an application moves, an interview comes near or a saved job closes, you read it here at once.'}
          </p>
        </EmptyState>
      )}
    </Page>
  )
}

function ShownLink({ to, isShown, children }: { to: string; isShown: boolean; children: React.ReactNode }) {
  return (
    <li>
      <Link
        to={to}
        aria-current={isShown ? 'page' : undefined}
        className={clsx(
          'inline-flex min-h-8 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap no-underline',
          isShown ? 'border-transparent bg-accent-soft font-medium text-on-accent-soft' : 'border-line text-ink-2 hover:bg-surface-2',
        )}
      >
        {children}
      </Link>
    </li>
  )
}
