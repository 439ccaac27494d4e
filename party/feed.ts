import { PartyKitRoom } from './adapter'

/** Rooms of what everybody may see: `feed/jobs`. */
export default class FeedRoom extends PartyKitRoom {}
