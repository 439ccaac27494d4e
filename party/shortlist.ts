import { PresentPartyKitRoom } from './adapter'

/** A room for each shortlist: `shortlist/<id>`, for members and the guests of that shortlist. */
export default class ShortlistRoom extends PresentPartyKitRoom {}
