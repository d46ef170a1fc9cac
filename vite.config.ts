import { chmodSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { isAbsolute, join } from 'node:path'
import { build, defineConfig, type Plugin } from 'vite'

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

/** What `run --ui` serves lies beside the program, in `window`. */
function carriesWindow(): Plugin {
  let folder = ''
  return {
    name: 'partner-sync-carries-window',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir)
      if (isAbsolute(config.build.outDir)) folder = config.build.outDir
    },
    writeBundle: async () => {
      for (const mode of ['window', 'loopback']) {
        await build({
          configFile: join(import.meta.dirname, 'vite.desktop.config.ts'),
          mode,
          logLevel: 'warn',
          build: { outDir: join(folder, 'window'), emptyOutDir: mode === 'window' },
        })
      }
    },
  }
}

/**
 * The headless bundle: everything it needs is inside, Electron is not. The entry, which an old Node can still read; the
 * program in parts, which it loads once the Node is known to do, each command with what it needs; and the window that
 * it can serve.
 */
export default defineConfig({
  plugins: [executable(), carriesWindow()],
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
      output: { entryFileNames: ENTRY, chunkFileNames: 'parts/[name].js', format: 'es' },
    },
  },
})
