/** One thing that is wrong in a file of an organisation. `at` is the file with its line. */
export interface FileProblem {
  readonly at: string;
  /** What is wrong and what to do about it. Holds no names or addresses of people. */
  readonly why: string;
}

const listedMax = 20;

/** Files cannot be loaded. The message names each place and its remedy, up to twenty; nothing was loaded. */
export class OrganizationFileError extends Error {
  override readonly name = "OrganizationFileError";
  readonly code = "organization-file-unusable";
  readonly retryable = false;
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[], options?: ErrorOptions) {
    const lines = problems.slice(0, listedMax).map(({ at, why }) => `${at}: ${why}`);
    const more = problems.length - lines.length;
    if (more > 0) lines.push(`and ${more} more.`);
    super(`Failed to load the organisation; nothing was loaded.\n${lines.join("\n")}`, options);
    this.problems = problems;
  }
}
