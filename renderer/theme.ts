/**
 * When the page's colours change: the user chose another theme, or the computer did. For what is drawn on a canvas.
 */

/** Calls after each change; returns how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', changed)
  const chosen = new MutationObserver(changed)
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    dark.removeEventListener('change', changed)
    chosen.disconnect()
  }
}
