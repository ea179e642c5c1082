/** The exit codes of the command. Public: scripts rely on them. */
export const exitCodes = {
  /** All is well. Warnings may have been shown. */
  ok: 0,
  /** Something was found that a person must look at, or an expectation failed. */
  findings: 1,
  /** The command line, a settings file or a scenario file is wrong. */
  usage: 2,
  /** The world failed: a server did not answer, a file could not be written. */
  couldNotRun: 3,
  /** We are wrong. */
  bug: 70,
} as const;
