/** Stopping: what was started last is stopped first, on Ctrl-C or SIGTERM, and all of it within five seconds. */

const WITHIN_MS = 4_800;
const steps = [];
let stopped;

/** Catches the signals from now on. `add(name, stop)` registers what has been started. */
export function onStop() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopNow(0));
  return { add: (name, stop) => steps.push({ name, stop }) };
}

/** Stops everything once and ends the process. A second signal does not cut the first short; the time limit does. */
export function stopNow(code) {
  stopped ??= (async () => {
    setTimeout(() => process.exit(code || 1), WITHIN_MS).unref();
    for (const { name, stop } of steps.reverse()) {
      try {
        await stop();
      } catch (error) {
        console.error(`Stopping ${name}: ${error.message}`);
      }
    }
    process.exit(code);
  })();
  return stopped;
}
