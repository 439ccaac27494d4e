import type { DeletionStore } from '../../contract/privacy'

/** Every place where something of a person can be, in words for them. */
export const STORE_WORDS: Record<DeletionStore, string> = {
  posts: 'Posts',
  leads: 'Readings of posts',
  labels: 'Labels for training',
  jobs: 'Jobs made from posts, and the search over them',
  'sign-in': 'Sessions, keys and other ways in',
  answers: 'Answers kept for repeated requests',
  insights: 'Daily and weekly figures',
  interviews: 'Interviews and calendar addresses',
  applications: 'Applications, history, notes, contacts, reminders',
  resumes: 'Résumés and what was read from them',
  matching: 'Wishes, weights and how scores came about',
  searches: 'Saved searches, followed companies, hidden jobs, and new jobs that found you',
  'birth-data': 'Birth date and birth name',
  numerology: 'Choices about numerology, and with whom compatibility is shared',
  notifications: 'Notifications and wishes',
  messages: 'Mails and text messages',
  consents: 'What you agreed to',
  exports: 'Downloads',
  tasks: 'Waiting tasks',
  files: 'Files',
  outbox: 'Live events that are kept for a week',
  rooms: 'Live rooms',
  caches: 'Caches',
  account: 'The account, memberships and invitations',
}
