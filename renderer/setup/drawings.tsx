/**
 * The pictures of the setup, drawn for it: what travels between two databases, what one needs, where things are in Notion.
 *
 * Lines and blocks only, in the colours of the two sides; what a picture says is said in words for screen readers.
 */
import type { ReactNode } from 'react'
import type { Side } from '../../shared/model.ts'

const inks: Readonly<Record<Side, { readonly line: string; readonly soft: string }>> = {
  private: { line: 'var(--private)', soft: 'var(--private-soft)' },
  shared: { line: 'var(--shared)', soft: 'var(--shared-soft)' },
}

interface TableProps {
  readonly side: Side
  readonly x: number
  readonly rows: readonly { readonly width: number; readonly marked: boolean }[]
}

/** A database as a sheet with rows; marked rows carry a tick. */
function Table({ side, x, rows }: TableProps) {
  const { line, soft } = inks[side]
  return (
    <g transform={`translate(${x} 0)`}>
      <rect x="1" y="9" width="166" height="150" rx="12" fill="var(--card)" stroke={line} strokeWidth="2" />
      <path d="M1 21a12 12 0 0 1 12-12h142a12 12 0 0 1 12 12v16H1z" fill={soft} stroke={line} strokeWidth="2" />
      <rect x="16" y="19" width="58" height="8" rx="4" fill={line} />
      {rows.map(({ width, marked }, index) => (
        <g key={`${width}-${marked}`} transform={`translate(16 ${50 + index * 22})`}>
          <rect
            width="13"
            height="13"
            rx="3.5"
            fill={marked ? line : 'none'}
            stroke={marked ? line : 'var(--line-strong)'}
            strokeWidth="1.6"
          />
          {marked && <path d="m3 6.8 2.6 2.7L10 4" fill="none" stroke="var(--card)" strokeWidth="2" />}
          <rect x="23" y="3" width={width} height="7" rx="3.5" fill={marked ? line : 'var(--line)'} />
        </g>
      ))}
    </g>
  )
}

const mine = [
  { width: 84, marked: true },
  { width: 62, marked: false },
  { width: 98, marked: true },
  { width: 48, marked: false },
  { width: 74, marked: false },
]
const shared = [
  { width: 84, marked: true },
  { width: 98, marked: true },
]

/** Mine on the left, the shared one on the right, and the rows with a tick in both. */
export function TwoDatabases({ label }: { readonly label: string }) {
  return (
    <svg className="drawing" viewBox="0 0 520 196" role="img" aria-label={label}>
      <Table side="private" x={0} rows={mine} />
      <Table side="shared" x={352} rows={shared} />
      <Arrow y={66} ink="var(--private)" />
      <g transform="rotate(180 260 112)">
        <Arrow y={112} ink="var(--shared)" />
      </g>
      <Person x={84} ink="var(--private)" />
      <Person x={414} ink="var(--shared)" />
      <Person x={442} ink="var(--shared)" />
    </svg>
  )
}

function Arrow({ y, ink }: { readonly y: number; readonly ink: string }) {
  return (
    <g transform={`translate(190 ${y})`} fill="none" stroke={ink} strokeWidth="3" strokeLinecap="round">
      <path d="M2 0h132" strokeDasharray="1 8" />
      <path d="m128-7 10 7-10 7" strokeLinejoin="round" />
    </g>
  )
}

function Person({ x, ink }: { readonly x: number; readonly ink: string }) {
  return (
    <g transform={`translate(${x} 166)`} fill={ink} stroke="var(--card)" strokeWidth="2">
      <path d="M-13 28c0-9 5-14 13-14s13 5 13 14z" />
      <circle cy="8" r="8" />
    </g>
  )
}

/** A small sheet in the colour of its side. */
export function DatabaseSign({ side }: { readonly side: Side }) {
  const { line, soft } = inks[side]
  return (
    <svg className="setup-sign" viewBox="0 0 44 44" aria-hidden="true">
      <rect x="4" y="6" width="36" height="32" rx="7" fill={soft} stroke={line} strokeWidth="2" />
      <path d="M4 17h36M16 17v21" stroke={line} strokeWidth="2" />
      {side === 'shared' && <circle cx="36" cy="36" r="7" fill={line} stroke="var(--card)" strokeWidth="2" />}
      {side === 'shared' && <path d="M33 36h6M36 33v6" stroke="var(--card)" strokeWidth="2" />}
    </svg>
  )
}

/** A key: the token. */
export function KeySign() {
  return (
    <svg className="setup-sign" viewBox="0 0 44 44" aria-hidden="true">
      <circle cx="15" cy="22" r="9" fill="var(--accent-soft)" stroke="var(--accent)" strokeWidth="2.4" />
      <circle cx="15" cy="22" r="2.6" fill="var(--accent)" />
      <path d="M24 22h16v7M33 22v5" fill="none" stroke="var(--accent)" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  )
}

/** A window of a program, with its bar; what is in it is drawn by the children. */
function Frame({ label, height, children }: { label: string; height: number; children: ReactNode }) {
  return (
    <svg className="drawing drawing--small" viewBox={`0 0 300 ${height}`} role="img" aria-label={label}>
      <rect x="1" y="1" width="298" height={height - 2} rx="10" fill="var(--card)" stroke="var(--line-strong)" />
      <path d="M1 25h298" stroke="var(--line)" />
      {[16, 28, 40].map((x) => (
        <circle key={x} cx={x} cy="13" r="4" fill="var(--line)" />
      ))}
      {children}
    </svg>
  )
}

function Mark({ x, y, number }: { readonly x: number; readonly y: number; readonly number: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r="10" fill="var(--accent)" />
      <text y="4.5" textAnchor="middle" fontSize="13" fontWeight="700" fill="var(--on-accent)">
        {number}
      </text>
    </g>
  )
}

interface WhereTokensAreProps {
  readonly label: string
  /** On the button that makes a new one. */
  readonly button: string
  /** Beside the token. */
  readonly secret: string
  /** Which of the steps copies the token. */
  readonly lastStep: number
}

/** A page with a list, the button for a new one, and the token with its button to copy. */
export function WhereTokensAre({ label, button, secret, lastStep }: WhereTokensAreProps) {
  return (
    <Frame label={label} height={196}>
      <rect x="14" y="40" width="54" height="7" rx="3.5" fill="var(--line-strong)" />
      {[62, 80, 98].map((y, index) => (
        <rect key={y} x="14" y={y} width={[44, 58, 38][index]} height="6" rx="3" fill="var(--line)" />
      ))}
      <path d="M84 25v170" stroke="var(--line)" />
      <rect x="100" y="40" width="76" height="9" rx="4.5" fill="var(--line-strong)" />
      <rect x="222" y="34" width="62" height="22" rx="6" fill="var(--accent)" />
      <text x="253" y="49.5" textAnchor="middle" fontSize="12" fontWeight="600" fill="var(--on-accent)">
        {button}
      </text>
      <Mark x={286} y={58} number={1} />
      <rect x="100" y="74" width="184" height="30" rx="6" fill="none" stroke="var(--line)" />
      <rect x="112" y="86" width="70" height="6" rx="3" fill="var(--line)" />
      <rect x="100" y="116" width="184" height="58" rx="8" fill="var(--accent-soft)" stroke="var(--accent)" />
      <text x="112" y="135" fontSize="12" fontWeight="600" fill="var(--text)">
        {secret}
      </text>
      <g fill="var(--text-quiet)">
        {[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((dot) => (
          <circle key={dot} cx={116 + dot * 11} cy="156" r="3.4" />
        ))}
      </g>
      <g transform="translate(256 146)" fill="var(--accent-soft)" stroke="var(--accent)" strokeWidth="1.8">
        <rect x="5" width="12" height="14" rx="2.5" />
        <rect y="5" width="12" height="14" rx="2.5" />
      </g>
      <Mark x={286} y={176} number={lastStep} />
    </Frame>
  )
}

interface ShareTheDatabaseProps {
  readonly label: string
  /** The entry of the menu. */
  readonly entry: string
}

/** A database with its menu open at the entry where connections are added. */
export function ShareTheDatabase({ label, entry }: ShareTheDatabaseProps) {
  return (
    <Frame label={label} height={186}>
      <rect x="16" y="44" width="92" height="11" rx="5.5" fill="var(--line-strong)" />
      {[76, 98, 120, 142].map((y, index) => (
        <g key={y}>
          <path d={`M16 ${y - 8}h120`} stroke="var(--line)" />
          <rect x="16" y={y} width={[70, 88, 52, 78][index]} height="6" rx="3" fill="var(--line)" />
        </g>
      ))}
      <g fill="var(--text)">
        {[262, 270, 278].map((x) => (
          <circle key={x} cx={x} cy="42" r="2.4" />
        ))}
      </g>
      <Mark x={286} y={58} number={2} />
      <rect x="148" y="58" width="124" height="112" rx="8" fill="var(--raised)" stroke="var(--line-strong)" />
      <rect x="162" y="72" width="72" height="6" rx="3" fill="var(--line)" />
      <rect x="162" y="90" width="56" height="6" rx="3" fill="var(--line)" />
      <rect x="154" y="106" width="112" height="26" rx="6" fill="var(--accent-soft)" />
      <text x="162" y="123.5" fontSize="12" fontWeight="600" fill="var(--accent-strong)">
        {entry}
      </text>
      <Mark x={272} y={132} number={3} />
      <path d="m162 150 4 4 7-8" fill="none" stroke="var(--good)" strokeWidth="2.4" />
      <text x="180" y="155" fontSize="12" fill="var(--text)">
        Partner Sync
      </text>
    </Frame>
  )
}
