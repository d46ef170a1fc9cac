import { cpSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

/** Everything that the application loads, and nothing else, ends up here; the packages are made of it. */
const OUT = join(import.meta.dirname, 'out')
const external = ['electron', ...builtinModules, /^node:/]

/** The pictures that are shown while it runs; those of the packages stay with the packages. */
function icons(): Plugin {
  const from = join(import.meta.dirname, 'build/icons')
  return {
    name: 'partner-sync-icons',
    writeBundle: () => {
      for (const one of ['tray', 'application/256x256.png']) {
        cpSync(join(from, one), join(OUT, 'icons', one), { recursive: true })
      }
    },
  }
}

/** Everything comes from the page's own origin, so that nothing has to be asked for across origins. */
function sameOrigin(): Plugin {
  return {
    name: 'partner-sync-same-origin',
    transformIndexHtml: { order: 'post', handler: (html) => html.replaceAll(' crossorigin', '') },
  }
}

const worlds: Readonly<Record<string, UserConfig>> = {
  /** The main process: one file with everything inside but Electron. Built first, it empties the folder. */
  main: {
    plugins: [icons()],
    ssr: { noExternal: true },
    build: {
      ssr: 'electron/main.ts',
      target: 'node24',
      outDir: OUT,
      license: { fileName: 'LICENSES-main.md' },
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { external, output: { entryFileNames: 'main.js', format: 'es', codeSplitting: false } },
    },
  },
  /** A sandboxed preload must be CommonJS (Electron, “ES Modules”). */
  preload: {
    build: {
      lib: { entry: 'electron/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
      target: 'es2024',
      outDir: OUT,
      license: { fileName: 'LICENSES-preload.md' },
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { external },
    },
  },
  /** The page: fixed names, because the scheme serves a fixed table of files. */
  window: {
    plugins: [react(), sameOrigin()],
    root: join(import.meta.dirname, 'renderer'),
    base: './',
    publicDir: false,
    build: {
      target: 'es2024',
      outDir: join(OUT, 'window'),
      license: { fileName: 'LICENSES-window.md' },
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // One file, from this computer; its size is watched by the measurements (goal: 250 KB gzip).
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: join(import.meta.dirname, 'renderer/window.html'),
        output: { entryFileNames: 'window.js', assetFileNames: 'window[extname]', codeSplitting: false },
      },
    },
  },
  /** What a browser gets in place of the preload; packages leave it out. */
  loopback: {
    // A library is not told by itself where it runs.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      lib: { entry: 'renderer/loopback.ts', formats: ['es'], fileName: () => 'loopback.js' },
      target: 'es2024',
      outDir: join(OUT, 'window'),
      license: { fileName: 'LICENSES-loopback.md' },
      emptyOutDir: false,
      minify: true,
    },
  },
}

/** `vite build --config vite.desktop.config.ts --mode main`, then `preload`, `window`, `loopback`. */
export default defineConfig(({ mode }) => {
  const world = worlds[mode]
  if (world === undefined) throw new Error(`--mode is one of ${Object.keys(worlds).join(', ')}`)
  return world
})
