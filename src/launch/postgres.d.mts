/** For tests in TypeScript that start and stop a server of their own. */
export interface RunningPostgres {
  url: string;
  notes: string[];
  joined: boolean;
  stop: () => Promise<void>;
}
export declare function startPostgres(
  folder: string,
  options?: { durable?: boolean; say?: (line: string) => void; elsewhere?: string[]; onSpawn?: (stop: () => Promise<void>) => void },
): Promise<RunningPostgres>;
