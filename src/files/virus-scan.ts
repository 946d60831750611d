import type { Bytes } from './file-store.js';
import type { ScanState } from './file-key.js';

/** What a scanner says. `unsure` when it could not be asked or could not say; `detail` is for an officer: the name of what was found, or why not. */
export interface Scan {
  readonly state: ScanState;
  readonly detail: string | null;
}

/** Something that looks for viruses. It does not throw: a scanner that is down makes the file `unsure`, which everybody sees. */
export interface VirusScanner {
  scan(bytes: Bytes): Promise<Scan>;
}

/** No scanner is set up: files are kept, and everybody sees that nobody looked. */
export const noScanner: VirusScanner = {
  scan: async () => ({ state: 'not scanned', detail: null }),
};
