import { useActionData, useFetcher } from '@remix-run/react'
import { type ReactNode, useEffect, useRef } from 'react'
import { showToast } from '../ui/toast'
import type { DetailAnswer } from './detail-answer'

type ActFormProps = {
  intent: string
  /** Which of several forms of this intent it is: the id of what it is about. */
  about?: string
  /** Fields that nobody sees. */
  values?: Record<string, string>
  encType?: 'multipart/form-data'
  className?: string
  /** Asked before it is sent, when scripts run: what cannot be brought back by a press of undo. */
  confirm?: string
  children(state: { isBusy: boolean; errorOf(name: string): string | undefined; typed(name: string): string | undefined }): ReactNode
}

/**
 * A form of an application's page. Its answer stands in it; what was typed stays until it is taken. With scripts the page stays where it
 * is and the form empties; without, the page is drawn anew.
 */
export function ActForm({ intent, about = '', values = {}, encType, className, confirm, children }: ActFormProps) {
  const fetcher = useFetcher<DetailAnswer>()
  const onPage = useActionData<DetailAnswer>()
  const formRef = useRef<HTMLFormElement>(null)
  const form = `${intent} ${about}`
  const answer = fetcher.data ?? onPage
  const refusal = answer && !answer.ok && answer.form === form ? answer : undefined
  useEffect(() => {
    if (!fetcher.data?.ok) return
    showToast(fetcher.data.said)
    formRef.current?.reset()
    formRef.current?.closest('details')?.removeAttribute('open')
  }, [fetcher.data])
  return (
    <fetcher.Form
      ref={formRef}
      method="post"
      encType={encType}
      className={className}
      onSubmit={(event) => {
        if (confirm && !window.confirm(confirm)) event.preventDefault()
      }}
    >
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="form" value={form} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children({
        isBusy: fetcher.state !== 'idle',
        errorOf: (name) => refusal?.fields[name],
        typed: (name) => refusal?.values[name],
      })}
      {refusal ? (
        <p role="alert" className="mt-2 text-sm font-medium text-bad">
          {refusal.error}
        </p>
      ) : null}
    </fetcher.Form>
  )
}
