import { chmodSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

const ENTRY = 'cli.js'

/** The entry is called directly: it gets the line that says with what, and the right to be run. */
function executable(): Plugin {
  let folder = ''
  return {
    name: 'partner-sync-executable',
    configResolved: (config) => {
      folder = config.build.outDir
    },
    writeBundle: () => {
      chmodSync(join(folder, ENTRY), 0o755)
    },
  }
}

/**
 * The headless bundle: everything it needs is inside, Electron is not. Two files: the entry, which an old Node can
 * still read, and the program, which it loads once the Node is known to do.
 */
export default defineConfig({
  plugins: [executable()],
  ssr: { noExternal: true },
  build: {
    ssr: 'electron/cli.ts',
    target: 'node24',
    outDir: 'dist',
    // What is bundled is passed on, and so are its licences.
    license: { fileName: 'LICENSES.md' },
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      external: [...builtinModules, /^node:/],
      output: { entryFileNames: ENTRY, chunkFileNames: '[name].js', format: 'es' },
    },
  },
})
