import { PresentPartyKitRoom } from './adapter'

/** A room for each posting's pipeline: `hiring/<posting>`, which needs a ticket of a member who may see its candidates. */
export default class HiringRoom extends PresentPartyKitRoom {}
