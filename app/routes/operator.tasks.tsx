import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import clsx from 'clsx'
import { serverApi } from '../api/server'
import { OperatorHeading } from '../operators/operator-page'
import { TaskTable } from '../operators/task-table'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button } from '../ui/button'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'

const STATES = ['dead', 'open', 'done'] as const
const STATE_NAMES = { dead: 'Dead', open: 'Open', done: 'Done' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const state = STATES.find((each) => each === searchParams.get('state')) ?? 'dead'
  const cursor = searchParams.get('cursor') ?? undefined
  return { state, isFirst: cursor === undefined, page: await serverApi(context).tasks.list({ state, cursor }) }
}

/** Gives one dead task, or all of them, a fresh start. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const taskId = form.get('taskId')
  const { tasks } = serverApi(context)
  try {
    if (typeof taskId === 'string') {
      await tasks.replay({ taskId })
      return data({ isDone: true, message: 'The task was sent again. If it fails once more, it comes back here.' })
    }
    const { replayed } = await tasks.replayDead()
    return data({
      isDone: true,
      message: `${replayed.toLocaleString('en')} dead ${replayed === 1 ? 'task was' : 'tasks were'} sent again.`,
    })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ isDone: false, message: problemSentence(problem) }, problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Tasks · Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function OperatorTasks() {
  const { state, page, isFirst } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const navigation = useNavigation()
  const replayed = navigation.formMethod === 'POST' ? (navigation.formData?.get('taskId') ?? 'all') : null
  return (
    <>
      <OperatorHeading title="Tasks">
        {state === 'dead' && page.data.length > 0 ? (
          <Form method="post">
            <Button type="submit" isBusy={replayed === 'all'}>
              Replay all dead
            </Button>
          </Form>
        ) : null}
      </OperatorHeading>
      <nav aria-label="Tasks by state" className="mb-4">
        <ul className="flex gap-1.5">
          {STATES.map((each) => (
            <li key={each}>
              <Link
                to={each === 'dead' ? '/operator/tasks' : `/operator/tasks?state=${each}`}
                aria-current={each === state ? 'page' : undefined}
                className={clsx(
                  'inline-flex min-h-8 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap no-underline',
                  each === state
                    ? 'border-transparent bg-accent-soft font-medium text-on-accent-soft'
                    : 'border-line text-ink-2 hover:bg-surface-2',
                )}
              >
                {STATE_NAMES[each]} <span className="tabular-nums">{page.counts[each].toLocaleString('en')}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {answer ? (
        <p
          role={answer.isDone ? 'status' : 'alert'}
          className={clsx('mb-4 rounded-md px-3 py-2 text-sm', answer.isDone ? 'bg-good-soft text-good' : 'bg-bad-soft text-bad')}
        >
          {answer.message}
        </p>
      ) : null}
      {page.data.length > 0 ? (
        <>
          <TaskTable tasks={page.data} state={state} replayedId={replayed} />
          <Pagination
            firstTo={isFirst ? null : `/operator/tasks?state=${state}`}
            nextTo={page.next && `/operator/tasks?state=${state}&cursor=${encodeURIComponent(page.next)}`}
          />
        </>
      ) : (
        <NoTasks state={state} />
      )}
    </>
  )
}

function NoTasks({ state }: { state: (typeof STATES)[number] }) {
  switch (state) {
    case 'dead':
      return (
        <EmptyState title="No task is dead">
          <p>A task that fails six times, or can never succeed, ends here with the reason, and can be sent again.</p>
        </EmptyState>
      )
    case 'open':
      return (
        <EmptyState title="Nothing waits">
          <p>Every task that was written has been carried out.</p>
        </EmptyState>
      )
    case 'done':
      return <EmptyState title="No task has been carried out yet" />
    default:
      return state satisfies never
  }
}
