import type { ReactNode } from 'react'

/** The way of a post to the screens, drawn in four steps. */
export function PathPicture() {
  return (
    <ol className="grid gap-x-6 gap-y-10 sm:grid-cols-2 lg:grid-cols-4">
      <Step title="Somebody posts" text="On a Page, in a thread, on a company’s board. A webhook or a feed brings it here, signed.">
        <PostDrawing />
      </Step>
      <Step
        title="We read it"
        text="A small trained model decides: an offer, somebody seeking, chatter or a scam. Then it reads the facts, each with its words."
      >
        <ReadingDrawing />
      </Step>
      <Step
        title="One job stands"
        text="The same role seen on three sites is one card. Pay is made comparable. What a post does not say stays empty."
      >
        <JobDrawing />
      </Step>
      <Step
        title="Every screen knows"
        text="Open searches, this page and programs that listen get it live, without a gap and without a repeat."
      >
        <ScreensDrawing />
      </Step>
    </ol>
  )
}

function Step({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li>
      <svg viewBox="0 0 240 132" aria-hidden="true" className="mb-4 w-full rounded-lg sm:max-w-72 border border-line bg-surface">
        {children}
      </svg>
      <h3 className="font-semibold">{title}</h3>
      <p className="mt-1 text-sm text-ink-2">{text}</p>
    </li>
  )
}

function Line({ x, y, width, className = 'fill-surface-3' }: { x: number; y: number; width: number; className?: string }) {
  return <rect x={x} y={y} width={width} height="6" rx="3" className={className} />
}

function PostDrawing() {
  return (
    <>
      <circle cx="44" cy="36" r="13" className="fill-mark-2" />
      <circle cx="44" cy="32.5" r="4.5" className="fill-mark-2-text" />
      <path d="M35.5 44a8.5 7 0 0 1 17 0z" className="fill-mark-2-text" />
      <Line x={66} y={27} width={58} className="fill-line-strong" />
      <Line x={66} y={39} width={34} />
      <Line x={31} y={62} width={166} />
      <Line x={31} y={76} width={178} />
      <Line x={31} y={90} width={142} />
      <Line x={31} y={104} width={92} />
    </>
  )
}

function ReadingDrawing() {
  return (
    <>
      <rect x="28" y="23" width="84" height="14" rx="3" className="fill-mark" />
      <Line x={32} y={27} width={76} className="fill-mark-text" />
      <Line x={120} y={27} width={84} />
      <Line x={32} y={49} width={62} />
      <rect x="100" y="45" width="58" height="14" rx="3" className="fill-mark-2" />
      <Line x={104} y={49} width={50} className="fill-mark-2-text" />
      <Line x={166} y={49} width={36} />
      <Line x={32} y={71} width={112} />
      <rect x="150" y="67" width="60" height="14" rx="3" className="fill-mark-3" />
      <Line x={154} y={71} width={52} className="fill-mark-3-text" />
      <rect x="28" y="89" width="44" height="14" rx="3" className="fill-mark-4" />
      <Line x={32} y={93} width={36} className="fill-mark-4-text" />
      <Line x={80} y={93} width={96} />
    </>
  )
}

function JobDrawing() {
  return (
    <>
      <rect x="52" y="20" width="152" height="84" rx="8" className="fill-surface-2 stroke-line" />
      <rect x="42" y="26" width="152" height="84" rx="8" className="fill-surface-2 stroke-line" />
      <rect x="32" y="32" width="152" height="84" rx="8" className="fill-surface stroke-line-strong" />
      <rect x="44" y="44" width="20" height="20" rx="5" className="fill-mark" />
      <path d="M50 58v-8l7 8v-8" fill="none" className="stroke-mark-text" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      <Line x={74} y={46} width={78} className="fill-line-strong" />
      <Line x={74} y={57} width={52} />
      <rect x="44" y="78" width="34" height="11" rx="3" className="fill-mark-2" />
      <rect x="83" y="78" width="44" height="11" rx="3" className="fill-mark-3" />
      <rect x="132" y="78" width="30" height="11" rx="3" className="fill-mark-4" />
      <Line x={44} y={99} width={64} />
    </>
  )
}

function ScreensDrawing() {
  return (
    <>
      <rect x="26" y="22" width="116" height="76" rx="7" className="fill-surface-2 stroke-line-strong" />
      <rect x="35" y="32" width="98" height="16" rx="3" className="fill-mark" />
      <Line x={41} y={37} width={58} className="fill-mark-text" />
      <Line x={41} y={57} width={70} />
      <Line x={41} y={70} width={82} />
      <Line x={41} y={83} width={60} />
      <path d="M66 111h36M84 98v13" className="stroke-line-strong" strokeWidth="2" strokeLinecap="round" />
      <rect x="160" y="38" width="52" height="76" rx="8" className="fill-surface-2 stroke-line-strong" />
      <rect x="167" y="49" width="38" height="16" rx="3" className="fill-mark" />
      <Line x={172} y={54} width={24} className="fill-mark-text" />
      <Line x={172} y={75} width={28} />
      <Line x={172} y={88} width={22} />
      <path d="M181 107h10" className="stroke-line-strong" strokeWidth="2" strokeLinecap="round" />
    </>
  )
}
