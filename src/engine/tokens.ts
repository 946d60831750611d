/** Injection tokens of the engine's ports. */
export const POLICY = Symbol('the authority’s own values');
export const REGISTRY = Symbol('the procedures of this installation');
export const PAPERS = Symbol('who makes the documents that a step asks for');
export const NOTICES = Symbol('where messages go');
