import { bindingTests } from "./binding-tests.ts";
import type { Test } from "./difference.ts";
import { versionTests } from "./version-tests.ts";

const tests = { ...versionTests, ...bindingTests };

/** The name of a test. */
export type DifferenceTest = keyof typeof tests;

/** The test with a name. */
export function testNamed(name: DifferenceTest): Test {
  return tests[name];
}
