import * as z from "zod";
import { everythingMapped, Settings, type SettingsInput } from "../contracts/run/settings.ts";
import { InputError } from "./input-error.ts";

/** Lays settings over one another, part by part; lists and single values are replaced. */
export function mergeSettings(base: unknown, over: unknown): unknown {
  if (!isPlainObject(base) || !isPlainObject(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    if (name === "__proto__") continue;
    merged[name] = name in base ? mergeSettings(base[name], value) : value;
  }
  return merged;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Settings that start from everything mapped, with layers laid over it.
 *
 * @param file named in the error when a layer does not fit
 * @throws InputError
 */
export function layeredSettings(layers: readonly unknown[], file: string): Settings {
  const base: SettingsInput = everythingMapped;
  const parsed = Settings.safeParse([base, ...layers].reduce(mergeSettings));
  if (parsed.success) return parsed.data;
  const message = `settings: ${z.prettifyError(parsed.error)}`;
  throw new InputError([{ file, message }]);
}
