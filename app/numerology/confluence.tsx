import type { Step } from '../../server/numerology/core/numbers'
import { groupSteps, type StepGroup } from './group-steps'

const COLUMN = 104
const WIDTH_MIN = 330
const ROW = 46
const TOP = 46
const RADIUS = 15
const BRANCHES_MAX = 6

/** Whether there are parts that flow together, and not too many to draw. */
export function canDraw(steps: Step[]): boolean {
  const branches = groupSteps(steps).length - 1
  return branches >= 2 && branches <= BRANCHES_MAX
}

/** How the parts of a date, or the names of somebody, flow together into one number. The same arithmetic stands beside it in words. */
export function Confluence({ steps }: { steps: Step[] }) {
  const groups = groupSteps(steps)
  const mouth = groups.at(-1)
  const branches = groups.slice(0, -1)
  if (!mouth) return null
  const width = Math.max(WIDTH_MIN, branches.length * COLUMN)
  const longest = Math.max(...branches.map(({ steps: own }) => own.length))
  const mouthTop = TOP + longest * ROW + 22
  const height = mouthTop + (mouth.steps.length - 1) * (ROW + 4) + 28
  const xOf = (index: number) => (width / branches.length) * (index + 0.5)
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className="w-full max-w-md">
      {branches.map((branch, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: Two names of somebody may be the same; their place tells them apart.
        <Branch key={index} branch={branch} x={xOf(index)} mouthX={width / 2} mouthTop={mouthTop} />
      ))}
      {mouth.steps.map((step, row) => {
        const y = mouthTop + row * (ROW + 4) + 4
        const isLast = row === mouth.steps.length - 1
        return (
          <g key={step.total}>
            {row > 0 ? (
              <line x1={width / 2} x2={width / 2} y1={y - ROW + 14} y2={y - 18} className="stroke-line-strong" strokeWidth="1.5" />
            ) : null}
            <Node x={width / 2} y={y} step={step} isLast={isLast} isMouth />
          </g>
        )
      })}
    </svg>
  )
}

function Branch({ branch, x, mouthX, mouthTop }: { branch: StepGroup; x: number; mouthX: number; mouthTop: number }) {
  const figures = branch.steps[0]?.terms.map(({ from }) => from).join('') ?? ''
  const lastY = TOP + (branch.steps.length - 1) * ROW + 8
  const bend = (mouthTop - lastY) * 0.55
  return (
    <g>
      <path
        d={`M ${x} ${lastY + RADIUS} C ${x} ${lastY + RADIUS + bend}, ${mouthX} ${mouthTop - RADIUS - bend}, ${mouthX} ${mouthTop - RADIUS}`}
        className="fill-none stroke-accent"
        strokeWidth="2"
        strokeOpacity="0.55"
      />
      <text x={x} y="14" textAnchor="middle" className="fill-ink-3 text-[12px]">
        {/^\d+$/.test(figures) ? `${branch.of} ${figures}` : shortened(branch.of)}
      </text>
      {branch.steps.map((step, row) => {
        const y = TOP + row * ROW + 8
        return (
          <g key={step.total}>
            <line x1={x} x2={x} y1={row === 0 ? 20 : y - ROW + RADIUS} y2={y - RADIUS} className="stroke-line-strong" strokeWidth="1.5" />
            <Node x={x} y={y} step={step} isLast={false} />
          </g>
        )
      })}
    </g>
  )
}

function Node({ x, y, step, isLast, isMouth = false }: { x: number; y: number; step: Step; isLast: boolean; isMouth?: boolean }) {
  const tone = step.isMaster ? 'fill-mark-4' : isLast ? 'fill-mark' : 'fill-surface-2'
  const ink = step.isMaster ? 'fill-mark-4-text' : isLast ? 'fill-mark-text' : 'fill-ink'
  return (
    <>
      <circle cx={x} cy={y} r={isLast && isMouth ? 20 : RADIUS} className={`${tone} stroke-line-strong`} strokeWidth="1" />
      <text
        x={x}
        y={y + (isLast ? 6.5 : 5)}
        textAnchor="middle"
        className={`${ink} font-semibold ${isLast ? 'text-[18px]' : 'text-[14px]'}`}
      >
        {step.total}
      </text>
    </>
  )
}

function shortened(name: string): string {
  return name.length > 13 ? `${name.slice(0, 12)}…` : name
}
