/**
 * Shows what is due as notifications of the system, and opens the right screen when one is clicked.
 *
 * What is due, when, and in which words is decided by the resident. Promises that the same cause has one notification at
 * a time, that a click arrives however late it comes, and that what the system did not show is told elsewhere.
 */
import type { App, Notification, NotificationConstructorOptions } from 'electron'
import type { Failure } from '../../shared/failure.ts'
import type { Screen } from '../../shared/snapshot.ts'
import { explainFailure } from '../../shared/words/failures.ts'
import type { Language } from '../../shared/words/language.ts'
import type { Log } from '../host/log.ts'
import type { DueAlert } from '../host/resident.ts'

/** The same as `appId` of the packages: Windows shows notifications only of the program its Start menu has under it. */
export const applicationId = 'app.partner-sync.desktop'

/** To be called before the first window or notification. Elsewhere than on Windows it has nothing to do. */
export function nameApplication(app: Pick<App, 'setAppUserModelId'>, system: 'win32' | 'darwin' | 'linux'): void {
  if (system === 'win32') app.setAppUserModelId(applicationId)
}

/**
 * What was asked for from the icon in the panel and failed, as an alert: whoever has no window open must hear of it too.
 * `key`: what was asked for; its next failure takes the place of this one.
 */
export function alertOfFailure(wrong: Failure, key: string, screen: Screen, language: Language): DueAlert {
  const { message, remedy } = explainFailure(wrong, language)
  return { kind: 'raised', key, alert: null, title: message, body: remedy, screen }
}

export interface AlertsOptions {
  readonly Notification: {
    new (options: NotificationConstructorOptions): Pick<Notification, 'show' | 'close' | 'on'>
    isSupported(): boolean
  }
  readonly system: 'win32' | 'darwin' | 'linux'
  readonly open: (screen: Screen) => void
  /**
   * The system did not show it: the window is left to tell it. What stands in no snapshot either (the notice of the tray,
   * what failed from its menu) needs another way.
   */
  readonly unshown: (alert: DueAlert) => void
  readonly log: Pick<Log, 'write'>
}

export interface Alerts {
  show(alert: DueAlert): void
}

type Shown = Pick<Notification, 'close'>

/** A notification that is collected hears no click; of those that nothing replaces so many are kept. */
const KEPT = 32
/** Windows takes no longer tag. */
const LONGEST_ID = 64

export function createAlerts({ Notification, system, open, unshown, log }: AlertsOptions): Alerts {
  const shown = new Map<string, Shown>()

  const forget = (key: string, which: Shown): void => {
    if (shown.get(key) === which) shown.delete(key)
  }

  const show = (alert: DueAlert): void => {
    const { key, title, body } = alert
    if (!Notification.isSupported()) {
      log.write({ level: 'info', event: 'notifications-unsupported', facts: { alert: alert.alert } })
      unshown(alert)
      return
    }
    const id = idOf(key, system)
    const earlier = shown.get(key)
    // One with the same id takes the place of the earlier by itself, and closing that could hit the new one.
    if (id === null) earlier?.close()
    const notification = new Notification({ title, body, urgency: 'normal', ...(id === null ? {} : { id }) })
    notification.on('click', () => {
      forget(key, notification)
      open(alert.screen)
    })
    notification.on('failed', (_, why) => {
      forget(key, notification)
      log.write({ level: 'error', event: 'notification-failed', facts: { alert: alert.alert, why } })
      unshown(alert)
    })
    // “Closed” forgets nothing: on Windows it is closed when it moves to the list, where it can still be clicked.
    shown.delete(key)
    shown.set(key, notification)
    for (const [oldest] of shown) if (shown.size > KEPT) shown.delete(oldest)
    notification.show()
  }

  return { show }
}

/** Where the system knows notifications by id. */
function idOf(key: string, system: AlertsOptions['system']): string | null {
  return system === 'linux' || key.length > LONGEST_ID ? null : key
}
