import type { InterviewKind } from '../../contract/interviews'

export const KIND_WORDS: Record<InterviewKind, string> = {
  phone: 'Phone call',
  video: 'Video call',
  onsite: 'On site',
  technical: 'Technical',
  task: 'Task',
  panel: 'Panel',
  informal: 'Informal',
}
export const INTERVIEW_KINDS = ['phone', 'video', 'onsite', 'technical', 'task', 'panel', 'informal'] as const satisfies InterviewKind[]

/** Zones offered by name; any other can be typed. */
export const USUAL_ZONES = [
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Africa/Lagos',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
  'UTC',
]
