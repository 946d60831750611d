/** How long anything that a clock, a queue or a reaction brings may take on a busy machine, in milliseconds. */
const PATIENCE = 60_000;
const BETWEEN_LOOKS = 100;

/**
 * Looks again and again until there is something to see: for what comes by itself after an answer has gone.
 * @param see false, null or undefined while it has not come
 */
export async function until<T>(see: () => T | false | null | undefined | Promise<T | false | null | undefined>): Promise<T> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const seen = await see();
    if (seen !== false && seen !== null && seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
  throw new Error(`It did not happen in ${PATIENCE / 1000} seconds.`);
}
