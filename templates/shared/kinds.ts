/** The small kinds that the data of documents is made of. */

/** A calendar day, `2026-04-08`. */
export type Day = string;
/** An ISO instant, `2026-04-08T14:04:00Z`; printed as London clocks show it. */
export type Instant = string;
/** Whole pence, value added tax as the field says. */
export type Pence = number;

/** Somebody whom the reader may write to. */
export interface Contact {
  name: string;
  role: string;
  email: string;
  phone: string | null;
}

/** A provider as a letter addresses it. */
export interface Addressee {
  /** The legal name. */
  name: string;
  /** The person the letter greets; null greets the organisation. */
  person: string | null;
  /** Lines of the postal address; may be empty where everything goes by e-mail. */
  address: string[];
}

/** A lot of a list, as the published documents name it. */
export interface Lot {
  code: string;
  name: string;
}
