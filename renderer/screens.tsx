/**
 * Which component draws which screen.
 */
import type { ComponentType } from 'react'
import type { Screen } from '../shared/snapshot.ts'
import { Activity } from './Activity.tsx'
import { Appointments } from './Appointments.tsx'
import { Conflicts } from './Conflicts.tsx'
import { Held } from './Held.tsx'
import { Overview } from './Overview.tsx'
import { Problems } from './Problems.tsx'
import type { Route } from './route.ts'
import { Settings } from './Settings.tsx'
import { Setup } from './Setup.tsx'

const screens: Readonly<Record<Screen, ComponentType<Pick<Route, 'parameters'>>>> = {
  overview: Overview,
  appointments: Appointments,
  conflicts: Conflicts,
  activity: Activity,
  problems: Problems,
  held: Held,
  setup: Setup,
  settings: Settings,
}

export function screenOf(screen: Screen): ComponentType<Pick<Route, 'parameters'>> {
  return screens[screen]
}
