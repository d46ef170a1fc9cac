/**
 * The names of the bridge between the window and the main process; what each carries stands in `ipc.ts`.
 *
 * Apart from the schemas, because the preload needs the names alone: it is loaded into every window, and a schema has no
 * business there. `ipc.ts` does not compile unless it describes exactly these.
 */

/** The window asks, the main process answers. */
export const requestNames = [
  'snapshot',
  'sync-now',
  'submit',
  'conflicts',
  'problems',
  'held',
  'appointments',
  'appointment',
  'sync-page',
  'changes',
  'runs',
  'export-changes',
  'health',
  'save-token',
  'import-token-file',
  'accept-unprotected',
  'save-preferences',
  'set-start-at-login',
  'open-page',
  'status-endpoint',
  'set-status-endpoint',
  'open-folder',
  'doctor',
  'write-test',
  'verify',
  'last-verification',
  'repair',
  'export-diagnostics',
  'setup-draft',
  'save-setup-draft',
  'find-databases',
  'find-pages',
  'create-shared-database',
  'check-setup',
  'create-properties',
  'preview-setup',
  'add-profile',
  'read-invitation',
  'profiles',
  'preview-removal',
  'remove-profile',
  'stop-sharing',
  'export-invitation',
  'stored-tokens',
  'forget-token',
  'licences',
] as const
export type RequestName = (typeof requestNames)[number]

/** The main process tells, the window listens. */
export const pushNames = ['snapshot-changed', 'open-screen'] as const
export type PushName = (typeof pushNames)[number]

/** The channel that carries a request or a push. */
export function channelOf(name: RequestName | PushName): string {
  return `partner-sync:${name}`
}

/** Under this name the window finds the bridge. */
export const bridgeKey = 'partnerSync'
