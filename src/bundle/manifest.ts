import type { Day, Instant } from '../../workflows/shared/vocabulary.js';
import type { Audience } from '../engine/procedure.js';

/** The names of what is in every bundle. The list comes last: it is made of what was written before it. */
export const LOG = 'log.jsonl';
export const MANIFEST = 'bundle.json';
export const SIGNATURE = 'bundle.sig';

/** One file of the archive, as the signed list has it. */
export interface Entry {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** A document of the case without its bytes, which are entries of the archive by their hashes. */
export interface BundledDocument {
  readonly documentId: string;
  readonly organisationId: string | null;
  readonly madeByOrganisation: string | null;
  readonly kind: string;
  readonly title: string;
  readonly template: string;
  readonly templateHash: string;
  readonly audience: readonly string[];
  readonly data: string;
  readonly sha256: string;
  readonly pdfSha256: string | null;
  readonly docxSha256: string | null;
  readonly status: 'frozen' | 'published' | 'superseded' | 'taken down';
  readonly frozenAt: Instant;
  readonly frozenBy: string | null;
  readonly publishedAt: Instant | null;
  readonly signature: unknown;
}

/** A file of the case as it was handed in. */
export interface BundledFile {
  readonly sha256: string;
  readonly name: string;
  readonly declaredType: string;
  readonly size: number;
  readonly organisationId: string | null;
  readonly audience: readonly Audience[];
}

/** A running clock, for whoever reads the list; the log is what counts. */
export interface BundledClock {
  readonly name: string;
  readonly rule: string;
  readonly due: Day;
}

/** The signed list of a bundle: what it is, from whom, for whom, and the hash of every byte in it. */
export interface Manifest {
  readonly format: 'clerkwell-bundle/1';
  /** The move that it carries. */
  readonly moveId: string;
  readonly madeAt: Instant;
  readonly from: { readonly authorityId: string; readonly name: string; readonly reference: string };
  readonly to: { readonly authorityId: string; readonly name: string };
  readonly why: string;
  readonly movedAt: Instant;
  readonly case: {
    readonly caseId: string;
    readonly machine: string;
    readonly version: number;
    readonly title: string;
    /** The last entry of the log, which is its move, and the end of the chain there. */
    readonly seq: number;
    readonly head: string;
    readonly openedAt: Instant;
    readonly organisationId: string | null;
  };
  readonly clocks: readonly BundledClock[];
  /** Whether anything in it is about a child: whoever opens it has shown a second factor. */
  readonly childData: boolean;
  readonly documents: readonly BundledDocument[];
  readonly files: readonly BundledFile[];
  readonly entries: readonly Entry[];
}
