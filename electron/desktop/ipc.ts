/**
 * Carries the bridge of `shared/ipc` over Electron's channels.
 *
 * Who asks is looked at first: only the main frame of a page of our own scheme is heard. What is asked and answered is
 * checked by `host/bridge`, the same for every transport.
 */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import { type Pushed, pushes, type Reply } from '../../shared/ipc.ts'
import { channelOf, type PushName, type RequestName, requestNames } from '../../shared/ipc-names.ts'
import { answerRequest, type BridgePorts, refuseStranger } from '../host/bridge.ts'
import { isOwnAddress } from './scheme.ts'

export interface BridgeOptions extends BridgePorts {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>
}

/** From now on the window is answered; returns how to stop. */
export function bindBridge(options: BridgeOptions): () => void {
  for (const name of requestNames) {
    options.ipcMain.handle(channelOf(name), (event, argument: unknown) => answer(options, name, event, argument))
  }
  return () => {
    for (const name of requestNames) options.ipcMain.removeHandler(channelOf(name))
  }
}

/** Tells the window; one that is gone is not told. */
export function push<Name extends PushName>(
  to: Pick<WebContents, 'send' | 'isDestroyed'>,
  name: Name,
  value: Pushed<Name>,
): void {
  if (!to.isDestroyed()) to.send(channelOf(name), pushes[name].parse(value))
}

async function answer(
  options: BridgeOptions,
  name: RequestName,
  event: Pick<IpcMainInvokeEvent, 'senderFrame'>,
  argument: unknown,
): Promise<Reply<unknown>> {
  const refusal = strangerAt(event)
  return refusal === null ? answerRequest(options, name, argument) : refuseStranger(options, name, refusal)
}

/** Why this sender is none of ours; null when it is. A frame that is gone has nobody to answer to. */
function strangerAt({ senderFrame }: Pick<IpcMainInvokeEvent, 'senderFrame'>): string | null {
  if (senderFrame === null) return 'the frame is gone'
  if (senderFrame.parent !== null) return 'not the main frame'
  return isOwnAddress(senderFrame.url) ? null : 'not a page of this application'
}
