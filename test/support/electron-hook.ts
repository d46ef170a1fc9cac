/**
 * Given to Node by `--import`: whoever asks for `electron` gets the double, never the package, which would try to
 * download its binary.
 *
 * Covers `electron`, `electron/main` and the like, and the path of the package that Vitest resolves beforehand; for
 * `import` and `require` alike.
 */
import { registerHooks } from 'node:module'

const double = new URL('./electron-double.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) => {
    const asked = specifier === 'electron' || specifier.startsWith('electron/')
    if (asked || specifier.endsWith('/node_modules/electron/index.js')) {
      return { url: double, format: 'module-typescript', shortCircuit: true }
    }
    return next(specifier, context)
  },
})
