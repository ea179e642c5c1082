import { withSecrets, type Settings } from "../contracts/run/settings.ts";
import { secretText } from "../contracts/run/settings/secret.ts";
import type { SyncPorts } from "../engine/index.ts";

/** Both servers are given what the settings say, so that they and the engine agree. */
export function credentialsOf(settings: Settings): {
  readonly sis: Pick<SyncPorts["sis"], "clientId" | "clientSecret">;
  readonly lms: Pick<SyncPorts["lms"], "consumerKey" | "consumerSecret">;
} {
  const { oneRoster, schoology } = withSecrets(settings, process.env);
  return {
    sis: {
      clientId: oneRoster.consumerId,
      clientSecret: secretText(oneRoster.consumerSecret),
    },
    lms: {
      consumerKey: schoology.consumerKey,
      consumerSecret: secretText(schoology.consumerSecret),
    },
  };
}
