/** An action that the world cannot carry out, with the reason in words for whoever wrote it. */
export class SisActionError extends Error {
  override readonly name = "SisActionError";
  readonly code = "sis-action-refused";
  readonly action: string;

  constructor(action: string, reason: string) {
    super(`Failed to apply ${action}: ${reason}`);
    this.action = action;
  }
}
