/**
 * What can be looked at: appointments, status, conflicts, problems, held entries, history. Reads only, without network
 * and beside another process that keeps the home.
 */
import { appointmentStates } from '../../shared/contract.ts'
import {
  listAppointments,
  listChanges,
  listConflicts,
  listHeld,
  listProblems,
  listStatuses,
} from '../host/actions-lists.ts'
import type { Home } from '../host/home.ts'
import { unknownProfile } from '../host/profile-setup.ts'
import type { Typed } from './command.ts'
import type { Invocation } from './invocation.ts'
import { Refusal } from './refusal.ts'
import {
  renderAppointments,
  renderChanges,
  renderConflicts,
  renderHeld,
  renderProblems,
  renderStatuses,
} from './render.ts'
import { stateCode } from './state-code.ts'
import { flag, parseChoice, parsePageId, parseWhole } from './values.ts'
import { withHome } from './with-home.ts'

const HISTORY_LIMIT = 100

/** Opens the home for reading, after checking that the named profile is there. */
export function look(invocation: Invocation, show: (home: Home) => number): Promise<number> {
  return withHome(invocation, { access: 'read' }, (home) => {
    checkProfile(home, invocation.profile)
    return show(home)
  })
}

/** Ends the command when a profile was named that is not there. */
export function checkProfile(home: Home, name: string | null): void {
  if (name !== null && !home.profiles().some((profile) => profile.name === name)) {
    throw new Refusal(unknownProfile(name))
  }
}

export function appointments(invocation: Invocation, typed: Typed): Promise<number> {
  const page = flag('--page', typed.text('--page'), parsePageId) ?? null
  const state = flag('--state', typed.text('--state'), parseChoice(appointmentStates)) ?? null
  return look(invocation, (home) => {
    const found = listAppointments(home, { profile: invocation.profile, page, state }, invocation.language)
    invocation.out.result({ appointments: found }, () => renderAppointments(invocation, found))
    return 0
  })
}

export function status(invocation: Invocation): Promise<number> {
  return look(invocation, (home) => {
    const profiles = listStatuses(home, invocation.profile, invocation.language)
    const { holder } = home
    invocation.out.result({ profiles }, () => {
      const table = renderStatuses(invocation, profiles)
      return holder === null ? table : `${table}\n\n${invocation.words.holder(`${holder.what} (${holder.pid})`)}`
    })
    return stateCode(home, invocation.profile)
  })
}

export function conflicts(invocation: Invocation): Promise<number> {
  return look(invocation, (home) => {
    const found = listConflicts(home, invocation.profile, invocation.language)
    invocation.out.result({ conflicts: found }, () => renderConflicts(invocation, found))
    return 0
  })
}

export function problems(invocation: Invocation): Promise<number> {
  return look(invocation, (home) => {
    const found = listProblems(home, invocation.profile, invocation.language)
    invocation.out.result({ problems: found }, () => renderProblems(invocation, found))
    return 0
  })
}

export function held(invocation: Invocation): Promise<number> {
  return look(invocation, (home) => {
    const found = listHeld(home, invocation.profile, invocation.language)
    invocation.out.result({ held: found }, () => renderHeld(invocation, found))
    return 0
  })
}

export function history(invocation: Invocation, typed: Typed): Promise<number> {
  const limit = flag('--limit', typed.text('--limit'), parseWhole(1)) ?? HISTORY_LIMIT
  const page = flag('--page', typed.text('--page'), parsePageId) ?? null
  return look(invocation, (home) => {
    const changes = listChanges(home, { profile: invocation.profile, page, limit }, invocation.language)
    invocation.out.result({ changes }, () => renderChanges(invocation, changes))
    return 0
  })
}
