import { HOOK_TYPES } from '../../contract/hooks'
import { Checkbox, Field, Input } from '../ui/field'
import { TYPE_WORDS } from './words'

type EndpointFieldsProps = {
  values: { url: string; description: string; types: readonly string[] }
  errors: Record<string, string>
}

/** What an endpoint is: where, what for, and what it is told. */
export function EndpointFields({ values, errors }: EndpointFieldsProps) {
  return (
    <>
      <Field label="Address" hint="Starts with https://. It must answer with 2xx within 15 seconds." error={errors.url}>
        {(control) => (
          <Input
            {...control}
            name="url"
            type="url"
            required
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            defaultValue={values.url}
            placeholder="https://example.com/webhooks"
          />
        )}
      </Field>
      <Field label="Note" hint="What it is for, so that others know." error={errors.description}>
        {(control) => <Input {...control} name="description" maxLength={120} autoComplete="off" defaultValue={values.description} />}
      </Field>
      <fieldset className="min-w-0" aria-describedby={errors.types ? 'types-error' : undefined}>
        <legend className="mb-1 text-sm font-medium">It is told when</legend>
        {HOOK_TYPES.map((type) => (
          <Checkbox
            key={type}
            name="types"
            value={type}
            defaultChecked={values.types.includes(type)}
            className="[&>span]:whitespace-normal"
          >
            {TYPE_WORDS[type]}
            <code className="block font-mono text-xs font-normal text-ink-3">{type}</code>
          </Checkbox>
        ))}
        {errors.types ? (
          <p id="types-error" className="mt-1 text-sm font-medium text-bad">
            {errors.types}
          </p>
        ) : null}
      </fieldset>
    </>
  )
}
