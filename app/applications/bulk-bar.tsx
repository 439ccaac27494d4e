import { useState } from 'react'
import { STAGE_GROUPS, type StageGroup } from '../../contract/stages'
import { Button } from '../ui/button'
import { Input, Select } from '../ui/field'
import { GROUP_WORDS, PRIORITY_WORDS } from './words'

/** As many as one change may touch. */
export const SELECT_MAX = 500

type BulkBarProps = {
  count: number
  onMove(group: StageGroup): void
  onPriority(priority: number | null): void
  onTag(tag: string): void
  onRemove(): void
  onClear(): void
}

/** What can be done with everything that is selected; each is taken back by one undo. */
export function BulkBar({ count, onMove, onPriority, onTag, onRemove, onClear }: BulkBarProps) {
  const [tag, setTag] = useState('')
  const many = count.toLocaleString('en')
  return (
    <section
      aria-label="Selected applications"
      className="no-print sticky bottom-2 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-line bg-surface p-2 shadow-high"
    >
      <p className="px-1.5 text-sm font-semibold tabular-nums" role="status">
        {many} selected
      </p>
      <Select
        aria-label="Move the selected to"
        value=""
        className="h-8! w-auto! text-sm!"
        onChange={(event) => {
          const group = STAGE_GROUPS.find((each) => each === event.target.value)
          if (group) onMove(group)
        }}
      >
        <option value="">Move to…</option>
        {STAGE_GROUPS.map((group) => (
          <option key={group} value={group}>
            {GROUP_WORDS[group]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Priority of the selected"
        value=""
        className="h-8! w-auto! text-sm!"
        onChange={(event) => onPriority(Number(event.target.value) || null)}
      >
        <option value="">Priority…</option>
        {[1, 2, 3].map((priority) => (
          <option key={priority} value={priority}>
            {PRIORITY_WORDS[priority]}
          </option>
        ))}
        <option value="0">None</option>
      </Select>
      <form
        className="flex gap-1"
        onSubmit={(event) => {
          event.preventDefault()
          if (tag.trim()) onTag(tag.trim())
          setTag('')
        }}
      >
        <Input
          aria-label="Tag for the selected"
          placeholder="Tag"
          maxLength={30}
          value={tag}
          onChange={(event) => setTag(event.target.value)}
          className="h-8! w-24! text-sm!"
        />
        <Button type="submit" size="sm">
          Add
        </Button>
      </form>
      <Button size="sm" onClick={onRemove}>
        Remove
      </Button>
      <Button size="sm" tone="quiet" onClick={onClear}>
        Clear
      </Button>
    </section>
  )
}
