/** True, false, or not known. What is not known never counts as no. */
export type Tri = boolean | undefined;

export const tri = (value: boolean | null | undefined): Tri => value ?? undefined;
export const no = (value: Tri): Tri => (value === undefined ? undefined : !value);

/** False as soon as one is false; true when all are; otherwise not known. */
export const allOf = (...values: readonly Tri[]): Tri => (values.includes(false) ? false : values.includes(undefined) ? undefined : true);
/** True as soon as one is true; false when none is; otherwise not known. */
export const anyOf = (...values: readonly Tri[]): Tri => (values.includes(true) ? true : values.includes(undefined) ? undefined : false);
