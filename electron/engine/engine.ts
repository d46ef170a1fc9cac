/**
 * The engine as the host sees it: runs, comparisons and undo, one at a time for each profile. A page that is asked for does
 * not wait for a run that is under way, but is dealt with beside it.
 *
 * Composition only. What one process remembers between runs (checkpoints that idling does not write to the disk) lives
 * here, by profile.
 */
import type { Profile, ProfileId } from '../../shared/model.ts'
import { createDoor, type Door, type Turn, type Visit } from './asked-pages.ts'
import type { Engine, EnginePorts, RunReport, RunRequest } from './engine-port.ts'
import type { Memory } from './prepare.ts'
import { remark } from './remark.ts'
import { repair } from './repair.ts'
import { runOnce } from './run.ts'
import { undoChange } from './undo.ts'
import { compare } from './verify.ts'
import { testWriting } from './write-test.ts'

/** Builds the engine from its ports. */
export function createEngine(ports: EnginePorts): Engine {
  const memories = new Map<ProfileId, Memory>()
  const queues = new Map<ProfileId, Promise<unknown>>()
  const doors = new Map<ProfileId, Door>()

  const memoryOf = (id: ProfileId): Memory => {
    const known = memories.get(id) ?? { checkpoints: null, savedAt: null }
    memories.set(id, known)
    return known
  }
  /** One at a time for each profile, in the order of asking; a failure of one does not stop the next. */
  const inTurn = <T>(id: ProfileId, work: () => Promise<T>): Promise<T> => {
    const before = queues.get(id) ?? Promise.resolve()
    const mine = before.then(work, work)
    queues.set(
      id,
      mine.catch(() => undefined),
    )
    return mine
  }

  const runOne = async (...[profile, request, signal, turn]: RunOne): Promise<RunReport> => {
    const memory = memoryOf(profile.id)
    const report = await runOnce(ports, profile, asMeant(request), signal, memory, turn)
    // After a failure the next success is news, also when it found nothing to do.
    if (report.record.failure !== null) memory.savedAt = null
    return report
  }
  /** A run that lets pages be asked for beside it; it has ended when they are done as well. */
  const runOpen = async (profile: Profile, request: RunRequest, signal: AbortSignal): Promise<RunReport> => {
    const door = createDoor()
    doors.set(profile.id, door)
    try {
      return await runOne(profile, request, signal, door.turn)
    } finally {
      doors.delete(profile.id)
      await door.close()
    }
  }

  return {
    run(profile, request, signal) {
      const ordinary = (): Promise<RunReport> =>
        inTurn(profile.id, () => (isOpen(request) ? runOpen : runOne)(profile, request, signal))
      const door = isForOnePage(request) ? doors.get(profile.id) : undefined
      if (door === undefined) return ordinary()
      return door.visit((visit) => runOne(profile, request, signal, visit)).then((report) => report ?? ordinary())
    },
    verify: (profile, signal) => inTurn(profile.id, () => compare(ports, profile, signal)),
    repair: (profile, wish, signal) =>
      inTurn(profile.id, () =>
        repair(ports, profile, wish, signal, (request) =>
          runOnce(ports, profile, request, signal, memoryOf(profile.id)),
        ),
      ),
    remark: (profile, signal) => inTurn(profile.id, () => remark(ports, profile, signal)),
    writeTest: (profile, title, signal) =>
      inTurn(profile.id, () =>
        testWriting(ports, profile, title, signal, (request) =>
          runOnce(ports, profile, request, signal, memoryOf(profile.id)),
        ),
      ),
    undo: (profile, changeId, insist, signal) =>
      inTurn(profile.id, () => undoChange(ports, profile, changeId, insist, signal, memoryOf(profile.id))),
    settled: async (profile) => {
      // A page that was asked for beside a run takes a turn of its own when the run ended before it could be let in.
      for (let last: Promise<unknown> | undefined; last !== queues.get(profile); ) {
        last = queues.get(profile)
        await last
      }
    },
  }
}

type RunOne = [profile: Profile, request: RunRequest, signal: AbortSignal, turn?: Turn | Visit]

function isForOnePage({ kind, dryRun }: RunRequest): boolean {
  return kind === 'page' && dryRun !== true
}

/** An ordinary run: it decides on what it observes, and nobody was shown beforehand what it will do. */
function isOpen({ kind, dryRun, stopSharing, only }: RunRequest): boolean {
  return kind !== 'page' && dryRun !== true && stopSharing === undefined && only === undefined
}

/** Stopping to share is about every copy, and its preview writes nothing. */
function asMeant(request: RunRequest): RunRequest {
  if (request.stopSharing === undefined) return request
  return { ...request, kind: 'full', dryRun: request.stopSharing === 'preview' }
}
