/** A setting that a profile does not have, or that may not be what it was told to be. The message says what may. */
export class ProfileSettingError extends Error {
  override readonly name = "ProfileSettingError";
  readonly code = "profile-setting-refused";
  readonly setting: string;

  constructor(setting: string, message: string) {
    super(message);
    this.setting = setting;
  }
}
