import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { Scenario } from "../../contracts/run/scenario.ts";
import { SisAction } from "../../mock-oneroster/index.ts";
import { InputError } from "../input-error.ts";
import { readYaml } from "../read-yaml.ts";

const suffix = ".scenario.yaml";

/** A scenario whose SIS actions the mock knows, so that a mistake is found before anything is played. */
const PlayableScenario = Scenario.superRefine(({ steps }, context) => {
  for (const [index, step] of steps.entries()) {
    if (!("sis" in step)) continue;
    const action = SisAction.safeParse(step.sis);
    for (const issue of action.error?.issues ?? []) {
      context.addIssue({
        code: "custom",
        path: ["steps", index, "sis", ...issue.path],
        message: issue.message,
      });
    }
  }
});

/** A scenario and the file it came from. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly file: string;
}

/**
 * Loads scenario files; folders stand for all scenario files below them.
 *
 * @throws InputError naming file, line and column, also when a place holds no scenario
 */
export async function loadScenarios(places: readonly string[]): Promise<readonly LoadedScenario[]> {
  const files: string[] = [];
  for (const place of places) files.push(...(await scenarioFiles(place)));
  return Promise.all(files.map(loadScenario));
}

async function loadScenario(file: string): Promise<LoadedScenario> {
  return { scenario: readYaml(await readFile(file, "utf8"), PlayableScenario, file), file };
}

async function scenarioFiles(place: string): Promise<readonly string[]> {
  const kind = await stat(place).catch(() => undefined);
  if (kind === undefined) throw nothingAt(place, "there is no such file or folder.");
  if (!kind.isDirectory()) return [place];
  const names = await readdir(place, { recursive: true });
  const found = names.filter((name) => name.endsWith(suffix)).toSorted();
  if (found.length === 0) throw nothingAt(place, `no file here ends in ${suffix}.`);
  return found.map((name) => path.join(place, name));
}

function nothingAt(file: string, message: string): InputError {
  return new InputError([{ file, message }]);
}
