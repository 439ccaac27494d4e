import { Form } from '@remix-run/react'
import type { Task } from '../../contract/tasks'
import { Button } from '../ui/button'
import { Table, Td, Th } from '../ui/table'
import { TimeAgo } from '../ui/time-ago'

const KIND_WORDS: Record<string, string> = {
  'leads.detect': 'Read a post',
  'privacy.erase-author': 'Erase a person',
  'notifications.send': 'Send a message',
  'notifications.digest': 'Write a digest',
}

type TaskTableProps = { tasks: Task[]; state: Task['state']; replayedId: FormDataEntryValue | null }

/** Tasks of one state, newest first; dead ones with what they failed with and the way to send them again. */
export function TaskTable({ tasks, state, replayedId }: TaskTableProps) {
  return (
    <Table caption={`Tasks: ${state}`}>
      <thead>
        <tr>
          <Th>Task</Th>
          <Th>Made</Th>
          <Th>{state === 'done' ? 'Done' : 'Next try'}</Th>
          <Th className="text-right">Tries</Th>
          <Th>Last failure</Th>
          {state === 'dead' ? (
            <Th>
              <span className="sr-only">Replay</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.id}>
            <Td>
              <span className="block font-medium whitespace-nowrap">{KIND_WORDS[task.kind] ?? task.kind}</span>
              <span className="block font-mono text-2xs text-ink-3">{task.id}</span>
            </Td>
            <Td className="whitespace-nowrap">
              <TimeAgo at={task.createdAt} />
            </Td>
            <Td className="whitespace-nowrap">{whenOf(task)}</Td>
            <Td className="text-right tabular-nums">{task.attempts}</Td>
            <Td className="font-mono text-xs">{task.lastError ?? <span className="font-sans text-ink-3">none</span>}</Td>
            {state === 'dead' ? (
              <Td>
                <Form method="post">
                  <input type="hidden" name="taskId" value={task.id} />
                  <Button type="submit" size="sm" isBusy={replayedId === task.id} aria-label={`Replay ${task.id}`}>
                    Replay
                  </Button>
                </Form>
              </Td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function whenOf(task: Task) {
  if (task.state === 'dead') return 'never'
  if (task.state === 'done') return task.doneAt ? <TimeAgo at={task.doneAt} /> : ''
  return task.attempts === 0 ? 'waits for its turn' : <time dateTime={task.runAfter}>{task.runAfter.slice(11, 19)} UTC</time>
}
