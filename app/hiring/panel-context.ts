import type { Pipeline } from '../../contract/hiring'
import type { LivePipeline } from './use-pipeline'

/** What a candidate's panel shares with the pipeline behind it. */
export interface PanelContext {
  live: LivePipeline
  may: Pipeline['may']
  postingId: string
  /** The part of the address that says how the pipeline is looked at. */
  search: string
  onAct(applicationId: string, isClosing: boolean): void
}
