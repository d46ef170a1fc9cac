/**
 * In a browser what the preload is in the application: puts the bridge where the window looks for it, before it looks.
 *
 * A script of its own, which only `run --ui` serves, so that the application's window carries none of it.
 */
import { bridgeKey } from '../shared/ipc-names.ts'
import { createHttpBridge } from './bridge-http.ts'

Reflect.set(window, bridgeKey, createHttpBridge())
