import { PartyKitRoom } from './adapter'

/** A room for each person: `person/<id>`, which needs that person's own ticket. */
export default class PersonRoom extends PartyKitRoom {}
