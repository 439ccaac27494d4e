import { PartyKitRoom } from './adapter'

/** Rooms that need an operator's ticket: `operators/all`. */
export default class OperatorsRoom extends PartyKitRoom {}
