import { Form } from '@remix-run/react'
import { useId } from 'react'
import type { Stage } from '../../contract/applications'
import { Button } from '../ui/button'
import { Input } from '../ui/field'

type StageLineProps = {
  stage: Stage
  /** Behind which stage it comes when it goes up (`null`: first) or down; `undefined` at that end of its group. */
  upAfterId: string | null | undefined
  downAfterId: string | null | undefined
  refusal: { words: string; name: string } | undefined
}

/** One stage of a person's own: its name to be changed, its place, and its end. Works without scripts. */
export function StageLine({ stage, upAfterId, downAfterId, refusal }: StageLineProps) {
  const id = useId()
  return (
    <li className="flex flex-wrap items-center gap-2 p-3">
      <Form method="post" className="flex min-w-56 flex-1 gap-2">
        <input type="hidden" name="stageId" value={stage.id} />
        <label htmlFor={id} className="sr-only">
          Name of {stage.name}
        </label>
        <Input
          id={id}
          name="name"
          required
          maxLength={40}
          defaultValue={refusal?.name || stage.name}
          aria-invalid={refusal ? true : undefined}
          aria-describedby={refusal ? `${id}-error` : undefined}
          autoComplete="off"
        />
        <Button type="submit" name="intent" value="rename" size="sm" aria-label={`Rename ${stage.name}`}>
          Rename
        </Button>
      </Form>
      <div className="flex gap-1">
        <Act stageId={stage.id} intent="place" afterId={upAfterId} label={`Move ${stage.name} up`}>
          ↑
        </Act>
        <Act stageId={stage.id} intent="place" afterId={downAfterId} label={`Move ${stage.name} down`}>
          ↓
        </Act>
        <Act stageId={stage.id} intent="remove" afterId={null} label={`Remove ${stage.name}`}>
          Remove
        </Act>
      </div>
      {refusal ? (
        <p id={`${id}-error`} role="alert" className="basis-full text-sm font-medium text-bad">
          {refusal.words}
        </p>
      ) : null}
    </li>
  )
}

type ActProps = { stageId: string; intent: string; afterId: string | null | undefined; label: string; children: string }

function Act({ stageId, intent, afterId, label, children }: ActProps) {
  return (
    <Form method="post">
      <input type="hidden" name="stageId" value={stageId} />
      <input type="hidden" name="afterId" value={afterId ?? ''} />
      <Button type="submit" name="intent" value={intent} size="sm" tone="quiet" disabled={afterId === undefined} aria-label={label}>
        {children}
      </Button>
    </Form>
  )
}
