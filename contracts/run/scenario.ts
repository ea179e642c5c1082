import * as z from "zod";
import { catalogueCodes } from "./catalogue.ts";
import { DistrictShape } from "./district.ts";
import { ObjectKind, Tab } from "./plan.ts";

/** A whole number, or a comparison: `3`, `">0"`, `">=12"`, `"<5"`, `"<=7"`, `"!=0"`. */
export const Comparison = z.union([
  z.number().int().min(0),
  z.string().regex(/^(>=|<=|!=|>|<)\d+$/, 'Write a number, or a comparison such as ">0" or "<=7".'),
]);
export type Comparison = z.infer<typeof Comparison>;

/** Says whether `actual` meets the comparison. */
export function compares(expected: Comparison, actual: number): boolean {
  if (typeof expected === "number") return actual === expected;
  const operator = expected.replace(/\d+$/, "");
  const bound = Number(expected.slice(operator.length));
  switch (operator) {
    case ">":
      return actual > bound;
    case ">=":
      return actual >= bound;
    case "<":
      return actual < bound;
    case "<=":
      return actual <= bound;
    default:
      return actual !== bound;
  }
}

const ActionCounts = z.strictObject({
  create: Comparison.exactOptional(),
  update: Comparison.exactOptional(),
  remove: Comparison.exactOptional(),
  held: Comparison.exactOptional(),
});

/** A code of the catalogue: a code that does not exist would be expected 0 times and always be right. */
const FindingCode = z.enum(catalogueCodes);

/** What a scenario may expect. `plan`, `writes` and `findings` speak of the last sync before the step. */
export const Expectation = z.strictObject({
  plan: z
    .strictObject({
      ...ActionCounts.shape,
      kinds: z.partialRecord(ObjectKind, ActionCounts).exactOptional(),
    })
    .exactOptional(),
  writes: Comparison.exactOptional().describe("calls that change the LMS"),
  findings: z
    .partialRecord(FindingCode, Comparison)
    .exactOptional()
    .describe("finding code to how many records it concerns; 0 means that it must not appear"),
  lms: z
    .partialRecord(
      z.enum([
        "buildings",
        "gradingPeriods",
        "users",
        "associations",
        "courses",
        "sections",
        "activeEnrollments",
        "duplicateSections",
      ]),
      Comparison,
    )
    .exactOptional(),
});
export type Expectation = z.infer<typeof Expectation>;

const stepFrame = {
  title: z.string().min(1).exactOptional(),
  only: z
    .union([z.string(), z.array(z.string())])
    .exactOptional()
    .describe("the variants in which this step is played; all when absent"),
};

/** Something that happens in the SIS, by the name of its action. Which actions there are, the mock SIS says. */
export const OpenSisAction = z
  .looseObject({ action: z.string() })
  .describe("an action of the SIS world, such as { action: activate-trial, name: B }");

/** One step: a sync of all tabs or of some, something that happens in the SIS, or an expectation. */
export const ScenarioStep = z.union([
  z.strictObject({ ...stepFrame, sync: z.union([z.literal("all"), z.array(Tab).min(1)]) }),
  z.strictObject({
    ...stepFrame,
    sis: OpenSisAction,
  }),
  z.strictObject({ ...stepFrame, expect: Expectation }),
  z.strictObject({
    ...stepFrame,
    wait: z.string().regex(/^\d+[mhd]$/, "Write minutes, hours or days: 30m, 12h, 1d."),
  }),
]);
export type ScenarioStep = z.infer<typeof ScenarioStep>;

/** The district that a scenario plays in: generated, or a OneRoster CSV bundle beside the scenario file. */
export const ScenarioDistrict = z.union([
  DistrictShape,
  z.strictObject({ bundle: z.string().min(1) }),
]);
export type ScenarioDistrict = z.infer<typeof ScenarioDistrict>;

const ScenarioShape = z.strictObject({
  formatVersion: z.literal(1),
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use lower-case words joined by hyphens."),
  title: z.string().min(1),
  why: z.string().min(1).describe("what someone learns from it, in plain words"),
  rules: z.array(z.string().regex(/^[RF]\d{1,3}$/)).default([]),
  tags: z.array(z.string()).default([]),
  seed: z.number().int().min(0).max(0xffff_ffff),
  start: z.iso.datetime().describe("the virtual time at which the scenario begins, in UTC"),
  oneRoster: z.enum(["1.1", "1.2"], 'Write "1.1" or "1.2", in quotes.'),
  district: ScenarioDistrict,
  settings: z.record(z.string(), z.unknown()).default({}),
  variants: z
    .record(
      z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, "Use lower-case words, hyphens and dots."),
      z.record(z.string(), z.unknown()),
    )
    .default({ default: {} })
    .describe("variant name to settings laid over the scenario's own"),
  steps: z.array(ScenarioStep).min(1).max(10_000),
});

/**
 * A scenario file: a world, settings, and steps with expectations. Data only.
 *
 * Settings start from `everythingMapped`; what the file says is laid over it, then what the variant says.
 * A step that is only for a variant that does not exist is refused: it would never be played.
 */
export const Scenario = ScenarioShape.superRefine((scenario, context) => {
  const variants = Object.keys(scenario.variants);
  if (variants.length === 0) {
    context.addIssue({ code: "custom", path: ["variants"], message: "Name at least one variant." });
  }
  for (const [index, { only }] of scenario.steps.entries()) {
    const unknown = [only ?? []].flat().filter((name) => !variants.includes(name));
    if (unknown.length === 0) continue;
    const message = `There is no variant ${unknown.join(", ")}. There are: ${variants.join(", ")}.`;
    context.addIssue({ code: "custom", path: ["steps", index, "only"], message });
  }
});
export type Scenario = z.infer<typeof Scenario>;
