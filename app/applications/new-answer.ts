import type { EarlierApplication } from '../../contract/applications'

/** What the form of a new application holds, by the name of the control. */
export type NewValues = Partial<Record<'url' | 'text' | 'title' | 'companyName' | 'places' | 'source' | 'group' | 'happenedAt', string>>

export type NewAnswer = {
  /** `read`: the text was read, and is to be checked; `paste`: begin again. */
  step: 'paste' | 'check'
  values: NewValues
  earlier: EarlierApplication[]
  errors: Record<string, string>
  error: string | null
}
