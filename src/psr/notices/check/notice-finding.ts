/** One thing wrong with a notice that somebody wrote or published. */
export interface NoticeFinding {
  /** 'D01': the checks are listed in `check-catalogue.ts`. */
  code: string;
  /** `error`: the law is not met, or a reader is misled. `warning`: it may be right, and somebody should look. `note`: something could not be checked. */
  severity: 'error' | 'warning' | 'note';
  /** "line 12", or the field of a release: "awards[0].suppliers". */
  where: string;
  /** What stands there. */
  found: string;
  /** What should stand there. */
  expected: string;
  /** The whole matter in one or two sentences. */
  message: string;
  source: string;
}

/** A value with the place where it was read. */
export interface Placed<T> {
  value: T;
  where: string;
}
