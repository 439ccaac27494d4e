import type { ImpactStep, SelfDimension } from '../../contract/fairness'

export const DIMENSION_WORDS: Record<SelfDimension, string> = {
  sex: 'Sex',
  ethnicity: 'Race or ethnicity',
  age: 'Age',
  disability: 'Disability',
}

const GROUP_WORDS: Record<string, string> = {
  female: 'Female',
  male: 'Male',
  another: 'Another',
  hispanic: 'Hispanic or Latino',
  white: 'White',
  black: 'Black or African American',
  pacific: 'Native Hawaiian or other Pacific Islander',
  asian: 'Asian',
  'american-indian': 'American Indian or Alaska Native',
  'two-or-more': 'Two or more races',
  'under-40': 'Under 40',
  '40-or-over': '40 or over',
  disabled: 'Has a disability, or had one',
  'not-disabled': 'Has no disability',
}
export const groupWords = (group: string) => GROUP_WORDS[group] ?? group

export const STEP_WORDS: Record<ImpactStep, string> = {
  interview: 'Came to an interview',
  offer: 'Got an offer',
  hired: 'Was hired',
}
