/** How much may be handed in. All sizes in bytes. */
export interface FileLimits {
  readonly maxBytes: number;
  readonly maxFiles: number;
  /**
   * Up to here a request that is too large is read and thrown away, so that the browser shows our answer with everything that was typed. A server that
   * hangs up on a sending browser leaves the person with the browser's own error page and an empty form. Beyond it the connection is cut.
   */
  readonly maxRequest: number;
  /** A packed document may unpack to this much. A 20 MB workbook rarely passes 150 MB; a bomb passes gigabytes. */
  readonly maxUnpacked: number;
  /** How many times its packed size an entry may unpack to once it is over 1 MB. Text in office documents reaches 30; DEFLATE itself ends at about 1,030. */
  readonly maxRatio: number;
  /** Entries of a packed document. A long report with many pictures has some hundreds. */
  readonly maxEntries: number;
}

export const LIMITS: FileLimits = {
  maxBytes: 20 * 1024 * 1024,
  maxFiles: 10,
  maxRequest: 512 * 1024 * 1024,
  maxUnpacked: 200 * 1024 * 1024,
  maxRatio: 200,
  maxEntries: 5_000,
};

/** A size in words, "20 MB". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${Math.round((bytes / (1024 * 1024)) * 10) / 10} MB`;
}
