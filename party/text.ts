import { PresentPartyKitRoom } from './adapter'
import { TextRelay } from './core/text'

/** A room for each text that several people type at once: `text/<id of what it belongs to>`. An edit ticket is needed to be heard. */
export default class TextRoom extends PresentPartyKitRoom {
  override readonly relay = new TextRelay(() => this.present())
}
