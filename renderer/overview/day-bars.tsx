/**
 * One bar for each day, drawn by uPlot on a canvas, which is drawn anew when the size or the theme changes and not else.
 *
 * Canvas knows no variables of the style sheet: the colours are read from the computed style of the place itself.
 */
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { onThemeChange } from '../theme.ts'

interface DayBarsProps {
  readonly kind: 'changes' | 'failures' | 'duration'
  readonly title: string
  /** One for each day, not negative. */
  readonly values: readonly number[]
  /** What each day is called. */
  readonly names: readonly string[]
  /** A value in words, for the axis. */
  readonly text: (value: number) => string
  /** Names the days below the bars. */
  readonly dated?: boolean
  /** The pointer is over that day; null: over none. */
  readonly onPoint: (index: number | null) => void
}

const HEIGHT = 56
const AXIS_HEIGHT = 26

export function DayBars({ kind, title, values, names, text, dated = false, onPoint }: DayBarsProps) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const latest = useRef({ names, text, onPoint })
  latest.current = { names, text, onPoint }
  const data = [values.map((_, index) => index), [...values]] satisfies uPlot.AlignedData
  const days = values.length
  const shown = JSON.stringify(values)
  useEffect(() => {
    const box = place.current
    if (box === null) return undefined
    const made = new uPlot(optionsFor(box, days, dated, latest), undefined, box)
    plot.current = made
    const sizes = new ResizeObserver(() => made.setSize({ width: box.clientWidth, height: made.height }))
    sizes.observe(box)
    const quiet = onThemeChange(() => made.redraw())
    return () => {
      sizes.disconnect()
      quiet()
      made.destroy()
      plot.current = null
    }
  }, [days, dated])
  // The same numbers come with every snapshot; only others are drawn, for which `shown` and the last name stand.
  useEffect(() => {
    plot.current?.setData(data)
  }, [shown, names.at(-1), days, dated])
  return (
    <div className="overview-bars">
      <p className="small quiet">{title}</p>
      <div ref={place} className={`overview-canvas overview-canvas--${kind}`} />
    </div>
  )
}

type Latest = { readonly current: Pick<DayBarsProps, 'names' | 'text' | 'onPoint'> }

function optionsFor(box: HTMLElement, days: number, dated: boolean, latest: Latest): uPlot.Options {
  const series = (): string => getComputedStyle(box).color
  const words = (): string => getComputedStyle(box).caretColor
  const lines = (): string => getComputedStyle(box).borderTopColor
  const font = (): string => `12px ${getComputedStyle(box).fontFamily}`
  const bars = uPlot.paths.bars?.({ size: [0.7, 22], radius: 0.15 })
  return {
    width: Math.max(1, box.clientWidth),
    height: dated ? HEIGHT + AXIS_HEIGHT : HEIGHT,
    padding: [10, 24, dated ? 0 : 4, 0],
    legend: { show: false },
    cursor: { x: false, y: false, points: { show: false }, drag: { x: false, y: false }, sync: { key: 'days' } },
    scales: { x: { time: false, range: [-0.5, days - 0.5] }, y: { range: (_, __, most) => [0, Math.max(1, most)] } },
    series: [{}, { fill: series, stroke: series, width: 0, points: { show: false }, ...(bars && { paths: bars }) }],
    axes: [
      {
        show: dated,
        size: AXIS_HEIGHT,
        font: font(),
        stroke: words,
        grid: { show: false },
        ticks: { show: false },
        splits: () => splitsOf(days, box.clientWidth),
        values: (_, splits) => splits.map((index) => latest.current.names[index] ?? ''),
      },
      {
        size: 64,
        font: font(),
        stroke: words,
        grid: { stroke: lines, width: 1 },
        ticks: { show: false },
        splits: ({ scales }) => [0, scales['y']?.max ?? 1],
        values: (_, splits) => splits.map((value) => (value === 0 ? '0' : latest.current.text(value))),
      },
    ],
    hooks: { setCursor: [({ cursor }) => latest.current.onPoint(cursor.idx ?? null)] },
  }
}

/** As many names of days as there is room for, the last day among them. */
function splitsOf(days: number, width: number): number[] {
  const most = Math.max(2, Math.floor(width / 84))
  const step = Math.max(1, Math.ceil(days / most))
  return Array.from({ length: Math.ceil(days / step) }, (_, index) => days - 1 - index * step).reverse()
}
