/**
 * The exit code of a process in which electron-builder has worked.
 *
 * A package below it tidies up when the process has nothing left to do, and then ends it with 0 whatever
 * `process.exitCode` says; so the code is said once more when nothing can come after it.
 */
export function endWith(code: number): void {
  process.exitCode = code
  process.once('exit', () => {
    process.exitCode = code
  })
}
