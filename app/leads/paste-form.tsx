import { Form, useNavigation } from '@remix-run/react'
import { Button } from '../ui/button'
import { Field, Input, Textarea } from '../ui/field'
import type { DraftValues } from './draft-values'

type PasteFormProps = { values: DraftValues; errors: Record<string, string>; error: string | null }

/** First step: the post itself. */
export function PasteForm({ values, errors, error }: PasteFormProps) {
  const isBusy = useNavigation().state !== 'idle'
  return (
    <div className="gap-14 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0">
        <h1 className="text-3xl font-semibold tracking-[-0.03em]">Paste a post</h1>
        <p className="mt-2 max-w-[40rem] text-ink-2">
          From a group, a thread, a mail that may be shared; or give only the address of a page. You see what is read in it before anything
          is kept.
        </p>
        <Form method="post" className="mt-6 space-y-5">
          {error ? (
            <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
              {error}
            </p>
          ) : null}
          <Field label="The post" error={errors.text}>
            {(control) => (
              <Textarea
                {...control}
                name="text"
                rows={12}
                maxLength={20_000}
                defaultValue={values.text}
                placeholder="The whole post, as it was written"
              />
            )}
          </Field>
          <Field
            label="Where it stands"
            hint="A link to the original. Without the text above, its page is opened and read, where its site lets programs read; Facebook and LinkedIn do not."
            error={errors.url}
          >
            {(control) => <Input {...control} name="url" type="url" defaultValue={values.url} placeholder="https://" autoComplete="off" />}
          </Field>
          <Button type="submit" name="intent" value="read" tone="primary" size="lg" isBusy={isBusy}>
            Read it
          </Button>
        </Form>
      </div>
      <aside className="mt-12 lg:mt-14">
        <h2 className="mb-3 font-semibold">What happens with it</h2>
        <ol className="space-y-4 text-sm text-ink-2">
          <li>
            <strong className="block font-medium text-ink">It is read here, at once</strong> No other company’s model sees it. Nothing is
            stored by reading.
          </li>
          <li>
            <strong className="block font-medium text-ink">You check the facts</strong> Each field shows the words it was read from. What
            the post does not say stays empty.
          </li>
          <li>
            <strong className="block font-medium text-ink">A person looks at it</strong> Before a stranger’s post is shown to everyone, one
            of us confirms it. People’s contacts are not public before that.
          </li>
        </ol>
      </aside>
    </div>
  )
}
