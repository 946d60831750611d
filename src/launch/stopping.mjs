/** Stopping: what was started last is stopped first, on Ctrl-C or SIGTERM, and all of it within five seconds. */

const WITHIN_MS = 4_800;
const steps = [];
let stopped;

/** Catches the signals from now on. `add(name, stop)` registers what has been started. */
export function onStop() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopNow(0));
  stopWithParent();
  return { add: (name, stop) => steps.push({ name, stop }) };
}

/**
 * `npm start` asked to stop passes the signal to the shell between it and us, and many a shell ends without passing it on. Under npm, that
 * our parent has gone is therefore the signal.
 */
function stopWithParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  setInterval(() => { if (process.ppid !== parent) stopNow(0); }, 250).unref();
}

/** Whether a stop is under way: what fails then fails because of it. */
export const isStopping = () => stopped !== undefined;

/** Stops everything once and ends the process. A second signal does not cut the first short; the time limit does. */
export function stopNow(code) {
  stopped ??= (async () => {
    setTimeout(() => process.exit(code || 1), WITHIN_MS).unref();
    // Work in hand loses its connections now and says so in its own ways; the stop goes on.
    for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, () => undefined);
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
