import type { FeedFault } from '../../contract/scheduling'

/** What came of asking for a calendar. `same`: it is as it was when it had that tag. */
export type CalendarAnswer = { kind: 'read'; text: string; etag: string | null } | { kind: 'same' } | { kind: 'failed'; fault: FeedFault }
