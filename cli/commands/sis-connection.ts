import { Option, type Command } from "commander";
import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import type { Connection, World } from "../../mock-oneroster/index.ts";
import { collectText, parseClassNames } from "./option-values.ts";

/** What the district of a mock SIS has bought and switched on. */
export interface SisConnectionOptions {
  readonly connection?: Connection["kind"];
  readonly learningLicence?: Connection["learningLicence"];
  readonly licensedSchool: readonly string[];
  readonly notShared: readonly ClassName[];
}

/** Adds the licence gates: the kind of the connection, and whom the Campus Learning licence covers (F98, F99). */
export function addConnectionOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--connection <kind>",
        "whether the credentials open the grade book (default: they do)",
      ).choices(["roster-and-gradebook", "roster-only"]),
    )
    .addOption(
      new Option(
        "--learning-licence <whose>",
        "of whom the Campus Learning licence is that grades need (default: the district)",
      ).choices(["none", "school", "district"]),
    )
    .addOption(
      new Option(
        "--licensed-school <school>",
        "a school that the licence covers, by sourcedId or number; may be given again",
      )
        .argParser(collectText)
        .default([], "none"),
    )
    .addOption(
      new Option(
        "--not-shared <kind>",
        "a kind of records that Data to Share leaves out, such as demographics; may be given again",
      )
        .argParser(parseClassNames)
        .default([], "none"),
    );
}

/** The connection that the options describe; undefined when they say nothing, and everything is open. */
export function readConnection(
  options: SisConnectionOptions,
  command: Command,
): Connection | undefined {
  const { connection, learningLicence, licensedSchool: licensedSchools, notShared } = options;
  const said = [connection, learningLicence, ...licensedSchools, ...notShared];
  if (said.every((each) => each === undefined)) return undefined;
  const licence = learningLicence ?? (licensedSchools.length > 0 ? "school" : "district");
  if (licence !== "school" && licensedSchools.length > 0) {
    command.error(
      `error: --learning-licence ${licence} and --licensed-school contradict each other: schools are named for the licence of a school.`,
    );
  }
  if (licence === "school" && licensedSchools.length === 0) {
    command.error(
      "error: --learning-licence school covers no school. Name each with --licensed-school.",
    );
  }
  return {
    kind: connection ?? "roster-and-gradebook",
    learningLicence: licence,
    ...(licence === "school" ? { licensedSchools } : {}),
    ...(notShared.length === 0 ? {} : { withheld: notShared }),
  };
}

/**
 * The connection with the sourcedIds of the licensed schools, which the options may name by number too.
 * Ends the command when the world does not have one, and says which there are.
 */
export function findLicensedSchools(
  connection: Connection | undefined,
  world: World,
  command: Command,
): Connection | undefined {
  const named = connection?.licensedSchools;
  if (connection === undefined || named === undefined) return connection;
  const schools = [...world.orgs.values()].filter(({ type }) => type === "school");
  const licensedSchools = named.flatMap((name) => {
    const found = schools.filter(({ id, identifier }) => id === name || identifier === name);
    if (found.length > 0) return found.map(({ id }) => id);
    return command.error(
      `error: --licensed-school ${name}: there is no such school. There are: ${listSchools(schools)}.`,
    );
  });
  return { ...connection, licensedSchools };
}

const schoolsShown = 5;

function listSchools(
  schools: readonly { readonly id: string; readonly identifier: string | undefined }[],
): string {
  if (schools.length === 0) return "none";
  const shown = schools
    .slice(0, schoolsShown)
    .map(({ id, identifier }) => (identifier === undefined ? id : `${identifier} (${id})`));
  const more = schools.length - shown.length;
  return more > 0 ? `${shown.join(", ")}, and ${more} more` : shown.join(", ");
}
