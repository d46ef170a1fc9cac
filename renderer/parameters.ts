/**
 * Filters of a screen, kept in its address: they outlast a reload and can be linked to. Changing one is no step back.
 */
import { useEffect, useRef, useState } from 'react'
import type { Screen } from '../shared/snapshot.ts'
import { useSettled } from './clock.ts'
import { go, type Route } from './route.ts'

/** Null or empty: the parameter goes. */
export type ParameterChange = Readonly<Record<string, string | null>>

/** The parameters after a change. */
export function changedParameters(parameters: Route['parameters'], change: ParameterChange): Route['parameters'] {
  const all: readonly (readonly [string, string | null])[] = Object.entries({ ...parameters, ...change })
  return Object.fromEntries(all.flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, value]])))
}

export function changeParameters(screen: Screen, parameters: Route['parameters'], change: ParameterChange): void {
  go(screen, changedParameters(parameters, change), true)
}

/** One of the known values; what an address says beyond them counts as not said. */
export function oneOf<Value extends string>(values: readonly Value[], value: string | undefined): Value | null {
  return values.find((one) => one === value) ?? null
}

const SETTLED_MS = 200

/** A text that is typed: shown at once, handed on when it stands still, and replaced when the address says another. */
export function useTyped(value: string, onSettled: (value: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(value)
  const handedOn = useRef(value)
  const settled = useSettled(text, SETTLED_MS)
  const latest = useRef(onSettled)
  latest.current = onSettled
  useEffect(() => {
    if (settled === handedOn.current) return
    handedOn.current = settled
    latest.current(settled)
  }, [settled])
  useEffect(() => {
    if (value === handedOn.current) return
    handedOn.current = value
    setText(value)
  }, [value])
  return [text, setText]
}
