import type { RoomAddress } from '../../contract/live'

/** The room of every public job. Written here as a value, because `contract/live` would bring its parser to the first page. */
export const FEED_ROOM = { party: 'feed', room: 'jobs' } as const satisfies RoomAddress
