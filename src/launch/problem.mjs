/** A problem a person can do something about: printed as it is, without a stack trace, and the start ends with exit code 2. */
export class LaunchProblem extends Error {}
