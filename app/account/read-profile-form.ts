import { UpdateMe } from '../../contract/identity'
import { textOf } from './form-answer'

/** What the person says of themselves, as the form has it. A page without the switch does not touch it. */
export function readProfileForm(form: FormData) {
  const values = { name: textOf(form, 'name'), headline: textOf(form, 'headline'), timeZone: textOf(form, 'timeZone') }
  const read = UpdateMe.safeParse({
    name: values.name,
    headline: values.headline || null,
    timeZone: values.timeZone,
    ...(form.has('hasPublic') ? { isPublic: form.get('isPublic') === 'on' } : {}),
  })
  if (read.success) return { isRead: true as const, values, change: read.data }
  const errors: Record<string, string> = {}
  for (const { path, message } of read.error.issues) errors[String(path[0])] ??= message
  return { isRead: false as const, values, errors }
}
