/** A page of the product that can be gone to by its name. */
export interface ProductPage {
  to: string
  title: string
  /** Other words that people call it by. */
  words: string
  /** Who has it: everybody, who is not signed in, who is, or operators. */
  for: 'anybody' | 'visitors' | 'people' | 'operators'
}

/** Every page that has an address of its own, the ones that are gone to most first. */
export const PAGES: ProductPage[] = [
  { to: '/applications', title: 'Applications', words: 'board tracker pipeline kanban', for: 'people' },
  { to: '/today', title: 'Today', words: 'next actions reminders due to do', for: 'people' },
  { to: '/jobs', title: 'Jobs', words: 'search vacancies openings find', for: 'anybody' },
  { to: '/recommended', title: 'Recommended jobs', words: 'match matches fit score sliders priorities wishes', for: 'people' },
  { to: '/following', title: 'New for you', words: 'new jobs following companies news review list', for: 'people' },
  { to: '/saved-searches', title: 'Saved searches', words: 'alerts digest searches', for: 'people' },
  { to: '/hidden', title: 'Hidden', words: 'jobs companies hide block show again', for: 'people' },
  { to: '/applications/new', title: 'Add an application', words: 'new save paste url track', for: 'people' },
  { to: '/insights', title: 'Insights', words: 'dashboard funnel statistics response times', for: 'people' },
  { to: '/profile', title: 'Profile and résumés', words: 'resume cv upload builder versions', for: 'people' },
  { to: '/notifications', title: 'Notifications', words: 'news bell unread', for: 'people' },
  { to: '/applications?view=table', title: 'Applications as a table', words: 'list bulk select', for: 'people' },
  { to: '/applications?view=calendar', title: 'Applications in a calendar', words: 'interviews ics feed month', for: 'people' },
  { to: '/applications?view=timeline', title: 'Applications as a timeline', words: 'history', for: 'people' },
  { to: '/applications/import', title: 'Import applications', words: 'csv huntr teal spreadsheet', for: 'people' },
  { to: '/applications/export', title: 'Export applications', words: 'csv json download', for: 'people' },
  { to: '/applications/stages', title: 'Your stages', words: 'columns steps rename board pipeline', for: 'people' },
  { to: '/applications/clip', title: 'Browser button and share sheet', words: 'bookmarklet clipper phone', for: 'people' },
  { to: '/market', title: 'Market', words: 'pay salary demand skills median wages', for: 'anybody' },
  { to: '/paste', title: 'Paste a post', words: 'lead share text url', for: 'anybody' },
  { to: '/settings', title: 'Settings', words: 'account name time zone headline', for: 'people' },
  { to: '/settings/security', title: 'Security', words: 'password passkey second step totp sessions devices providers', for: 'people' },
  { to: '/settings/notifications', title: 'Notification settings', words: 'mail sms quiet hours digest phone', for: 'people' },
  { to: '/settings/availability', title: 'When you can be met', words: 'availability hours calendar ics busy interviews', for: 'people' },
  { to: '/settings/keys', title: 'API keys', words: 'programs tokens scopes developers', for: 'people' },
  { to: '/settings/organisations', title: 'Organisations', words: 'teams members company employer', for: 'people' },
  { to: '/settings/numerology', title: 'Numerology settings', words: 'opt in birth date readings share compatibility', for: 'people' },
  { to: '/recommended/receipts', title: 'Scores that were kept', words: 'receipts match proof recompute history', for: 'people' },
  { to: '/recommended/invitations', title: 'Invitations to apply', words: 'employers found me decline refuse asked', for: 'people' },
  { to: '/settings/privacy', title: 'Your data', words: 'privacy download export delete account birth date', for: 'people' },
  { to: '/hiring', title: 'Hiring', words: 'pipeline candidates postings recruiter board applicants', for: 'people' },
  { to: '/candidates', title: 'Candidates', words: 'talent pool search applicants people', for: 'people' },
  { to: '/candidates/import', title: 'Import candidates', words: 'csv greenhouse lever workable', for: 'people' },
  { to: '/candidates/duplicates', title: 'Duplicate candidates', words: 'merge same person twice', for: 'people' },
  { to: '/invitations', title: 'Invitations', words: 'organisations join', for: 'people' },
  { to: '/sign-in', title: 'Sign in', words: 'login account', for: 'visitors' },
  { to: '/sign-up', title: 'Make an account', words: 'register sign up', for: 'visitors' },
  { to: '/reset-password', title: 'Reset a password', words: 'forgot', for: 'visitors' },
  { to: '/demo/duo', title: 'Both sides at once', words: 'demo recruiter seeker live two', for: 'visitors' },
  { to: '/demo', title: 'Try it without an account', words: 'demo sandbox', for: 'visitors' },
  { to: '/', title: 'First page', words: 'home live feed start', for: 'anybody' },
  { to: '/numerology', title: 'Numerology', words: 'calculators numbers life path name', for: 'anybody' },
  { to: '/developers', title: 'Developers', words: 'api rest openapi sdk documentation help', for: 'anybody' },
  { to: '/employers', title: 'For employers', words: 'hire hiring recruiters post a job vacancy team', for: 'anybody' },
  { to: '/pricing', title: 'Prices for employers', words: 'plans credits cost billing', for: 'anybody' },
  { to: '/about', title: 'About', words: 'numerojobs help sources how it works', for: 'anybody' },
  { to: '/privacy', title: 'Privacy', words: 'data protection policy deletion', for: 'anybody' },
  { to: '/operator', title: 'Operators: live readings', words: 'dashboard health', for: 'operators' },
  { to: '/operator/leads', title: 'Operators: leads', words: 'queue decide approve reject', for: 'operators' },
  { to: '/operator/reports', title: 'Operators: reported jobs', words: 'moderation scam', for: 'operators' },
  { to: '/operator/appeals', title: 'Operators: objections', words: 'appeals decisions overturned moderation', for: 'operators' },
  { to: '/operator/flags', title: 'Operators: flags', words: 'switch off kill rollout percent', for: 'operators' },
  { to: '/operator/tasks', title: 'Operators: tasks', words: 'queue dead letters replay', for: 'operators' },
  { to: '/operator/pages', title: 'Operators: Facebook Pages', words: 'connect sources', for: 'operators' },
  { to: '/operator/messages', title: 'Operators: messages', words: 'mail sms delivery', for: 'operators' },
  { to: '/operator/support', title: 'Operators: support', words: 'impersonate visit read-only maintenance', for: 'operators' },
  { to: '/operator/consents', title: 'Operators: consents', words: 'ledger', for: 'operators' },
]

/** Who looks for a page. */
export interface PageReader {
  isSignedIn: boolean
  isOperator: boolean
}

/** The pages that somebody may go to whose names, or other words, each word begins; all of them without words. Names come first. */
export function findPages(words: readonly string[], { isSignedIn, isOperator }: PageReader): ProductPage[] {
  const mayOpen = { anybody: true, visitors: !isSignedIn && !isOperator, people: isSignedIn, operators: isOperator }
  const begins = (text: string, word: string) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some((each) => each.startsWith(word))
  const open = PAGES.filter((page) => mayOpen[page.for])
  const byName = open.filter(({ title }) => words.every((word) => begins(title, word)))
  const byWords = open.filter((page) => !byName.includes(page) && words.every((word) => begins(`${page.title} ${page.words}`, word)))
  return [...byName, ...byWords]
}
